"""A report in words: its lines, its bars, its table; one wording for chat, picture and file."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from markupsafe import Markup

from bot.actions.account_for import Account
from bot.actions.render import LABELS
from bot.actions.report import WHY_NOT, meant_line, turn_line, when_line
from bot.delivery import DeliveryState
from bot.languages import Form
from bot.places import Place
from bot.recurrence import local
from bot.reports import LEAST, Counted, K, Parts, Report
from bot.ways import numbered
from bot.words import Words, marked
from handlers.pictures.bars import Bar, Chart, Section
from handlers.pictures.canvas import AMBER, BLUE, FAINT, GREEN, RED

STATES: Mapping[DeliveryState, tuple[str, str]] = {
    DeliveryState.SENT: (marked("Received"), GREEN),
    DeliveryState.REFUSED: (marked("Not accepted"), RED),
    DeliveryState.SKIPPED: (marked("Not sent"), FAINT),
    DeliveryState.UNKNOWN: (marked("Uncertain"), AMBER),
}
PRESSES: Mapping[str, str] = {
    Counted.FOLLOW: marked("Follow this partner"),
    Counted.READ: marked("Read in another language"),
}
"""Buttons of a post whose presses the bot hears, by their name; others are shown by their own label."""
Row = tuple[str, str, int | float | str]
"""Heading, label, value."""


def head_line(words: Words, account: Account, zone: str) -> Markup:
    """When it was sent."""
    return when_line(words, account.broadcast, account.last, zone)


def lines_of(words: Words, account: Account, zone: str) -> list[Markup]:
    """The whole report as lines of a message."""
    report = account.report
    title = words.say("<b>Report: {title}</b>", title=account.post.title_at_work(words.form))
    lines = [
        title,
        *_recalled(words, account, zone),
        head_line(words, account, zone),
        *([turn_line(words, account.turn)] if account.turn else []),
        meant_line(words, report.meant),
    ]
    received, *others = _outcomes(words, report)
    told_ones = [received, *(each for each in others if each[2])]
    lines += [_counted(words, label, told) for label, told, _, _ in told_ones]
    lines += [Markup("  {} — {}").format(words.number(n), why) for why, n in _reasons(words, report)]
    for title_, counts in _groups(words, report):
        if counts:
            lines += [Markup(""), Markup("<b>{}</b>").format(title_)]
            lines += [_counted(words, label, words.number(n)) for label, n in counts]
    people = report.of(DeliveryState.SENT) - report.channels
    if people and not report.forms.told and report.depth.groups:
        lines += [Markup(""), small_line(words)]
    return [*lines, Markup(""), *_after(words, account), *_pressed(words, account), *_usual(words, report)]


def _recalled(words: Words, account: Account, zone: str) -> list[Markup]:
    """When it was recalled, and from how many chats it is gone: before anything that it did."""
    if account.recall is None:
        return []
    gone = words.plural("Deleted from {n} chat", "Deleted from {n} chats", account.deleted)
    when = when_line(words, account.recall, account.recall.started_at, zone)
    return [Markup("↩ {}").format(when), gone, Markup("")]


def _counted(words: Words, what: Markup | str, told: str) -> Markup:
    return words.say("{what}: {count}", what=what, count=told)


def small_line(words: Words) -> Markup:
    """Why nothing is broken down."""
    return words.say("Groups of fewer than {n} people aren't shown, so that nobody can be identified.", n=LEAST)


def _outcomes(words: Words, report: Report) -> list[tuple[Markup, str, int, str]]:
    """Label, number in writing, number, colour."""
    return [
        (words.say(label), words.number(report.of(state)), report.of(state), colour)
        for state, (label, colour) in STATES.items()
    ]


def _reasons(words: Words, report: Report) -> list[tuple[str, int]]:
    ranked = sorted(report.reasons.items(), key=lambda item: -item[1])
    return [(words.bare(WHY_NOT.get(why, why)), n) for (_, why), n in ranked]


def _groups(words: Words, report: Report) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Each way to break down who received it: its heading, and its groups that may be told."""

    def form(key: Form | None) -> str:
        return words.language(key, begins=True) if key else "–"

    def place(key: Place | None) -> str:
        return words.place(key) if key else words.bare("Not given")

    yield _plain(words.say("By language")), _parts(words, report.forms, form)
    yield _plain(words.say("By place")), _parts(words, report.places, place)
    yield _plain(words.say("By time zone")), _parts(words, report.zones, words.zone)


def _parts(words: Words, parts: Parts[K], named: Callable[[K], str]) -> list[tuple[str, int]]:
    found = [(named(key), n) for key, n in parts.told.items()]
    if parts.rest and found:
        found.append((_plain(words.say("All others")), parts.rest))
    return found


def _plain(text: Markup) -> str:
    return str(text.unescape())


def _after(words: Words, account: Account) -> list[Markup]:
    """What is nought is not said."""
    since = account.report.since
    told = [
        words.plural(
            "{n} reader who received it has left or blocked the bot",
            "{n} readers who received it have left or blocked the bot",
            since.blocked,
        )
        if since.blocked
        else None,
        words.plural("{n} new follower", "{n} new followers", since.followed) if since.followed else None,
        words.plural("{n} fewer follower", "{n} fewer followers", since.unfollowed) if since.unfollowed else None,
    ]
    lines = [line for line in told if line]
    return [
        words.say("<b>Since then</b>"),
        *(lines or [words.say("Nobody has left, and no followers have come or gone.")]),
    ]


def _pressed(words: Words, account: Account) -> list[Markup]:
    """By people where the bot hears who presses; of links onto the web only how often is known."""
    people = [
        words.plural("“{button}”: pressed by {n}", "“{button}”: pressed by {n}", n, button=_button(words, name))
        for name, n in sorted(account.report.presses.items())
    ]
    links = [
        words.plural("“{button}”: pressed {n} time", "“{button}”: pressed {n} times", n, button=label)
        for label, n in _links(words, account)
    ]
    unit = words.say("Links are counted by presses, not by people: who pressed isn't recorded.")
    return [*people, *links, *([unit] if links else [])]


def _links(words: Words, account: Account) -> list[tuple[str, int]]:
    """The labels of buttons that lead onto the web and were pressed, in the post's order, and how often."""
    return [
        (way.label(words.form) or words.bare(LABELS[way.kind]), account.passages[way.number])
        for way in numbered(account.post.ways)
        if way.number in account.passages
    ]


def _button(words: Words, name: str) -> str:
    return _plain(words.say(PRESSES[name])) if name in PRESSES else name


def _usual(words: Words, report: Report) -> list[Markup]:
    if report.usual_received is None:
        return []
    lines = [
        Markup(""),
        words.say(
            "Received by {share} of those it was meant for; usually {usual}.",
            share=words.percent(report.received),
            usual=words.percent(report.usual_received),
        ),
    ]
    if report.meant and report.usual_blocked is not None:
        lines.append(
            words.say(
                "Blocked the bot: {share}; usually {usual}.",
                share=words.percent(report.blocked / report.meant),
                usual=words.percent(report.usual_blocked),
            )
        )
    return lines


def chart_of(words: Words, account: Account, zone: str) -> Chart:
    """The report as bars."""
    report = account.report
    whole = max(1, report.meant)
    outcomes = [Bar(_plain(label), told, n / whole, colour) for label, told, n, colour in _outcomes(words, report)]
    sections = [Section(_plain(words.plural("Meant for {n} chat", "Meant for {n} chats", report.meant)), outcomes)]
    for title, counts in _groups(words, report):
        if counts:
            most = max(n for _, n in counts)
            sections.append(Section(title, [Bar(label, words.number(n), n / most, BLUE) for label, n in counts]))
    if links := _links(words, account):
        most = max(n for _, n in links)
        bars = [Bar(label, words.number(n), n / most, BLUE) for label, n in links]
        sections.append(Section(_links_head(words), bars))
    lines = [_plain(head_line(words, account, zone)), *(_plain(line) for line in _usual(words, report) if line)]
    return Chart(account.post.title_at_work(words.form), [account.partner.name(words.form), *lines], sections)


def _links_head(words: Words) -> str:
    return _plain(words.say("Links pressed (times, not people)"))


def head_of(words: Words) -> Row:
    """The heads of the table's columns."""
    return _plain(words.say("Section")), _plain(words.say("Item")), _plain(words.say("Value"))


def rows_of(words: Words, account: Account, zone: str) -> Sequence[Row]:
    """The report as a table."""
    report, since = account.report, account.report.since
    general, after = _plain(words.say("Report")), _plain(words.say("Since then"))
    rows: list[Row] = [
        (general, _plain(words.say("Partner")), account.partner.name(words.form)),
        (general, _plain(words.say("Post")), account.post.title_at_work(words.form)),
        (general, _plain(words.say("Time")), f"{local(account.broadcast.started_at, zone):%Y-%m-%d %H:%M} {zone}"),
        (general, _plain(words.say("Meant for")), report.meant),
    ]
    rows += [(general, _plain(label), n) for label, _, n, _ in _outcomes(words, report)]
    rows += [(_plain(words.say("Why not")), why, n) for why, n in _reasons(words, report)]
    rows += [(title, label, n) for title, counts in _groups(words, report) for label, n in counts]
    rows += [
        (after, _plain(words.say("Left or blocked the bot")), since.blocked),
        (after, _plain(words.say("New followers")), since.followed),
        (after, _plain(words.say("Lost followers")), since.unfollowed),
    ]
    rows += [
        (_plain(words.say("Buttons pressed")), _button(words, name), n) for name, n in sorted(report.presses.items())
    ]
    rows += [(_links_head(words), label, n) for label, n in _links(words, account)]
    if report.usual_received is not None:
        rows.append((general, _plain(words.say("Share received")), round(report.received, 4)))
        rows.append((general, _plain(words.say("Share usually received")), round(report.usual_received, 4)))
    return rows
