"""Screens on which the buttons under a post are changed: of a draft, or of a post that is out."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from bot.actions.compare import way_line
from bot.actions.render import LABELS
from bot.languages import Form
from bot.transport import Button, Rows
from bot.ways import WAYS_LIMIT, Way, WayKind
from bot.words import Words, marked, words_for
from handlers.showing.screen import Screen, grid

NAMES = {
    WayKind.LINK: marked("Link"),
    WayKind.FOLLOW: marked("Follow this partner"),
}


class WayDo(StrEnum):
    """What to do with the buttons under a post."""

    LIST = "l"
    LINK = "u"
    FOLLOW = "f"
    OPEN = "o"
    LABEL = "n"
    LEAD = "a"
    REMOVE = "x"


@dataclass(frozen=True, slots=True)
class Bench:
    """The buttons under a post on the way to be changed, and what a press about one of them carries."""

    title: str
    ways: tuple[Way, ...]
    press: Callable[[WayDo, int, Form | None], str]

    def button(self, label: Markup | str, do: WayDo, no: int = 0, form: Form | None = None) -> Button:
        """A button of these screens; its label is plain text."""
        plain = label.unescape() if isinstance(label, Markup) else label
        return Button(plain, self.press(do, no, form))


def ways_screen(words: Words, bench: Bench, below: Rows) -> Screen:
    """The buttons there are, and those that could come; `below` leads on."""
    lines = [words.say("<b>Buttons under “{title}”</b>", title=bench.title)]
    lines += [way_line(words, way) for way in bench.ways]
    lines.append(Markup(""))
    if not bench.ways:
        lines.append(words.say("There are none yet. Readers see them below the text, each in their own language."))
    else:
        lines.append(words.say("In channels only links are shown. Press a button to change or remove it."))
    lines.append(words.say("The row 简·繁·粵·EN·PT comes by itself: it opens the post in its other languages."))
    rows = [(bench.button(_label(words, way), WayDo.OPEN, no),) for no, way in enumerate(bench.ways)]
    return Screen(Markup("\n").join(lines), (*rows, *_adding(words, bench), *below))


def _label(words: Words, way: Way) -> str:
    return way.label(words.form) or words.bare(LABELS[way.kind])


def _adding(words: Words, bench: Bench) -> Rows:
    if len(bench.ways) >= WAYS_LIMIT:
        return ()
    there = {way.kind for way in bench.ways}
    offers = [(WayDo.LINK, WayKind.LINK), (WayDo.FOLLOW, WayKind.FOLLOW)]
    free = [(do, kind) for do, kind in offers if kind is WayKind.LINK or kind not in there]
    return tuple((bench.button(words.say("+ {button}", button=words.say(NAMES[kind])), do),) for do, kind in free)


def link_question_screen(words: Words, bench: Bench, wrong: Markup | None = None) -> Screen:
    """Asks for a label and an address in one message."""
    lines = [wrong, Markup("")] if wrong else []
    lines += [
        words.say("Send what the button says and where it leads, in one message, for example:"),
        Markup("<code>{}</code>").format(words.say("Book a seat https://example.com")),
        words.say("You can add the other languages afterwards."),
    ]
    return Screen(Markup("\n").join(lines), ((bench.button(words.say("Cancel"), WayDo.LIST),),))


def way_screen(words: Words, bench: Bench, no: int) -> Screen:
    """One button: what it says in each of the post's languages."""
    way = bench.ways[no]
    lines = [words.say("<b>{button}</b>", button=words.say(NAMES[way.kind]))]
    if way.url:
        lines.append(Markup.escape(way.url))
    lines += [_label_line(words, way, form) for form in Form]
    lines.append(Markup(""))
    if not way.labels:
        lines.append(words.say("The button says this unless you change it."))
    lines.append(words.say("Press a language to write your own words for it."))
    labels = [bench.button(words.language(form, begins=True), WayDo.LABEL, no, form) for form in Form]
    lead = ((bench.button(words.say("Change the address"), WayDo.LEAD, no),),) if way.url else ()
    last = bench.button(words.say("Remove it"), WayDo.REMOVE, no), bench.button(words.say("Back"), WayDo.LIST)
    return Screen(Markup("\n").join(lines), (*grid(labels), *lead, last))


def _label_line(words: Words, way: Way, form: Form) -> Markup:
    if form in way.labels:
        return words.say("{mark} {label}", mark=form.mark, label=way.labels[form])
    shown = way.label(form)
    if shown is None:
        return words.say("{mark} {label}", mark=form.mark, label=words_for(form).say(LABELS[way.kind]))
    return words.say("{mark} – missing: its readers see “{label}”", mark=form.mark, label=shown)


def label_question_screen(words: Words, bench: Bench, no: int, form: Form, wrong: Markup | None = None) -> Screen:
    """Asks what a button says in one language."""
    lines = [wrong, Markup("")] if wrong else []
    lines.append(
        words.say("What should this button say in {language}? Send a few words.", language=words.language(form))
    )
    return Screen(Markup("\n").join(lines), ((bench.button(words.say("Cancel"), WayDo.OPEN, no),),))


def address_question_screen(words: Words, bench: Bench, no: int, wrong: Markup | None = None) -> Screen:
    """Asks where a button shall lead."""
    lines = [wrong, Markup("")] if wrong else []
    lines += [words.say("Send the new address. Now the button leads to:"), Markup.escape(bench.ways[no].url or "")]
    return Screen(Markup("\n").join(lines), ((bench.button(words.say("Cancel"), WayDo.OPEN, no),),))


def first_label_screen(words: Words, bench: Bench, no: int) -> Screen:
    """The address is kept; asks what the button says."""
    way = bench.ways[no]
    text = Markup("\n").join(
        [
            words.say("✓ The button leads to {address}.", address=way.url or ""),
            words.say("What should it say? Send a few words, in any of the languages."),
        ]
    )
    stay = words.say("Keep “{label}”", label=words.say(LABELS[way.kind]))
    return Screen(text, ((bench.button(stay, WayDo.OPEN, no),),))
