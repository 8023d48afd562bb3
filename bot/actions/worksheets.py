"""What a post or a campaign lacks in a language, written out for translators; and a file of theirs read back."""

import asyncio
import html
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.actions.render import body, footer
from bot.content import CAPTION_LIMIT, EDITABLE, TEXT_LIMIT, Post, PostKind, PostState
from bot.gate import Light, light
from bot.languages import Form
from bot.partners import Partner
from bot.store import Store, Work
from bot.texts import units, visible, writable
from bot.translating import po, xliff
from bot.translating.recollection import Recollection
from bot.translating.sentences import cut
from bot.translating.worksheets import LARGEST, Flaw, Format, Line, Sheet, Unreadable, Worksheet
from bot.ways import LABEL_LIMIT
from bot.words import Words, words_for

REMEMBERED = 500
"""Posts of a partner that are looked through for earlier sentences, the newest first."""
MOST = 200
"""Posts of a campaign in one file."""


def wanted(post: Post) -> list[Form]:
    """The languages that a translator can add: missing, or older than the source."""
    if post.source is None or post.state not in EDITABLE:
        return []
    return [form for form in Form if form is not post.source and (lacks_text(post, form) or _lacks_label(post, form))]


def lacks_text(post: Post, form: Form) -> bool:
    """Whether the text itself is missing, or older than the source."""
    return light(post, form) in {Light.MISSING, Light.STALE}


def _lacks_label(post: Post, form: Form) -> bool:
    return any(not line.target for line in label_lines(post, form))


def label_lines(post: Post, form: Form) -> tuple[Line, ...]:
    """What its buttons say in its own language, and in this one so far."""
    limit = words_for(form).say("A button: at most {limit} characters.", limit=LABEL_LIMIT).striptags()
    ways = [way.labels for way in post.ways if post.source in way.labels]
    return tuple(Line(_html(way[post.source]), _html(way.get(form, "")), note=limit) for way in ways if post.source)


def _html(label: str) -> str:
    return html.escape(label, quote=False)


async def posts_of_campaign(tx: Work, campaign_id: int) -> Sequence[Post]:
    """Those that can still be changed, in the order they were begun."""
    return list((await tx.posts.of_campaign(campaign_id, EDITABLE, 0, MOST)).items)[::-1]


async def write_out(store: Store, posts: Iterable[Post], form: Form) -> list[Worksheet]:
    """A worksheet for each language that the posts were written in; none when nothing is missing."""
    groups: defaultdict[Form, list[Post]] = defaultdict(list)
    for post in posts:
        if post.source is not None and form in wanted(post):
            groups[post.source].append(post)
    return [Worksheet(source, form, await _sheets(store, group, form)) for source, group in groups.items()]


async def _sheets(store: Store, posts: Sequence[Post], form: Form) -> list[Sheet]:
    source = posts[0].source or form
    sheets = []
    for partner_id in dict.fromkeys(post.partner_id for post in posts):
        recollection = await recollect(store, partner_id, source, form)
        async with store.read() as tx:
            partner = await tx.partners.get(partner_id)
        own = [post for post in posts if post.partner_id == partner_id]
        sheets += [await asyncio.to_thread(_sheet, post, form, partner, recollection) for post in own]
    return sheets


async def recollect(store: Store, partner_id: int, source: Form, form: Form) -> Recollection:
    """What this partner said before, in these two languages."""
    async with store.read() as tx:
        said = await tx.posts.page([partner_id], {PostState.SENT, PostState.SCHEDULED}, 0, REMEMBERED)
    told = [post for post in said.items if post.is_story]  # a running series too
    return await asyncio.to_thread(Recollection, told, source, form)


def _sheet(post: Post, form: Form, partner: Partner | None, recollection: Recollection) -> Sheet:
    source = post.versions[post.source or form]
    lines = []
    for sentence in cut(source.text) if lacks_text(post, form) else ():
        if sentence.text:
            earlier = recollection.of(sentence.text)
            target = next((each.target for each in earlier if each.exact), "")
            lines.append(Line(sentence.text, target, earlier))
    return Sheet(post.id, source.print, tuple(lines), _notes(post, form, partner), label_lines(post, form))


def _notes(post: Post, form: Form, partner: Partner | None) -> tuple[str, ...]:
    """Whose it is, what it is, how long it may be: in the language that the translator writes."""
    words, limit = words_for(form), CAPTION_LIMIT if post.media else TEXT_LIMIT
    name = partner.name(form) if partner else ""
    kind = words.say("Story by {partner}", partner=name)
    if post.kind is PostKind.CAMPAIGN:
        kind = words.say("Promotion by {partner}", partner=name)
    room = words.number(limit - _around(post, partner, words))
    length = words.say("The whole text: at most {room} characters.", room=room)
    if post.media:
        length = words.say("The whole text: at most {room} characters, to fit under the picture.", room=room)
    return kind.striptags(), length.striptags()


def _around(post: Post, partner: Partner | None, words: Words) -> int:
    """Units of a letter that stand around the text: its hashtag, and who sends it."""
    if post.source is None or partner is None:
        return 0
    own = units(visible(body(post, post.source))) - units(visible(post.versions[post.source].text.strip()))
    return own + units(visible(str(footer(post, partner, words)))) + len("\n\n")


def write(worksheet: Worksheet, kind: Format) -> bytes:
    """The file."""
    return xliff.write(worksheet) if kind is Format.XLIFF else po.write(worksheet)


_PACKED = (b"PK", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")
"""How a zip, gzip, 7z and rar begin: none of them is ever unpacked."""


def read_back(file: bytes) -> Worksheet:
    """The worksheet of either kind of file. Raises `Unreadable`."""
    if file.startswith(_PACKED):
        raise Unreadable(flaw=Flaw.PACKED)
    if len(file) > LARGEST:
        raise Unreadable(flaw=Flaw.LARGE)
    worksheet = xliff.read(file) if b"<xliff" in file else po.read(file)
    return replace(worksheet, sheets=[_writable(sheet) for sheet in worksheet.sheets])


def _writable(sheet: Sheet) -> Sheet:
    """What was translated, without characters that cannot be kept."""
    lines, labels = (
        tuple(replace(line, target=writable(line.target)) for line in those) for those in (sheet.lines, sheet.labels)
    )
    return replace(sheet, lines=lines, labels=labels)


def file_name(worksheet: Worksheet, kind: Format, stem: str) -> str:
    """A name that says what is in it."""
    return f"kapok-{stem}-{worksheet.source}-{worksheet.form}{kind.ending}"
