"""The report of a broadcast in words: who was meant, reached, by language, and who was not and why."""

from markupsafe import Markup

from bot.broadcast import Broadcast
from bot.content import Post
from bot.delivery import DeliveryState, Doubt, Reason, Skip, Sums
from bot.languages import Form
from bot.recurrence import local
from bot.words import Words, marked

WHY_NOT: dict[str, str] = {
    Reason.BLOCKED: marked("blocked the bot"),
    Reason.DEACTIVATED: marked("closed their account"),
    Reason.KICKED: marked("the bot was removed from the chat"),
    Reason.CHAT_NOT_FOUND: marked("the chat no longer exists"),
    Reason.NO_RIGHTS: marked("no right to post there"),
    Reason.TOPIC_CLOSED: marked("the topic is closed"),
    Reason.MIGRATED: marked("the group moved again"),
    Reason.CONTENT: marked("the network did not accept the content"),
    Reason.FILE: marked("the network did not accept the picture or film"),
    Reason.FLOOD: marked("the network asked to wait too long"),
    Reason.SERVER: marked("the network had a fault"),
    Reason.UNREACHED: marked("the network could not be reached"),
    Reason.UNANSWERED: marked("no answer came"),
    Reason.TOKEN: marked("the network no longer accepts the bot"),
    Reason.OTHER: marked("refused for another reason"),
    Skip.STOPPED: marked("had stopped all posts"),
    Skip.GONE: marked("had left"),
    Skip.UNFOLLOWED: marked("no longer followed"),
    Skip.NO_VERSION: marked("no version to send"),
    Skip.CANCELLED: marked("cancelled before their turn"),
    Skip.NO_COPY: marked("had no copy"),
    Skip.CHANGED: marked("the content was not what was approved"),
    Doubt.CRASH: marked("sending was interrupted: perhaps received"),
    Doubt.TIMEOUT: marked("no answer came: perhaps received"),
    Doubt.FAULT: marked("a fault of our own: perhaps received"),
}


def report(words: Words, post: Post, broadcast: Broadcast, sums: Sums, zone: str) -> Markup:
    """The whole report as Telegram HTML; times in `zone`."""
    when = words.moment(local(broadcast.started_at, zone))
    lines = [
        words.say("<b>Report: {title}</b>", title=post.title_in(words.form)),
        words.say("Sent on {moment}, {place} time", moment=when, place=words.zone(zone)),
        words.plural("Meant for {n} chat", "Meant for {n} chats", sums.meant),
        words.plural("Received by {n}", "Received by {n}", sums.of(DeliveryState.SENT)),
        *(Markup("  {} {}").format(form.mark, words.number(sums.forms[form])) for form in Form if form in sums.forms),
        *_others(words, sums),
    ]
    return Markup("\n").join(lines)


def _others(words: Words, sums: Sums) -> list[Markup]:
    """Refused, skipped and doubtful, each with its reasons."""
    heads = {
        DeliveryState.REFUSED: words.plural("Not accepted: {n}", "Not accepted: {n}", sums.of(DeliveryState.REFUSED)),
        DeliveryState.SKIPPED: words.plural("Not sent to: {n}", "Not sent to: {n}", sums.of(DeliveryState.SKIPPED)),
        DeliveryState.UNKNOWN: words.plural("Uncertain: {n}", "Uncertain: {n}", sums.of(DeliveryState.UNKNOWN)),
    }
    lines: list[Markup] = []
    for state, head in heads.items():
        if sums.of(state):
            lines.append(head)
            lines += [
                Markup("  {} — {}").format(words.number(n), words.say(WHY_NOT.get(reason, reason)))
                for (of_state, reason), n in sums.reasons.items()
                if of_state is state
            ]
    return lines
