"""Languages that are missing: as files for translators, from what was said before, or by a machine."""

from collections import Counter
from collections.abc import Sequence

from aiogram import Router
from aiogram.types import BufferedInputFile, CallbackQuery

from bot.actions.campaigns import own_campaign
from bot.actions.translate import translate
from bot.actions.worksheets import file_name, posts_of_campaign, wanted, write, write_out
from bot.content import Post
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.translating.sentences import cut, joined
from bot.translating.translator import Translator
from bot.translating.worksheets import Format, Worksheet
from handlers.partner.composing.card_screens import title_of
from handlers.partner.composing.cards import turn_into_card
from handlers.partner.composing.fetching import fetched
from handlers.partner.pen import Pen
from handlers.partner.translating.translators_presses import ByMachine, ForTranslators, GiveFile, Said
from handlers.partner.translating.translators_screens import (
    file_caption,
    said_screen,
    translators_screen,
    waiting_screen,
)
from handlers.showing.mistakes import in_words
from handlers.showing.screen import answered, show


def router() -> Router:
    """Everything but files that come back."""
    translators = Router(name="partner.translators")
    translators.callback_query.register(open_page, ForTranslators.filter())
    translators.callback_query.register(give, GiveFile.filter())
    translators.callback_query.register(said_before, Said.filter())
    translators.callback_query.register(by_machine, ByMachine.filter())
    return translators


async def open_page(
    query: CallbackQuery, callback_data: ForTranslators, pen: Pen, translator: Translator | None
) -> None:
    """Which languages are missing."""
    title, posts = await _subject(pen, callback_data.post_id, callback_data.campaign_id)
    found = Counter(form for post in posts for form in wanted(post))
    missing = {form: found[form] for form in Form if found[form]}
    sources = {post.source for post in posts if post.source}
    machine = {form for form in missing if translator and all(translator.knows(one, form) for one in sources)}
    await show(query, translators_screen(pen.words, title, missing, callback_data, machine))


async def _subject(pen: Pen, post_id: int, campaign_id: int) -> tuple[str, Sequence[Post]]:
    """The title and the posts. Raises `Mistake(NOT_FOUND | NOT_ALLOWED)`."""
    if post_id:
        post = await pen.post(post_id)
        return title_of(post, pen.words), [post]
    async with pen.store.read() as tx:
        campaign = await own_campaign(tx, pen.speaker, campaign_id)
        return campaign.name(pen.words.form), await posts_of_campaign(tx, campaign.id)


async def give(query: CallbackQuery, callback_data: GiveFile, pen: Pen) -> None:
    """A file for each language that the posts were written in: one, nearly always."""
    _, posts = await _subject(pen, callback_data.post_id, callback_data.campaign_id)
    worksheets = await write_out(pen.store, posts, callback_data.form)
    if not worksheets:
        raise Mistake(Why.CONTENT_CHANGED)
    stem = f"post-{callback_data.post_id}" if callback_data.post_id else f"campaign-{callback_data.campaign_id}"
    await answered(query)
    for worksheet in worksheets:
        await send_file(pen, worksheet, callback_data.kind, stem)


async def send_file(pen: Pen, worksheet: Worksheet, kind: Format, stem: str) -> None:
    """The file, in the communicator's own chat."""
    file = BufferedInputFile(write(worksheet, kind), file_name(worksheet, kind, stem))
    caption = file_caption(pen.words, worksheet.form, len(worksheet.sheets))
    await pen.bot.send_document(pen.speaker.reader.address, file, caption=caption)


async def said_before(query: CallbackQuery, callback_data: Said, pen: Pen) -> None:
    """A start from memory."""
    post, form = await pen.post(callback_data.post_id), callback_data.form
    worksheets = await write_out(pen.store, [post], form)
    if not worksheets or post.source is None:
        raise Mistake(Why.CONTENT_CHANGED)
    sheet, sentences = worksheets[0].sheets[0], cut(post.versions[post.source].text)
    told = iter(line.target or line.source for line in sheet.lines)
    start = joined(sentences, [next(told) if each.text else "" for each in sentences], post.source, form)
    await show(query, said_screen(pen.words, post, form, sheet, start))


async def by_machine(query: CallbackQuery, callback_data: ByMachine, pen: Pen, translator: Translator | None) -> None:
    """Ask the machine; whatever it says or does not say, the post's other texts stay as they are."""
    post, form = await fetched(query, pen, callback_data.post_id), callback_data.form
    if post is None:
        return
    if translator is None:
        raise Mistake(Why.TRANSLATOR_AWAY)
    await show(query, waiting_screen(pen.words, form))
    notice = None
    try:
        post = await translate(pen.store, pen.speaker, translator, post.id, form)
    except Mistake as mistake:
        notice = in_words(mistake, pen.words)
    await turn_into_card(query, pen, post, notice)
