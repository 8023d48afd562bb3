"""Correcting the buttons or a picture of a post that was sent.

The buttons are changed one by one on a bench that the conversation keeps; nothing of it is in the post before the yes.
"""

from dataclasses import asdict

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.actions.correct import chats_changed, corrected, corrects_alone, new_picture, without_buttons
from bot.actions.correction_notices import both_sides, comes_again, rivals_of
from bot.actions.ways import added, labelled, leading, less, way_at
from bot.content import Media, MediaKind, Post
from bot.corrections import Picture, Replacement
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.transport import Letter
from bot.ways import Way, WayKind, numbered, ways_from
from handlers.correcting.beside_screens import (
    ChangeBeside,
    CorrectingPicture,
    CorrectingWays,
    CorrectWay,
    PictureSure,
    WaysSure,
    bench_of,
    change_beside_screen,
    changing_ways_screen,
    picture_question_screen,
    print_of,
    several_screen,
    which_picture_screen,
)
from handlers.correcting.texts import begin_anew, carry_out, sent_post
from handlers.correcting.texts_screens import CorrectPicture, CorrectWays
from handlers.sending.live import Live
from handlers.showing.letters import send_letter
from handlers.showing.mistakes import in_words
from handlers.showing.screen import Screen, show, show_below
from handlers.staff.ways_screens import (
    WayDo,
    address_question_screen,
    first_label_screen,
    label_question_screen,
    link_question_screen,
    way_screen,
)
from handlers.staff.ways_words import WRITE_AGAIN, form_of, link_of
from handlers.turns.filters import ANSWER
from handlers.turns.incoming import Incoming, brought, refusal
from handlers.turns.turn import Turn, hand

Ways = tuple[Way, ...]


def router() -> Router:
    """The bench of buttons, the picture that is awaited, and the yes to either."""
    beside = Router(name="correcting.beside")
    hand(beside, "turn", Turn)
    beside.callback_query.register(look_at_ways, CorrectWays.filter(F.seen))
    beside.callback_query.register(begin_ways, CorrectWays.filter())
    beside.callback_query.register(do, CorrectWay.filter())
    beside.callback_query.register(sure_of_ways, WaysSure.filter())
    beside.callback_query.register(ask_picture, CorrectPicture.filter())
    beside.callback_query.register(sure_of_picture, PictureSure.filter())
    beside.message.register(typed_link, CorrectingWays.open, ANSWER)
    beside.message.register(typed_label, CorrectingWays.label, ANSWER)
    beside.message.register(typed_address, CorrectingWays.lead, ANSWER)
    beside.message.register(sent_picture, CorrectingPicture.file, ANSWER)
    beside.message.register(sent_too_early, CorrectingPicture.which, ANSWER)
    return beside


async def begin_ways(query: CallbackQuery, callback_data: CorrectWays, turn: Turn) -> None:
    """The buttons as they are, to be changed."""
    post = await sent_post(turn, callback_data.broadcast_id)
    await _keep(turn, callback_data.broadcast_id, numbered(post.ways))
    await show(query, changing_ways_screen(turn.words, post, callback_data.broadcast_id, numbered(post.ways)))


async def _keep(turn: Turn, broadcast_id: int, ways: Ways) -> None:
    """What is typed from now on is another button."""
    await turn.state.set_state(CorrectingWays.open)
    await turn.state.set_data({"broadcast_id": broadcast_id, "ways": [asdict(way) for way in ways]})


async def _kept(turn: Turn, broadcast_id: int, post: Post) -> Ways:
    """The bench of this sending; as the post has them when nobody is at it any more."""
    data = await turn.state.get_data()
    if data.get("broadcast_id") != broadcast_id or "ways" not in data:
        await _keep(turn, broadcast_id, numbered(post.ways))
        return numbered(post.ways)
    return ways_from(data["ways"])


async def do(query: CallbackQuery, callback_data: CorrectWay, turn: Turn) -> None:
    """Look at the buttons or one of them, ask, add or remove."""
    broadcast_id, no, form = callback_data.broadcast_id, callback_data.no, callback_data.form
    post = await sent_post(turn, broadcast_id)
    ways = await _kept(turn, broadcast_id, post)
    bench = bench_of(turn.words, post, broadcast_id, ways)
    screen: Screen | None = None
    match callback_data.do:
        case WayDo.LINK:
            screen = link_question_screen(turn.words, bench)
        case WayDo.LABEL if form is not None and way_at(ways, no):
            await _ask_label(turn, no, form)
            screen = label_question_screen(turn.words, bench, no, form)
        case WayDo.LEAD if way_at(ways, no).url:
            await turn.state.set_state(CorrectingWays.lead)
            await turn.state.update_data(no=no)
            screen = address_question_screen(turn.words, bench, no)
        case WayDo.OPEN if no < len(ways):
            screen = way_screen(turn.words, bench, no)
        case WayDo.REMOVE:
            ways = less(ways, no)
        case WayDo.FOLLOW:
            ways = added(ways, Way(WayKind.FOLLOW))
    if callback_data.do not in {WayDo.LABEL, WayDo.LEAD}:
        await _keep(turn, broadcast_id, ways)
    await show(query, screen or changing_ways_screen(turn.words, post, broadcast_id, ways))


async def _ask_label(turn: Turn, no: int, form: Form | None) -> None:
    await turn.state.set_state(CorrectingWays.label)
    await turn.state.update_data(no=no, form=form.value if form else None)


async def _typing(turn: Turn) -> tuple[int, Post, Ways]:
    """What the bench holds while something is typed for it; it is left when the post cannot be corrected now."""
    data = await turn.state.get_data()
    try:
        post = await sent_post(turn, int(data["broadcast_id"]))
    except Mistake:
        await turn.state.clear()
        raise
    return int(data["broadcast_id"]), post, ways_from(data["ways"])


async def typed_link(message: Message, turn: Turn) -> None:
    """A label and an address, or an address whose label is asked for."""
    broadcast_id, post, ways = await _typing(turn)
    try:
        ways = added(ways, link_of(message.text or "", turn.words))
    except Mistake as mistake:
        wrong = in_words(mistake, turn.words)
        if mistake.why is Why.WAYS_FULL:
            await show(message, changing_ways_screen(turn.words, post, broadcast_id, ways, wrong))
            return
        question = link_question_screen(turn.words, bench_of(turn.words, post, broadcast_id, ways), wrong)
        await _again(message, turn, mistake, question)
        return
    await _keep(turn, broadcast_id, ways)
    if ways[-1].labels:
        await show(message, changing_ways_screen(turn.words, post, broadcast_id, ways))
        return
    no = len(ways) - 1
    await _ask_label(turn, no, None)
    await show(message, first_label_screen(turn.words, bench_of(turn.words, post, broadcast_id, ways), no))


async def typed_label(message: Message, turn: Turn) -> None:
    """What a button says in one language."""
    broadcast_id, post, ways = await _typing(turn)
    data, text = await turn.state.get_data(), message.text or ""
    no, form = int(data["no"]), Form(data["form"]) if data.get("form") else form_of(text, turn.words)
    try:
        ways = labelled(ways, (no, form), text)
    except Mistake as mistake:
        bench, wrong = bench_of(turn.words, post, broadcast_id, ways), in_words(mistake, turn.words)
        await _again(message, turn, mistake, label_question_screen(turn.words, bench, no, form, wrong))
        return
    await _show_all(message, turn, (broadcast_id, post, ways))


async def typed_address(message: Message, turn: Turn) -> None:
    """Where a button leads."""
    broadcast_id, post, ways = await _typing(turn)
    no = int((await turn.state.get_data())["no"])
    try:
        ways = leading(ways, no, message.text or "")
    except Mistake as mistake:
        bench, wrong = bench_of(turn.words, post, broadcast_id, ways), in_words(mistake, turn.words)
        await _again(message, turn, mistake, address_question_screen(turn.words, bench, no, wrong))
        return
    await _show_all(message, turn, (broadcast_id, post, ways))


async def _show_all(message: Message, turn: Turn, held: tuple[int, Post, Ways]) -> None:
    """All of them: the change may be complete, and the button is one press away."""
    broadcast_id, post, ways = held
    await _keep(turn, broadcast_id, ways)
    await show(message, changing_ways_screen(turn.words, post, broadcast_id, ways))


async def _again(message: Message, turn: Turn, mistake: Mistake, question: Screen) -> None:
    """The question with what was wrong; what cannot be put right by writing leads out of it."""
    if mistake.why not in WRITE_AGAIN:
        await turn.state.clear()
        raise mistake
    await show(message, question)


async def look_at_ways(query: CallbackQuery, callback_data: CorrectWays, turn: Turn) -> None:
    """Both sides, and how many copies it is about."""
    broadcast_id = callback_data.broadcast_id
    post = await sent_post(turn, broadcast_id)
    ways = await _kept(turn, broadcast_id, post)
    await show(query, change_beside_screen(turn.words, await _beside(turn, broadcast_id, Replacement(ways=ways))))


async def _beside(turn: Turn, broadcast_id: int, what: Replacement, *, captioned: bool = False) -> ChangeBeside:
    async with turn.store.read() as tx:
        broadcast, post, changed = await corrected(tx, turn.speaker, broadcast_id, what)
        chats = await chats_changed(tx, post, changed, broadcast)
        without = await without_buttons(tx, post, changed) if what.ways is not None else ()
        rivals = await rivals_of(tx, turn.speaker.reader, post, what)
        again = await comes_again(tx, post)
    names = [channel.title for channel in without]
    return ChangeBeside(
        broadcast_id, post, what, chats, corrects_alone(turn.speaker, post), names, captioned, rivals, again
    )


async def sure_of_ways(query: CallbackQuery, callback_data: WaysSure, turn: Turn, live: Live) -> None:
    """Those that were looked at."""
    post = await sent_post(turn, callback_data.broadcast_id)
    ways = await _kept(turn, callback_data.broadcast_id, post)
    if print_of(ways) != callback_data.seen:
        await begin_anew(query, turn, post, callback_data.broadcast_id)
        return
    await carry_out(query, turn, live, callback_data.broadcast_id, Replacement(ways=ways))


async def ask_picture(query: CallbackQuery, callback_data: CorrectPicture, turn: Turn) -> None:
    """Which of an album, which is shown; then the one that takes its place."""
    broadcast_id, no = callback_data.broadcast_id, callback_data.no
    post = await sent_post(turn, broadcast_id)
    if no is None and len(post.media) > 1:
        await turn.state.set_state(CorrectingPicture.which)
        await turn.state.set_data({"broadcast_id": broadcast_id})
        await send_letter(turn.bot, query.from_user.id, Letter("", post.media), turn.store)
        await show_below(query, which_picture_screen(turn.words, post, broadcast_id))
        return
    no = no or 0
    if no >= len(post.media):
        raise Mistake(Why.CONTENT_CHANGED)
    await turn.state.set_state(CorrectingPicture.file)
    await turn.state.set_data({"broadcast_id": broadcast_id, "no": no})
    await send_letter(turn.bot, query.from_user.id, Letter("", (post.media[no],)), turn.store)
    await show_below(query, picture_question_screen(turn.words, post.media[no].kind, broadcast_id))


async def sent_too_early(message: Message, turn: Turn) -> None:
    """Which one it replaces is asked once more, of an album once."""
    data, album = await turn.state.get_data(), message.media_group_id
    if album and album == data.get("refused"):
        return
    await turn.state.update_data(refused=album)
    broadcast_id = int(data["broadcast_id"])
    screen = which_picture_screen(turn.words, await sent_post(turn, broadcast_id), broadcast_id, early=True)
    await show(message, screen)


async def sent_picture(message: Message, turn: Turn) -> None:
    """It is kept, and both are looked at; of several the first that can take its place is it, which is said once."""
    data, incoming, album = await turn.state.get_data(), brought(message), message.media_group_id
    if album and album == data.get("album"):
        if not data.get("several"):
            await turn.state.update_data(several=True)
            await show(message, several_screen(turn.words))
        return
    broadcast_id, no = int(data["broadcast_id"]), int(data["no"])
    post = await sent_post(turn, broadcast_id)
    if incoming is None or incoming.file is None:
        await _ask_once_more(message, turn, post, refusal(message, turn.words))
        return
    try:
        picture = await new_picture(
            turn.store, turn.speaker, broadcast_id, no, (incoming.file[0], turn.bot.id, incoming.file[1])
        )
        await turn.state.update_data(album=album, several=False)
        await _look_at_picture(message, turn, (broadcast_id, picture), incoming)
    except Mistake as mistake:
        if mistake.why is not Why.MEDIA_KIND:
            await turn.state.clear()
            raise
        await _ask_once_more(message, turn, post, in_words(mistake, turn.words))


async def _ask_once_more(message: Message, turn: Turn, post: Post, wrong: Markup) -> None:
    """Of an album whose pictures all cannot be it, once."""
    data, album = await turn.state.get_data(), message.media_group_id
    if album and album == data.get("refused"):
        return
    await turn.state.update_data(refused=album)
    kind = post.media[int(data["no"])].kind
    await show(message, picture_question_screen(turn.words, kind, int(data["broadcast_id"]), wrong))


async def _look_at_picture(message: Message, turn: Turn, told: tuple[int, Picture], incoming: Incoming) -> None:
    broadcast_id, picture = told
    what = Replacement(picture=picture)
    beside = await _beside(turn, broadcast_id, what, captioned=bool(incoming.text))
    await turn.state.update_data(media=[picture.media.id, picture.media.kind.value])
    _, pictures = both_sides(turn.words, beside.post, what)
    for letter in pictures:
        await send_letter(turn.bot, message.chat.id, letter, turn.store)
    await show(message, change_beside_screen(turn.words, beside))


async def sure_of_picture(query: CallbackQuery, callback_data: PictureSure, turn: Turn, live: Live) -> None:
    """The one that was looked at."""
    data = await turn.state.get_data()
    media_id, kind = data.get("media") or (0, MediaKind.PHOTO)
    if data.get("broadcast_id") != callback_data.broadcast_id or media_id != callback_data.media_id:
        post = await sent_post(turn, callback_data.broadcast_id)
        await begin_anew(query, turn, post, callback_data.broadcast_id)
        return
    picture = Picture(int(data["no"]), Media(media_id, MediaKind(kind)))
    await carry_out(query, turn, live, callback_data.broadcast_id, Replacement(picture=picture))
