"""The door: /start with and without a link, the first choice of a language, place and consent, and the way home."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from aiogram import F, Router
from aiogram.filters import Command, CommandObject, CommandStart, Filter
from aiogram.types import CallbackQuery, Message

from bot.actions.let_go import forgetting
from bot.actions.settle_in import choose_form, choose_place, has_agreed, start, undecided
from bot.content import Post, PostKind
from bot.hearing.aliases import Wish, alias_of, language_named
from bot.hearing.meaning import meant
from bot.languages import Because, Form
from bot.partners import hash_of
from bot.people import Reader, Speaker
from bot.places import Place, spot_of
from bot.recurrence import local
from bot.searching import READ, Sought
from bot.words import Words, words_for
from handlers.audience.arriving.first_words import answer_to
from handlers.audience.arriving.language import in_their_script
from handlers.audience.arriving.links import follow_invitation, follow_link, keep_link, lives_by_link, note_coming
from handlers.audience.arriving.start_screens import (
    Agree,
    JoinBy,
    LiveIn,
    PickForm,
    agreed_screen,
    back_again_screen,
    door_again_screen,
    door_screen,
    greeting_screen,
    language_screen,
    welcome_screen,
)
from handlers.audience.home import home_of
from handlers.audience.home_screens import Home, StartPosts
from handlers.audience.library.finding import found_screen
from handlers.audience.library.stories import send_story
from handlers.audience.library.stories_screens import StoryIn
from handlers.audience.personal_data.forget_screens import pending_screen
from handlers.audience.questions import (
    AT_DOOR,
    INVITED,
    OPENING,
    PAYLOAD,
    SAID,
    WANTED,
    leave_question,
    recall,
    remember,
)
from handlers.audience.receiving import pause, silence
from handlers.audience.receiving.partners import going_on
from handlers.audience.visit import Visit
from handlers.showing.screen import PAGE, Screen, answered, show, show_below
from handlers.turns.filters import BY_NEWCOMER
from handlers.turns.menus import refresh_menu
from handlers.turns.turn import hand

JUST_WELCOMED = timedelta(seconds=10)
"""An app sends /start by itself when somebody unblocks the bot: the welcome was its answer."""


Ask = Callable[[Words, Place | None, str], Screen]
"""How the open questions are put."""


class NamesLanguage(Filter):
    """A newcomer types the language that they want, instead of pressing it; the handler gets `named`."""

    async def __call__(self, message: Message, speaker: Speaker) -> bool | dict[str, Form]:
        """Whether it is named, and the message is about nothing else."""
        if message.forward_origin:
            return False
        text = message.text or ""
        alias, meaning = alias_of(text), meant(text)
        asked = meaning.sure and meaning.wishes[0] is Wish.LANGUAGE
        named = (alias.named if alias else None) or (language_named(text) if asked else None)
        return {"named": in_their_script(named, text, speaker.reader.speaks)} if named else False


def router() -> Router:
    """Start, and the first choices."""
    door = Router(name="audience.start")
    hand(door, "visit", Visit)
    door.message.register(newcomer, CommandStart(ignore_case=True), BY_NEWCOMER)
    door.message.register(newcomer, Command("stories", "partners", "settings", ignore_case=True), BY_NEWCOMER)
    door.message.register(linked, CommandStart(ignore_case=True, magic=F.args))
    door.message.register(known, CommandStart(ignore_case=True))
    door.callback_query.register(pick, PickForm.filter())
    door.callback_query.register(live_in, LiveIn.filter())
    door.callback_query.register(agree, Agree.filter())
    door.callback_query.register(join, JoinBy.filter())
    door.callback_query.register(again, StartPosts.filter())
    door.callback_query.register(home, Home.filter())
    return door


async def newcomer(message: Message, command: CommandObject, visit: Visit) -> None:
    """Ask which language to speak; what they came for is kept until they have said."""
    await leave_question(visit.state)
    payload = command.args if command.command.lower() == "start" else None
    if payload:
        await note_coming(visit.store, visit.speaker, payload)
    await keep_link(visit.state, payload or "")
    words = (command.args or "").strip() if command.command.lower() == "stories" else ""
    await remember(visit.state, WANTED, words[:READ] or None)
    await show(message, greeting_screen(visit.words))


async def linked(_: Message, command: CommandObject, visit: Visit) -> None:
    """Somebody known came by a link."""
    await leave_question(visit.state)
    await follow_link(visit, command.args or "")


async def join(query: CallbackQuery, callback_data: JoinBy, visit: Visit) -> None:
    """An admin uses an invitation after all."""
    await answered(query)
    await follow_invitation(visit, hash_of(callback_data.token))


async def known(message: Message, visit: Visit) -> None:
    """Somebody known: home, or welcome back after a stop."""
    await leave_question(visit.state)
    if not _just_welcomed(visit):
        await show(message, await _start(visit, door_again_screen))


def _just_welcomed(visit: Visit) -> bool:
    welcomed = visit.reader.welcomed_at
    return visit.reader.reachable and welcomed is not None and timedelta(0) <= visit.now - welcomed < JUST_WELCOMED


async def asked(message: Message, visit: Visit) -> None:
    """In words: who has paused wants an end of that, who has not hears so; /start may be pressed only to look in."""
    if visit.reader.reachable and visit.reader.paused(visit.now):
        await pause.ended(message, visit)
    elif visit.reader.reachable and not _just_welcomed(visit):
        await silence.asked(message, visit)
    else:
        await known(message, visit)


async def again(query: CallbackQuery, visit: Visit) -> None:
    """The button that brings posts back, from a pause too; a newcomer chooses a language first."""
    if visit.reader.reachable and visit.reader.paused(visit.now):
        await pause.ended(query, visit)
        return
    await show(query, greeting_screen(visit.words) if visit.reader.form is None else await _start(visit))


async def home(query: CallbackQuery, visit: Visit) -> None:
    """Back home."""
    await leave_question(visit.state)
    await show(query, greeting_screen(visit.words) if visit.reader.form is None else await _home(visit))


async def typed(message: Message, named: Form, visit: Visit) -> None:
    """The first choice of a language, by its name."""
    await remember(visit.state, AT_DOOR, OPENING)
    reader = await choose_form(visit.store, visit.reader.id, named)
    await _open(message, replace(visit.of(reader), just_met=True))


async def pick(query: CallbackQuery, callback_data: PickForm, visit: Visit) -> None:
    """A language was chosen: the first choice opens the door, a second one there or a later one changes it in place."""
    first = visit.reader.form is None or await recall(visit.state, AT_DOOR) == OPENING
    if first:
        await remember(visit.state, AT_DOOR, OPENING)
    visit = visit.of(await choose_form(visit.store, visit.reader.id, callback_data.form))
    if first:
        await _open(query, replace(visit, just_met=True))
        return
    await show(query, await _in_another(visit))
    await refresh_menu(visit.bot, visit.store, visit.speaker)


async def _in_another(visit: Visit) -> Screen:
    """The languages again; at the door its questions, which a second tap on the same button must not take away."""
    reader = visit.reader
    async with visit.store.read() as tx:
        at_door = await recall(visit.state, AT_DOOR) and await undecided(tx, reader)
    return (
        welcome_screen(visit.words, reader.place, reader.zone)
        if at_door
        else language_screen(visit.words, changed=True)
    )


async def _open(event: Message | CallbackQuery, visit: Visit) -> None:
    """Welcome a newcomer, and lead them to what they came for; over once it was tried, whatever came of it."""
    try:
        settled = await _settled(visit)
        visit = visit.of(settled) if settled else visit
        await show(
            event, welcome_screen(visit.words, visit.reader.place, visit.reader.zone, by_link=settled is not None)
        )
        await refresh_menu(visit.bot, visit.store, visit.speaker)
        await _what_they_came_for(event, visit)
    finally:
        for name in (PAYLOAD, INVITED, WANTED, SAID):
            await remember(visit.state, name, None)
        await remember(visit.state, AT_DOOR, value=True)


async def _settled(visit: Visit) -> Reader | None:
    """A city's link is followed by the welcome itself, which shows the city as their place."""
    settled = await lives_by_link(visit.store, visit.reader, str(await recall(visit.state, PAYLOAD) or ""))
    if settled is not None:
        await remember(visit.state, PAYLOAD, None)
    return settled


async def _what_they_came_for(event: Message | CallbackQuery, visit: Visit) -> None:
    """The link that led them here, or the words that they looked for or said before they had a language."""
    payload, invited, wanted, said = [
        str(await recall(visit.state, name) or "") for name in (PAYLOAD, INVITED, WANTED, SAID)
    ]
    if invited:
        await follow_invitation(visit, invited)
    elif payload:
        await follow_link(visit, payload)
    if wanted:
        await show_below(event, await found_screen(visit, wanted))
    elif said and not (payload or invited) and (answer := await answer_to(visit, said)):
        await show_below(event, answer)


async def live_in(query: CallbackQuery, callback_data: LiveIn, visit: Visit) -> None:
    """Where they live, said at the door; the question about posts stands as it was."""
    reader = await choose_place(visit.store, visit.reader.id, spot_of(callback_data.place))
    async with visit.store.read() as tx:
        open_still = await undecided(tx, reader)
    asked = door_screen(words_for(reader.speaks), reader.place, reader.zone)
    await show(query, asked if open_still else await _home(visit))


async def agree(query: CallbackQuery, visit: Visit) -> None:
    """Yes to posts, and the newest story right away; whoever gets posts already is only shown home."""
    if visit.reader.form is None:
        await show(query, greeting_screen(visit.words))
        return
    async with visit.store.read() as tx:
        request = await forgetting(tx, visit.reader)
    if visit.reader.reachable or request:
        await show(query, await _start(visit))
        return
    reader = await start(visit.store, visit.reader.id, visit.now)
    await show(query, agreed_screen(words_for(reader.speaks)))
    async with visit.store.read() as tx:
        newest = (await tx.stories.found(Sought(kind=PostKind.STORY), 0, PAGE)).items
        newest = newest or (await tx.stories.found(Sought(), 0, PAGE)).items
    if first := _to_begin_with(newest, reader.speaks):
        await send_story(visit, StoryIn(post_id=first.id, form=reader.speaks))


def _to_begin_with(newest: Sequence[Post], form: Form) -> Post | None:
    """The newest of them that they can read; else the newest."""
    chosen = ((post, post.version_for(form)) for post in newest)
    read = (post for post, version in chosen if version and version.because is not Because.OTHER)
    return next(read, newest[0] if newest else None)


async def _home(visit: Visit) -> Screen:
    return await home_of(visit.store, visit.speaker, visit.now)


async def _start(visit: Visit, ask: Ask = door_screen) -> Screen:
    """Send again if it had stopped; the screen that says where they are. Whoever has never agreed is asked."""
    reader, words, now = visit.reader, visit.words, visit.now
    if reader.reachable:
        return await _home(visit)
    async with visit.store.read() as tx:
        request = await forgetting(tx, reader)
        follows, campaigns = await tx.follows.of(reader.id), await going_on(tx, reader, now)
        agreed, digest = await has_agreed(tx, reader), await tx.digests.of(reader.id)
    if request is not None:
        return pending_screen(words, local(request.due_at, reader.zone))
    if not agreed:
        return ask(words, reader.place, reader.zone)
    await start(visit.store, reader.id, now)
    return back_again_screen(words, len(follows), reader.cap, digest, campaigns=len(campaigns))
