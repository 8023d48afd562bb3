"""Inline mode: `@bot word` in any chat offers stories in the language of the word, to be shared with a link back.

Nobody is met or kept by asking: a person is only looked up, for the language and the clock they chose.
"""

from dataclasses import dataclass

from aiogram import Bot, Router
from aiogram.types import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)

from bot.content import Post
from bot.detection import detect
from bot.forms.weighing import weigh
from bot.languages import Form, hinted
from bot.partners import Partner
from bot.ports.page import Page
from bot.searching import Sought, looked_for
from bot.signposts import STORIES
from bot.store import Store
from bot.terms import forms_with
from bot.words import words_for
from handlers.audience.library.inline_results import card_of, link_row, nothing_line
from handlers.showing.screen import keyboard

OFFERED = 20
"""Stories offered at once; more come as the person scrolls."""
CACHED = 30
"""Seconds that an app may show the same answer."""
LONGEST_OFFSET = 6
SURE = 0.7


def router() -> Router:
    """Questions from other chats."""
    inline = Router(name="audience.inline")
    inline.inline_query.register(asked)
    return inline


async def asked(query: InlineQuery, bot: Bot, store: Store) -> None:
    """Offer what fits; the newest when nothing was typed."""
    begin = _offset(query.offset)
    async with store.read() as tx:
        reader = await tx.readers.by_address(query.from_user.id)
    tongue = _tongue(query.query, reader.speaks if reader else hinted(query.from_user.language_code))
    page, partners = await _found(store, query.query, begin)
    me = (await bot.me()).username or ""
    shown = [
        _result(post, partners[post.partner_id], _form_of(post, query.query, tongue), me)
        for post in page.items
        if post.partner_id in partners
    ]
    more = str(begin + OFFERED) if begin + OFFERED < page.total else ""
    none = None if shown or begin else _nothing(tongue.form)
    await query.answer([*shown], cache_time=CACHED, is_personal=True, next_offset=more, button=none)


def _nothing(form: Form) -> InlineQueryResultsButton:
    """Said above an empty list, in the language of the word, and leads to all there is."""
    return InlineQueryResultsButton(text=nothing_line(words_for(form)), start_parameter=STORIES)


def _offset(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= LONGEST_OFFSET else 0


@dataclass(frozen=True, slots=True)
class _Tongue:
    """The languages that a word may be in, the likeliest first: one it surely is in, the person's own, a guess."""

    forms: tuple[Form, ...]

    @property
    def form(self) -> Form:
        """The likeliest."""
        return self.forms[0]


def _tongue(typed: str, own: Form) -> _Tongue:
    guess = detect(typed) if typed.strip() else None
    if guess and own is Form.YUE and guess.form is Form.ZH_HANT:
        guess = weigh(guess, own)  # a word such as 龍船 is written alike in both
    if guess is None or guess.form is None:
        return _Tongue((own,))
    return _Tongue((guess.form, own) if guess.confidence >= SURE else (own, guess.form))


def _form_of(post: Post, typed: str, tongue: _Tongue) -> Form:
    """The form to offer a story in: the likeliest that has the word; a short word seldom tells its language."""
    wanted = looked_for(typed)
    writing = forms_with(post, wanted) if wanted else ()
    for form in tongue.forms:
        chosen = post.version_for(form)
        if chosen and chosen.version.form in writing:
            return form
    return writing[0] if writing else tongue.form


async def _found(store: Store, typed: str, begin: int) -> tuple[Page[Post], dict[int, Partner]]:
    async with store.read() as tx:
        if typed.strip() and not looked_for(typed):
            return Page([], 0), {}
        page = await tx.stories.found(Sought(words=typed.strip()), begin, OFFERED)
        if not page.total:
            page = await tx.stories.found(Sought(words=typed.strip()), begin, OFFERED, near=True)
        found = [await tx.partners.get(partner_id) for partner_id in {post.partner_id for post in page.items}]
    return page, {partner.id: partner for partner in found if partner}


def _result(post: Post, partner: Partner, form: Form, me: str) -> InlineQueryResultArticle:
    words = words_for(form)
    card = card_of(words, post, partner)
    content = InputTextMessageContent(
        message_text=card.text, parse_mode="HTML", link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    return InlineQueryResultArticle(
        id=f"{post.id}:{form}",
        title=card.title,
        description=card.teaser,
        input_message_content=content,
        reply_markup=keyboard((link_row(words, post, me),)),
    )
