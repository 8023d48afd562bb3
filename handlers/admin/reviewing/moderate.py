"""/moderate: citizens' stories are accepted, returned or declined with words."""

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.actions.quotes import translated
from bot.actions.share import accept, decline, send_back, the_share
from bot.mistakes import Mistake, Why
from bot.shares import Share
from bot.texts import visible
from bot.translating.translator import Translator
from bot.transport import Letter
from handlers.admin.reviewing.moderate_screens import (
    EditDo,
    Editing,
    ShareButton,
    SharesPage,
    accepted_screen,
    share_screen,
    shares_screen,
    told_screen,
    words_question_screen,
)
from handlers.admin.seat import Seat
from handlers.showing.letters import send_letter
from handlers.showing.listing import Listing, Shown, paged
from handlers.showing.screen import show, show_below
from handlers.showing.translated_screens import translated_screen
from handlers.turns.filters import ANSWER

_TYPE_AGAIN = frozenset({Why.COMMENT_MISSING, Why.COMMENT_TOO_LONG})
MANY = 1000
"""Stories that may wait: nobody moderates more."""
ASKS = frozenset({EditDo.RETURN, EditDo.DECLINE})


def router() -> Router:
    """The queue, one story, and its decision."""
    moderate = Router(name="admin.moderate")
    moderate.message.register(command, Command("moderate", ignore_case=True))
    moderate.message.register(typed, Editing.words, ANSWER)
    LISTING.register(moderate)
    moderate.callback_query.register(open_share, ShareButton.filter(F.do == EditDo.OPEN))
    moderate.callback_query.register(translate, ShareButton.filter(F.do == EditDo.TRANSLATE))
    moderate.callback_query.register(take, ShareButton.filter(F.do == EditDo.ACCEPT))
    moderate.callback_query.register(ask, ShareButton.filter(F.do.in_(ASKS)))
    return moderate


async def _queue(seat: Seat, at: SharesPage) -> Shown:
    async with seat.store.read() as tx:
        shares = (await tx.shares.waiting(0, MANY)).items
    at, page = paged(shares, at, lambda share: [visible(share.text), share.credit or ""])
    return Shown(shares_screen(seat.words, page, at), page.total)


LISTING = Listing(SharesPage, "seat", _queue)


async def command(message: Message, command: CommandObject, seat: Seat) -> None:
    """/moderate, with or without what is looked for."""
    await LISTING.search(message, seat, SharesPage(), command.args or "")


async def _share(seat: Seat, share_id: int) -> Share:
    async with seat.store.read() as tx:
        return await the_share(tx, seat.speaker, share_id)


async def open_share(
    query: CallbackQuery, callback_data: ShareButton, seat: Seat, translator: Translator | None
) -> None:
    """The story as it is, and the decision below it."""
    await seat.state.clear()
    share = await _share(seat, callback_data.share_id)
    await send_letter(seat.bot, query.from_user.id, Letter(share.text, share.media), seat.store)
    own = share.reader_id == seat.speaker.reader.id
    machine = translator is not None and share.form is not None and translator.knows(share.form, seat.words.form)
    await show_below(query, share_screen(seat.words, share, own=own, machine=machine))


async def translate(
    query: CallbackQuery, callback_data: ShareButton, seat: Seat, translator: Translator | None
) -> None:
    """The story, below, in the admin's language. Raises `Mistake(NOT_TRANSLATED)`."""
    share = await _share(seat, callback_data.share_id)
    if translator is None:
        raise Mistake(Why.NOT_TRANSLATED)
    said = await translated(translator, visible(share.text), seat.words.form, share.form)
    await show_below(query, translated_screen(seat.words, said))


async def take(query: CallbackQuery, callback_data: ShareButton, seat: Seat) -> None:
    """It becomes a story of the city's."""
    post = await accept(seat.store, seat.speaker, callback_data.share_id, seat.now)
    await show(query, accepted_screen(seat.words, post))


async def ask(query: CallbackQuery, callback_data: ShareButton, seat: Seat) -> None:
    """Ask for the words."""
    share = await _share(seat, callback_data.share_id)
    if share.reader_id == seat.speaker.reader.id:
        raise Mistake(Why.OWN_POST)
    await seat.state.set_state(Editing.words)
    await seat.state.set_data({"share_id": share.id, "do": callback_data.do.value})
    await show(query, words_question_screen(seat.words, share, declines=callback_data.do is EditDo.DECLINE))


async def typed(message: Message, seat: Seat) -> None:
    """Its author gets the words."""
    data = await seat.state.get_data()
    share_id, do = int(data["share_id"]), EditDo(data["do"])
    verb = decline if do is EditDo.DECLINE else send_back
    try:
        await verb(seat.store, seat.speaker, share_id, message.text or "", seat.now)
    except Mistake as mistake:
        if mistake.why not in _TYPE_AGAIN:
            await seat.state.clear()
            raise
        share, sorry = await _share(seat, share_id), seat.sorry(mistake)
        declines = do is EditDo.DECLINE
        await show(message, words_question_screen(seat.words, share, declines=declines, sorry=sorry))
        return
    await seat.state.clear()
    await show(message, told_screen(seat.words))
