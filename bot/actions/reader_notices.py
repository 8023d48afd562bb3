"""What readers hear beside posts (a digest, an answer), and what communicators hear of readers."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from markupsafe import Markup

from bot.actions.notice_parts import with_button
from bot.actions.quotes import language_note
from bot.actions.render import title_language
from bot.detection import detect
from bot.notices import Notice, NoticeKind
from bot.partners import PROGRAMME
from bot.people import Reader
from bot.store import Work
from bot.transport import Button, Letter
from bot.words import Words, words_for

MOST = 20
"""Stories named in one digest."""
IN_A_ROW = 5
READ_DATA = "a_story:{post_id}:0:"
WRITE_DATA = "a_write:{partner_id}"
ANSWER_DATA = "x_answer:{exchange_id}"
ASK_DATA = "x_again"
STORIES_DATA = "a_stories:0:1:"
PAUSE_DATA = "a_pause:1"
"""What the buttons carry; `handlers` answers them."""


async def reader_letter(tx: Work, notice: Notice, person: Reader) -> Letter | None:
    """In the words of whoever gets it; none when what it speaks of is gone."""
    return await _LETTERS[notice.kind](tx, notice, person)


def _takes(reader: Reader, notice: Notice) -> bool:
    """Whether they take what is no answer to them."""
    return reader.reachable and not (notice.at and reader.paused(notice.at))


async def _digest(tx: Work, notice: Notice, reader: Reader) -> Letter | None:
    if not _takes(reader, notice):
        return None
    words, ids = words_for(reader.speaks), [int(post_id) for post_id in str(notice.facts["posts"]).split()]
    kept = await tx.stories.those(ids)
    found = [kept[post_id] for post_id in ids if post_id in kept]
    follows, campaigns = await tx.follows.of(reader.id), await tx.follows.campaigns(reader.id)
    # What they follow before what is for all.
    found.sort(key=lambda post: post.partner_id not in follows and post.campaign_id not in campaigns)
    if not found:
        return None
    lines, buttons = [], []
    for no, post in enumerate(found[:MOST], 1):
        partner = await tx.partners.get(post.partner_id)
        told = [*([partner.name(words.form)] if partner else []), *title_language(post, words)]
        lines.append(Markup("{}. <b>{}</b>\n{}").format(words.number(no), post.title_in(words.form), " · ".join(told)))
        buttons.append(Button(words.number(no), data=READ_DATA.format(post_id=post.id)))
    rows = tuple(tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW))
    return Letter(Markup("\n\n").join(_around(words, lines, len(found) - MOST)), rows=rows)


def _around(words: Words, lines: list[Markup], more: int) -> list[Markup]:
    rest = [words.plural("And {n} more: /stories", "And {n} more: /stories", more)] if more > 0 else []
    ends = [words.say("Press a number to read."), words.say("<i>/settings changes the digest. To stop: /stop</i>")]
    return [words.say("<b>Your digest</b>"), *lines, *rest, *ends]


async def _question(tx: Work, notice: Notice, person: Reader) -> Letter | None:
    words, exchange = words_for(person.speaks), await tx.exchanges.get(int(notice.facts["exchange_id"]))
    reader = await tx.readers.get(exchange.reader_id) if exchange else None
    partner = await tx.partners.get(exchange.partner_id) if exchange else None
    if exchange is None or reader is None or partner is None:
        return None
    if "named" in notice.facts:
        return await _asked(tx, notice, words, reader)
    post = await tx.posts.get(int(notice.facts["about"]))
    name, language = partner.name(words.form), words.language(reader.speaks)
    head = words.say("<b>A reader writes to {partner}.</b> They read {language}.", partner=name, language=language)
    about = words.say("About “{title}”", title=post.title_in(words.form)) if post else ""
    how = words.say("<i>Reply to this message to answer. Only the name of the partner is shown to them.</i>")
    said = str(notice.facts["text"])
    written = language_note(words, said) if detect(said).form is not reader.speaks else ""
    return _with_answer(words, [head, about, Markup("{}{}").format(said, written), how], exchange.id)


async def _asked(tx: Work, notice: Notice, words: Words, asks: Reader) -> Letter:
    """A communicator asks the admins: they see who it is."""
    partners = words.list([partner.name(words.form) for partner in await tx.partners.of_member(asks.id)])
    head = words.say("<b>{name} asks the admins.</b> They write for {partners}.", name=asks.name, partners=partners)
    how = words.say("<i>Reply to this message to answer. The other admins see your answer, too.</i>")
    said = str(notice.facts["text"])
    parts = [head, Markup("{}{}").format(said, language_note(words, said)), how]
    return _with_answer(words, parts, int(notice.facts["exchange_id"]))


async def _answered(_tx: Work, notice: Notice, person: Reader) -> Letter | None:
    words, facts = words_for(person.speaks), notice.facts
    head = words.say("{name} has answered a reader:", name=facts["name"])
    return _with_answer(words, [head, Markup.escape(str(facts["text"]))], int(facts["exchange_id"]))


def _with_answer(words: Words, parts: Sequence[Markup | str], exchange_id: int) -> Letter:
    text = Markup("\n\n").join(part for part in parts if part)
    return with_button(text, words.say("Answer"), ANSWER_DATA.format(exchange_id=exchange_id))


async def _answer(tx: Work, notice: Notice, reader: Reader) -> Letter | None:
    words, exchange = words_for(reader.speaks), await tx.exchanges.get(int(notice.facts["exchange_id"]))
    partner = await tx.partners.get(exchange.partner_id) if exchange else None
    if partner is None:
        return None
    head = words.say("<b>{partner} answers you:</b>", partner=partner.name(words.form))
    said = str(notice.facts["text"])
    text = Markup("{}\n\n{}{}").format(head, said, language_note(words, said))
    admins = partner.slug == PROGRAMME and await tx.partners.of_member(reader.id)
    return with_button(text, words.say("Write back"), ASK_DATA if admins else WRITE_DATA.format(partner_id=partner.id))


async def _resumed(_tx: Work, notice: Notice, reader: Reader) -> Letter | None:
    """Nothing of what was missed comes by itself; none when they have paused or stopped again."""
    if not _takes(reader, notice):
        return None
    words = words_for(reader.speaks)
    text = words.say("<b>Your pause is over.</b> Posts come again from now on. What you missed is under Stories.")
    stories, again = Button(words.say("Stories"), STORIES_DATA), Button(words.say("Pause again"), PAUSE_DATA)
    return Letter(text, rows=((stories, again),))


_LETTERS: Mapping[NoticeKind, Callable[[Work, Notice, Reader], Awaitable[Letter | None]]] = {
    NoticeKind.DIGEST: _digest,
    NoticeKind.RESUMED: _resumed,
    NoticeKind.QUESTION: _question,
    NoticeKind.ANSWER: _answer,
    NoticeKind.ANSWERED: _answered,
}
ABOUT_READERS = frozenset(_LETTERS)
