"""Two texts, one above the other, with what changes underlined: what goes is struck out too, what comes is bold.

Han is compared character by character, other scripts word by word. What both begin and end with is left out but for a
few words. Limits: mark-up is not compared (a text that only turns bold is said so), and beyond `MOST` parts on a side
everything between beginning and end counts as changed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from markupsafe import Markup

from bot.actions.render import LABELS
from bot.content import Post, Version
from bot.corrections import Picture
from bot.languages import Form
from bot.texts import shortened, units, visible
from bot.ways import Way, WayKind
from bot.words import Words

AROUND = 24
"""Parts shown before and after what changes."""
MOST = 600
"""Parts that are compared one by one; quadratic beyond reason."""
SHOWN = 1200
"""Units of each text that are shown: a notice holds both."""
SHOWN_OF_FOUR = 700
"""And where the other script of Chinese stands below."""
BRIEFLY = 300
"""And of both in a line."""
_PART = re.compile(r"[^\W\u2e80-\U0003ffff]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text: in both, or only in this one."""

    text: str
    changed: bool


def compared(
    words: Words, texts: tuple[Version, Version], beside: tuple[Version, Version] | None = None
) -> list[Markup]:
    """A correction: the text as it is and as it would be, and below it the same of the script that is made from it."""
    old, new = texts
    if beside is None:
        return compare(words, old.text, new.text)
    head = words.say(
        "{language} is made from it, and changes with it:", language=words.language(beside[1].form, begins=True)
    )
    both = [compare(words, was.text, now.text, most=SHOWN_OF_FOUR) for was, now in (texts, beside)]
    return [*both[0], Markup(""), head, Markup(""), *both[1]]


def compared_ways(words: Words, post: Post, new: Sequence[Way]) -> list[Markup]:
    """The buttons under a post as they are, and as they would be; what goes and what comes is marked as in a text.

    Below it which readers would see the words of another language.
    """
    lines = [words.say("<b>As it is now</b>"), *_listed(words, post.ways, new, "s"), Markup("")]
    lines += [words.say("<b>As it would be</b>"), *_listed(words, new, post.ways, "b")]
    borrowed = borrowed_lines(words, replace(post, ways=tuple(new)))
    return [*lines, Markup(""), *borrowed] if borrowed else lines


def borrowed_lines(words: Words, post: Post) -> list[Markup]:
    """Which readers see a button's words in a language that is not their text's; nothing when all see their own."""
    forms = [form for form in Form if form in post.versions]
    return [
        words.say(
            "⚠ In {languages} the button “{label}” stays in {given}.",
            languages=words.list([words.language(form) for form in theirs]),
            label=way.labels[given],
            given=words.language(given),
        )
        for way in post.ways
        for given, theirs in way.borrowed(forms).items()
    ]


def compared_picture(words: Words, post: Post, picture: Picture) -> list[Markup]:
    """What the two pictures above are."""
    return [words.say("Above: first as it is now, then as it would be."), *album_lines(words, post, picture)]


def album_lines(words: Words, post: Post, picture: Picture) -> list[Markup]:
    """Which of an album it is; nothing where it is the only one."""
    if len(post.media) == 1:
        return []
    return [words.say("It's number {no} of {n} in the album.", no=picture.no + 1, n=len(post.media))]


def _listed(words: Words, ways: Sequence[Way], others: Sequence[Way], tag: str) -> list[Markup]:
    there = {way_line(words, way, every=True) for way in others}
    return [line if line in there else _marked(line, tag) for line in ways_lines(words, ways)]


def ways_lines(words: Words, ways: Iterable[Way]) -> list[Markup]:
    """All of them, in every language that they have words in."""
    return [way_line(words, way, every=True) for way in ways] or [words.say("No buttons.")]


def _marked(line: Markup, tag: str) -> Markup:
    return Markup(f"<u><{tag}>{{}}</{tag}></u>").format(line)  # noqa: S704 - the tag is ours


def way_line(words: Words, way: Way, *, every: bool = False) -> Markup:
    """A button in a list: what it says, in the reader's own language or in every one that has words of its own."""
    label = way.label(words.form) or words.bare(LABELS[way.kind])
    if every and way.labels:
        label = " / ".join(dict.fromkeys(way.labels[form] for form in Form if form in way.labels))
    if way.kind is WayKind.LINK:
        return words.say("• {label} → {url}", label=label, url=way.url)
    return words.say("• {label}", label=label)


def compare(
    words: Words, old: str, new: str, heads: tuple[Markup, Markup] | None = None, most: int = SHOWN
) -> list[Markup]:
    """Both texts (Telegram HTML), as lines for a message, each under its head and in at most so many units."""
    above, below = heads or (words.say("<b>As it is now</b>"), words.say("<b>As it would be</b>"))
    before, after = visible(old).strip(), visible(new).strip()
    if before == after:
        same = words.say("The text is the same as now.") if old == new else words.say("Only the formatting changes.")
        return [same, Markup.escape(shortened(after, most))]
    mine, theirs = _pieces(_PART.findall(before), _PART.findall(after))
    return [
        above,
        _shown(mine, "s", most),
        Markup(""),
        below,
        _shown(theirs, "b", most),
    ]


def briefly(old: str, new: str) -> Markup:
    """What changes from one text (Telegram HTML) to the other, in a line; the new one where its words stay."""
    before, after = (" ".join(visible(text).split()) for text in (old, new))
    if before == after:
        return Markup.escape(shortened(after, BRIEFLY))
    sides = _pieces(_PART.findall(before), _PART.findall(after))
    left, shown = BRIEFLY, Markup("")
    for was, now in zip(*([_shorter(piece) for piece in side] for side in sides), strict=True):
        if left <= 0:
            break
        shown += _shown([was], "s", left)
        left -= units(was.text)
        if now.changed and left > 0:
            # Where marks are not seen, as on a locked phone, they would read as one word.
            shown += "→" if was.text else ""
            shown += _shown([now], "b", left)
            left -= units(now.text)
    return shown


def _shorter(piece: _Piece) -> _Piece:
    """The beginning of a change; of what stands between two of them both ends."""
    if piece.changed:
        return replace(piece, text=shortened(piece.text, BRIEFLY // 3))
    parts = _PART.findall(piece.text)
    short = "".join([*parts[:AROUND], "…", *parts[-AROUND:]])
    return replace(piece, text=short) if len(parts) > 2 * AROUND else piece


def _pieces(old: list[str], new: list[str]) -> tuple[list[_Piece], list[_Piece]]:
    """Both as runs: the common beginning and end in short, and what is between."""
    head = next(
        (at for at, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), min(len(old), len(new))
    )
    rest = min(len(old), len(new)) - head
    backwards = zip(reversed(old), reversed(new), strict=False)
    tail = min(rest, next((at for at, (one, two) in enumerate(backwards) if one != two), rest))
    begin = "".join(old[max(0, head - AROUND) : head])
    begin = f"…{begin}" if head > AROUND else begin
    end_from = len(old) - tail
    end = "".join(old[end_from : end_from + AROUND]) + ("…" if tail > AROUND else "")
    mine, theirs = _between(old[head:end_from], new[head : len(new) - tail])
    frame = [_Piece(begin, changed=False)], [_Piece(end, changed=False)]
    return [*frame[0], *mine, *frame[1]], [*frame[0], *theirs, *frame[1]]


def _between(old: list[str], new: list[str]) -> tuple[list[_Piece], list[_Piece]]:
    if max(len(old), len(new)) > MOST:
        return [_Piece("".join(old), changed=True)], [_Piece("".join(new), changed=True)]
    mine: list[_Piece] = []
    theirs: list[_Piece] = []
    for what, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        mine.append(_Piece("".join(old[i:j]), changed=what != "equal"))
        theirs.append(_Piece("".join(new[k:n]), changed=what != "equal"))
    return mine, theirs


def _shown(pieces: list[_Piece], tag: str, left: int) -> Markup:
    """The runs, those that differ in a tag; no longer than what is left."""
    shown = Markup("")
    for piece in pieces:
        text = Markup.escape(shortened(piece.text, left))
        marked = piece.changed and piece.text.strip()
        # Underlined as well: a line through a Han character hides among its own strokes.
        shown += _marked(text, tag) if marked else text
        left -= units(piece.text)
        if left <= 0:
            break
    return shown
