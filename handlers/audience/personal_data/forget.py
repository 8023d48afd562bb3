"""/mydata and /forget: what is held, a question about it, and an end to it."""

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command
from aiogram.types import BufferedInputFile, CallbackQuery, Message
from markupsafe import Markup

from bot.actions.let_go import ask_about_data, ask_to_be_forgotten, copy_sent, forgetting, think_better
from bot.actions.settle_in import has_agreed
from bot.hearing.aliases import Wish, alias_of
from bot.hearing.negation import beside_what_stays, ends_nothing
from bot.hearing.nods import nod_of
from bot.hearing.patterns import Pattern
from bot.hearing.shape import shape
from bot.mistakes import Mistake
from bot.recurrence import local
from handlers.audience.answering.points_screens import asked_of
from handlers.audience.home_screens import MyData, Stay
from handlers.audience.personal_data.forget_screens import (
    AboutData,
    AskAboutData,
    Forget,
    Forgetting,
    asked_screen,
    data_screen,
    forget_screen,
    kept_screen,
    pending_screen,
    question_screen,
)
from handlers.audience.personal_data.gathering import copy_of
from handlers.audience.personal_data.held import as_json, as_page
from handlers.audience.plain_words.suggesting_screens import suggesting_screen
from handlers.audience.plain_words.telling import asks
from handlers.audience.questions import leave_question
from handlers.audience.visit import Visit
from handlers.showing.mistakes import in_words
from handlers.showing.screen import Screen, show, show_below
from handlers.turns.filters import ANSWER, PLAIN
from handlers.turns.turn import hand

_NO = Pattern(
    r"(?:(?:no|nope|nah|nao)(?: |$))+(?:thanks?(?: you)?|thx|please|way|sorry|i do(?: not|n't)(?: want (?:to|that|it))?"
    r"|keep (?:it|my data|everything)|obrigad[oa]|por favor|quero(?: nao)?|deixa estar|apagu?es?|apague(?: nada)?)?"
    r"|(?:please )?do(?: not|n't)(?: (?:erase|delete|do)(?: (?:it|that|anything|my data|me))?)?|never ?mind"
    r"|cancel(?:a|ar|e)?"
    r"|(?:please )?keep (?:it|my data|everything|me)|agora nao|not now|deixa estar|esquece"
    r"|(?:mantem|mantenha|guarde) (?:os meus dados|tudo)|(?:quero )?ficar"
    r"|(?:都係|還是)?(?:[不唔](?:要|用|使|好|係|是|想|必)?|別)(?:刪除?|清除|抹除?)?(?:我?[嘅的]?(?:資料|數據))?(?:[住了啦喇呀吧]|謝謝|多謝|唔該)*"
    r"|否|取消[了啦喇吧]?|算[了啦喇][吧啦喇]?|保留(?:我?[嘅的]?(?:資料|數據))?[吧啦]?"
)
"""A no, in the shape of aliases, to the question whether they shall be erased."""


def says_no(text: str) -> bool:
    """Whether it answers that question so: 唔要 and “não quero” alone may be a stop elsewhere."""
    return bool(_NO.fullmatch(shape(text))) or ends_nothing(text)


def router() -> Router:
    """Both commands and their buttons."""
    forget = Router(name="audience.forget")
    hand(forget, "visit", Visit)
    forget.message.register(my_data, Command("mydata", ignore_case=True))
    forget.message.register(ask, Command("forget", ignore_case=True))
    forget.message.register(question_typed, AboutData.question, ANSWER)
    forget.message.register(answer_typed, Forgetting.asked, PLAIN)
    forget.callback_query.register(my_data, MyData.filter())
    forget.callback_query.register(ask, Forget.filter(~F.sure))
    forget.callback_query.register(sure, Forget.filter(F.sure))
    forget.callback_query.register(stay, Stay.filter())
    forget.callback_query.register(ask_question, AskAboutData.filter())
    return forget


async def my_data(event: Message | CallbackQuery, visit: Visit) -> None:
    """Two files of everything that is held, and what can be done about it."""
    await leave_question(visit.state)
    bot, reader, words = visit.bot, visit.reader, visit.words
    request, facts = await copy_of(visit.store, reader, visit.now)
    page, plain = as_page(words, facts), as_json(facts)
    await bot.send_document(reader.address, BufferedInputFile(page.encode(), "kapok-my-data.html"))
    await bot.send_document(reader.address, BufferedInputFile(plain.encode(), "kapok-my-data.json"))
    await copy_sent(visit.store, request, visit.now)
    if isinstance(event, CallbackQuery):
        await show_below(event, asked_of(words, Wish.MY_DATA, "", data_screen(words)))
    else:
        await show(event, asked_of(words, Wish.MY_DATA, event.text or "", data_screen(words)))


async def ask(event: Message | CallbackQuery, visit: Visit) -> None:
    """Say what it means, and ask; whoever has asked already sees when it happens."""
    await leave_question(visit.state)
    async with visit.store.read() as tx:
        request = await forgetting(tx, visit.reader)
    if request is not None:
        await show(event, pending_screen(visit.words, local(request.due_at, visit.zone)))
        return
    await visit.state.set_state(Forgetting.asked)
    await show(event, forget_screen(visit.words, await _loses(visit)))


async def answer_typed(message: Message, visit: Visit) -> None:
    """A typed yes erases nobody: the same question, to be pressed. A no is one."""
    text, words = message.text or "", visit.words
    no = says_no(text)
    if asks(beside_what_stays(text)) or not (no or nod_of(text) or alias_of(text)):  # whoever hears all of it answers
        await leave_question(visit.state)
        raise SkipHandler
    if no:
        await stay(message, visit)
        return
    note = words.say("Please press a button to answer:")
    await show(message, forget_screen(words, await _loses(visit), note))


async def _loses(visit: Visit) -> Markup | str:
    """Which roles go with them."""
    words, lines = visit.words, []
    if visit.speaker.is_communicator:
        async with visit.store.read() as tx:
            partners = await tx.partners.of_member(visit.reader.id)
        names = words.list([partner.name(words.form) for partner in partners])
        lines.append(words.say("You'll no longer write for {partners}. What you wrote for them stays.", partners=names))
    if visit.speaker.is_admin:
        lines.append(words.say("You'll no longer run the programme."))
    return Markup("\n").join(lines)


async def sure(query: CallbackQuery, visit: Visit) -> None:
    """Begins the ten minutes to think after the second press."""
    await leave_question(visit.state)
    request = await ask_to_be_forgotten(visit.store, visit.reader.id, visit.now)
    await show(query, pending_screen(visit.words, local(request.due_at, visit.zone)))


async def stay(event: Message | CallbackQuery, visit: Visit) -> None:
    """They thought better of it; a second tap, when it is done already, still says that posts are off."""
    await leave_question(visit.state)
    cancelled = await think_better(visit.store, visit.reader.id, visit.now)
    async with visit.store.read() as tx:
        agreed = await has_agreed(tx, visit.reader)
    off = cancelled or visit.reader.stopped_at is not None
    await show(event, kept_screen(visit.words, off=off, agreed=agreed))


async def taken_back(visit: Visit) -> Screen | None:
    """For who would not have ended anything after all: the way out of what they have ended; none when they did not."""
    if visit.reader.stopped_at is None:
        return None
    async with visit.store.read() as tx:
        request = await forgetting(tx, visit.reader)
    if request is not None:
        return pending_screen(visit.words, local(request.due_at, visit.zone))
    return suggesting_screen(visit.words, (Wish.START,))


async def ask_question(query: CallbackQuery, visit: Visit) -> None:
    """Asks for the question about their data."""
    await visit.state.set_state(AboutData.question)
    await show(query, question_screen(visit.words))


async def question_typed(message: Message, visit: Visit) -> None:
    """It was typed; what cannot be a question is asked for again."""
    await show(message, await _asked(visit, message.text or ""))


async def _asked(visit: Visit, text: str) -> Screen:
    try:
        request = await ask_about_data(visit.store, visit.reader.id, text, visit.now)
    except Mistake as mistake:
        return question_screen(visit.words, in_words(mistake, visit.words))
    await leave_question(visit.state)
    return asked_screen(visit.words, local(request.due_at, visit.zone))
