"""The report of a broadcast in words: what it was, who was meant, reached, by language, and who was not and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.actions.rounds import Turn
from bot.broadcast import PINS, SENDS, Broadcast, Errand
from bot.content import Post
from bot.delivery import DeliveryState, Doubt, Reason, Skip, Sums
from bot.languages import Form
from bot.partners import Reports
from bot.recurrence import local
from bot.reports import parts_of
from bot.words import Words, marked

WHY_NOT: dict[str, str] = {
    Reason.BLOCKED: marked("blocked the bot"),
    Reason.DEACTIVATED: marked("closed their account"),
    Reason.KICKED: marked("the bot was removed from the chat"),
    Reason.CHAT_NOT_FOUND: marked("the chat no longer exists"),
    Reason.NO_RIGHTS: marked("no right to post there"),
    Reason.TOPIC_CLOSED: marked("the topic is closed"),
    Reason.MIGRATED: marked("has become one with another linked group"),
    Reason.CONTENT: marked("the network didn't accept the content"),
    Reason.FILE: marked("the network didn't accept the picture or video"),
    Reason.COPY: marked("the copy was gone or too old to change"),
    Reason.FLOOD: marked("the network asked to wait too long"),
    Reason.SERVER: marked("the network had an error"),
    Reason.UNREACHED: marked("the network couldn't be reached"),
    Reason.UNANSWERED: marked("no answer came"),
    Reason.TOKEN: marked("the network no longer accepts the bot"),
    Reason.OTHER: marked("refused for another reason"),
    Skip.STOPPED: marked("had stopped all posts"),
    Skip.PAUSED: marked("had paused all posts"),
    Skip.GONE: marked("had left"),
    Skip.LOST: marked("no right to post there"),
    Skip.UNFOLLOWED: marked("no longer followed"),
    Skip.MUTED: marked("had muted the partner"),
    Skip.OVER_CAP: marked("had reached their own limit for a day"),
    Skip.OVER_WEEK: marked("had reached their limit for this partner"),
    Skip.DIGEST: marked("take their posts as a digest"),
    Skip.NO_VERSION: marked("no version to send"),
    Skip.CANCELLED: marked("cancelled before their turn"),
    Skip.NO_COPY: marked("had no copy"),
    Skip.CHANGED: marked("the content wasn't what was approved"),
    Doubt.CRASH: marked("sending was interrupted: perhaps received"),
    Doubt.TIMEOUT: marked("no answer came: perhaps received"),
    Doubt.FAULT: marked("an error on our side: perhaps received"),
    Doubt.PART: marked("one language is there, the next perhaps not"),
}


WHEN: Mapping[Errand, str] = {
    Errand.SEND: marked("Sent on {moment}, {place} time"),
    Errand.AGAIN: marked("Sent again on {moment}, {place} time"),
    Errand.REST: marked("Sent to those left out on {moment}, {place} time"),
    Errand.CORRECT: marked("Corrected on {moment}, {place} time"),
    Errand.RECALL: marked("Recalled on {moment}, {place} time"),
    Errand.PIN: marked("Pinned on {moment}, {place} time"),
    Errand.UNPIN: marked("Unpinned on {moment}, {place} time"),
}
NOT_KNOWN = marked("it isn't known whether it was done")
"""Why a correction or a recall is uncertain, whatever the reason."""
NO_RIGHT = marked("the bot has no right to do that there")
"""Why a copy was not pinned, changed or deleted, where it may well be posted."""
NOT_DELETED = marked("the copy was gone or too old to delete")

LONG_WAVE = timedelta(minutes=1)
"""From so much between its first and its last group on, both are told."""
MOST_REASONS = 8
"""Named for each way of ending; a report is one message."""


def report(words: Words, post: Post, group: Sequence[Broadcast], sums: Sums, zone: str) -> Markup:
    """The whole report as Telegram HTML, of all groups of a wave; times in `zone`."""
    first = min(group, key=lambda each: each.started_at)
    lines = [
        words.say("<b>Report: {title}</b>", title=post.title_at_work(words.form)),
        when_line(words, first, max(each.started_at for each in group), zone),
        _meant(words, first, sums.meant),
    ]
    return Markup("\n").join([*lines, *outcomes(words, first, sums)])


def when_line(words: Words, broadcast: Broadcast, last: datetime, zone: str) -> Markup:
    """When it was sent; where zones had it one after the other, from when until when (`last`)."""
    when, till = (local(moment, zone) for moment in (broadcast.started_at, last))
    if broadcast.errand is not Errand.SEND or till - when < LONG_WAVE:
        return words.say(WHEN[broadcast.errand], moment=words.moment(when), place=words.zone(zone))
    return words.say(
        "Sent from {first} to {last}, {place} time",
        first=words.moment(when),
        last=words.clock(till) if till.date() == when.date() else words.moment(till),
        place=words.zone(zone),
    )


def turn_line(words: Words, turn: Turn) -> Markup:
    """Which one of its series it was."""
    number = words.number(turn.number)
    if turn.of is None:
        return words.say("This was number {number} in the series.", number=number)
    return words.say("This was number {number} of {total} in the series.", number=number, total=words.number(turn.of))


def as_deep(sums: Sums, depth: Reports) -> Sums:
    """As much of the numbers as a partner's benefits tell."""
    forms = sums.forms if depth.groups else {}
    return Sums(sums.meant, sums.states, forms, sums.reasons if depth.reasons else {})


def numbers(words: Words, broadcast: Broadcast, sums: Sums, zone: str) -> list[Markup]:
    """The report's lines below its title."""
    return [
        when_line(words, broadcast, broadcast.started_at, zone),
        _meant(words, broadcast, sums.meant),
        *outcomes(words, broadcast, sums),
    ]


def _meant(words: Words, broadcast: Broadcast, number: int) -> Markup:
    """How many it was about: chats that should get something, or copies that are there already."""
    if broadcast.errand in SENDS:
        return meant_line(words, number)
    if broadcast.errand in PINS:
        return words.plural("{n} channel concerned", "{n} channels concerned", number)
    return words.plural("{n} copy concerned", "{n} copies concerned", number)


def meant_line(words: Words, number: int) -> Markup:
    """To how many chats a post should go; nobody is said in words."""
    if not number:
        return words.say("There was nobody to send it to.")
    return words.plural("Meant for {n} chat", "Meant for {n} chats", number)


def outcomes(words: Words, broadcast: Broadcast, sums: Sums) -> list[Markup]:
    """How many ended how: done, by language; then refused, skipped and doubtful, each with its reasons."""
    done = sums.of(DeliveryState.SENT)
    if broadcast.errand is Errand.RECALL:
        return [words.plural("Deleted from {n} chat", "Deleted from {n} chats", done), *_others(words, broadcast, sums)]
    if broadcast.errand in PINS:
        head = words.plural("Done in {n} channel", "Done in {n} channels", done)
    elif broadcast.errand is Errand.CORRECT:
        head = words.plural("{n} copy corrected", "{n} copies corrected", done)
    else:
        head = words.plural("Received by {n}", "Received by {n}", done)
    return [head, *_forms(words, sums), *_others(words, broadcast, sums)]


def _forms(words: Words, sums: Sums) -> list[Markup]:
    """By language, but for groups so small that somebody could be made out."""
    parts = parts_of(sums.forms)
    lines = [Markup("  {} {}").format(form.mark, words.number(parts.told[form])) for form in Form if form in parts.told]
    if lines and parts.rest:
        lines.append(Markup("  {} {}").format(words.say("All others"), words.number(parts.rest)))
    return lines


def _others(words: Words, broadcast: Broadcast, sums: Sums) -> list[Markup]:
    """Refused, skipped and doubtful, each with its reasons."""
    sending = broadcast.errand in SENDS
    skipped = sums.of(DeliveryState.SKIPPED)
    heads = {
        DeliveryState.REFUSED: _refused(words, broadcast.errand, sums.of(DeliveryState.REFUSED)),
        DeliveryState.SKIPPED: words.plural("Not sent to: {n}", "Not sent to: {n}", skipped)
        if sending
        else words.plural("Left as it was: {n}", "Left as it was: {n}", skipped),
        DeliveryState.UNKNOWN: words.plural("Uncertain: {n}", "Uncertain: {n}", sums.of(DeliveryState.UNKNOWN)),
    }
    lines: list[Markup] = []
    for state, head in heads.items():
        if sums.of(state):
            lines.append(head)
            counts = {why: n for (of, why), n in sums.reasons.items() if of is state}
            lines += _reasons(words, counts, broadcast.errand)
    return lines


def _refused(words: Words, errand: Errand, number: int) -> Markup:
    if errand in SENDS:
        return words.plural("Not accepted: {n}", "Not accepted: {n}", number)
    if errand is Errand.RECALL:
        return words.plural("Not deleted: {n}", "Not deleted: {n}", number)
    return words.plural("Not done: {n}", "Not done: {n}", number)


def _reasons(words: Words, counts: Mapping[str, int], errand: Errand) -> list[Markup]:
    """The commonest first, those in the same words as one, and those that no message has room for in one line."""
    together = Counter[Markup]()
    for reason, n in counts.items():
        together[_why(words, reason, errand)] += n
    ranked = together.most_common()
    lines = ranked[:MOST_REASONS]
    if rest := sum(n for _, n in ranked[MOST_REASONS:]):
        lines.append((words.say("other reasons"), rest))
    return [Markup("  {} — {}").format(words.number(n), why) for why, n in lines]


def _why(words: Words, reason: str, errand: Errand) -> Markup:
    if errand in SENDS:
        return words.say(WHY_NOT.get(reason, reason))
    if reason in set(Doubt):
        return words.say(NOT_KNOWN)
    if errand is Errand.RECALL and reason == Reason.COPY:
        return words.say(NOT_DELETED)
    return words.say(NO_RIGHT if reason == Reason.NO_RIGHTS else WHY_NOT.get(reason, reason))
