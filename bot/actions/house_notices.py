"""Notices about partners, their people and channels, and the programme as a whole, in words."""

from collections.abc import Mapping
from datetime import datetime

from markupsafe import Markup

from bot.actions.benefit_notices import benefits_text
from bot.actions.catalogs import SEPARATOR, STRANGE
from bot.hearing.kinds import KINDS
from bot.languages import Form
from bot.notices import Notice, NoticeKind
from bot.partners import Partner, Venue
from bot.people import Reader
from bot.recurrence import local
from bot.store import Work
from bot.transport import Button, Letter, Row
from bot.words import Words, marked, words_for

CHANNELS: Mapping[NoticeKind, Mapping[Venue, str]] = {
    NoticeKind.CHANNEL_LOST: {
        Venue.CHANNEL: marked(
            "I can no longer post in the channel “{channel}”. Make me an administrator there again, "
            "or its readers will miss the next post."
        ),
        Venue.GROUP: marked(
            "I can no longer post in the group “{channel}”. Make me an administrator there again, "
            "or its readers will miss the next post."
        ),
        Venue.TOPIC: marked(
            "I can no longer post in the topic “{channel}”. Make me an administrator of its group again, "
            "or its readers will miss the next post."
        ),
    },
    NoticeKind.CHANNEL_BACK: {
        Venue.CHANNEL: marked("✓ I can post in the channel “{channel}” again."),
        Venue.GROUP: marked("✓ I can post in the group “{channel}” again."),
        Venue.TOPIC: marked("✓ I can post in the topic “{channel}” again."),
    },
    NoticeKind.CHANNEL_MOVED: {
        Venue.GROUP: marked(
            "The group “{channel}” has become a supergroup. I've noted its new address: posts go on as before."
        ),
    },
    NoticeKind.TOPIC_CLOSED: {
        Venue.TOPIC: marked(
            "The topic “{channel}” is closed or no longer there, so the post didn't appear in it. "
            "Open it again, or ask the programme's admin to link another."
        ),
    },
    NoticeKind.PIN_LOST: {
        Venue.CHANNEL: marked(
            "I may no longer pin posts in the channel “{channel}”. They still appear there. Give me the right to pin, "
            "and pinning works again."
        ),
        Venue.GROUP: marked(
            "I may no longer pin posts in the group “{channel}”. They still appear there. Give me the right to pin, "
            "and pinning works again."
        ),
        Venue.TOPIC: marked(
            "I may no longer pin posts in the topic “{channel}”. They still appear there. Give me the right to pin "
            "in its group, and pinning works again."
        ),
    },
    NoticeKind.PIN_BACK: {
        Venue.CHANNEL: marked("✓ I may pin posts in the channel “{channel}” again."),
        Venue.GROUP: marked("✓ I may pin posts in the group “{channel}” again."),
        Venue.TOPIC: marked("✓ I may pin posts in the topic “{channel}” again."),
    },
}
"""What is said of a channel, a group or a topic; where only one of them can be meant, it is called so."""
MISSED = 5
"""Posts that a channel missed and that are named in one notice, the newest first."""
PARTNERS: dict[NoticeKind, str] = {
    NoticeKind.DISMISSED: marked(
        "You no longer write for <b>{partner}</b>. What you wrote stays with the partner. "
        "If that is a mistake, ask the programme's admin for a new invitation."
    ),
    NoticeKind.RETIRED: marked(
        "<b>{partner}</b> has left the programme, so you no longer write for it. "
        "Nothing planned goes out any more, and the stories that were sent stay readable. "
        "If that is a mistake, ask the programme's admin."
    ),
    NoticeKind.SUSPENDED: marked(
        "An admin has suspended <b>{partner}</b>: nothing goes out until they lift it. "
        "Your drafts and plans stay as they are. Ask the programme's admin about it."
    ),
}
_ABOUT_PARTNERS = frozenset({*PARTNERS, NoticeKind.JOINED, NoticeKind.LIFTED, NoticeKind.KIND, NoticeKind.BENEFITS})
ABOUT_THE_HOUSE = _ABOUT_PARTNERS | {
    *CHANNELS,
    NoticeKind.CHANNEL_FOUND,
    NoticeKind.CATALOGS,
    NoticeKind.HALTED,
    NoticeKind.RIVAL,
    NoticeKind.FLOODED,
}


async def house_letter(tx: Work, notice: Notice, reader: Reader) -> Letter | None:
    """The notice in words; none when whom it speaks of is gone."""
    words = words_for(reader.speaks)
    if notice.kind is NoticeKind.CHANNEL_FOUND:
        return Letter(_found(notice, words))
    if notice.kind in CHANNELS:
        back = notice.kind is NoticeKind.CHANNEL_BACK
        return await _back_letter(tx, notice, words) if back else Letter(_channel_text(notice, words))
    if notice.kind in _ABOUT_PARTNERS:
        text = await _partner_text(tx, notice, words)
        return Letter(text) if text is not None else None
    return Letter(_trouble_text(notice, words, reader.zone))


def _trouble_text(notice: Notice, words: Words, zone: str) -> Markup:
    match notice.kind:
        case NoticeKind.CATALOGS:
            return _catalogs_text(notice, words)
        case NoticeKind.RIVAL:
            return _rival_text(notice, words)
        case NoticeKind.FLOODED:
            return _flooded_text(notice, words, zone)
    return words.say(
        "<b>Sending has stopped by itself.</b> The network says: {detail}. "
        "Nothing is lost: /status shows what waits, /resume goes on.",
        detail=notice.facts.get("detail", ""),
    )


async def _back_letter(tx: Work, notice: Notice, words: Words) -> Letter:
    """With what it missed meanwhile: each leads to where it can be sent there after all."""
    text = _channel_text(notice, words)
    ids = [int(each) for each in str(notice.facts.get("missed", "")).split()]
    if not ids:
        return Letter(Markup("\n").join([text, words.say("Nothing else needs to be done.")]))
    told = words.plural(
        "Meanwhile it missed {n} post. Press its title to send it there now.",
        "Meanwhile it missed {n} posts. Press a title to send it there now.",
        len(ids),
    )
    rows = [await _missed_row(tx, broadcast_id, words) for broadcast_id in ids[:MISSED]]
    return Letter(Markup("\n").join([text, told]), rows=tuple(row for row in rows if row))


async def _missed_row(tx: Work, broadcast_id: int, words: Words) -> Row:
    broadcast = await tx.broadcasts.get(broadcast_id)
    post = await tx.posts.get(broadcast.post_id) if broadcast else None
    return (Button(post.title_at_work(words.form), data=f"sending:{broadcast_id}"),) if post else ()


def _channel_text(notice: Notice, words: Words) -> Markup:
    said = CHANNELS[notice.kind]
    venue = Venue(str(notice.facts.get("venue", Venue.CHANNEL)))
    return words.say(said.get(venue) or next(iter(said.values())), channel=notice.facts["channel"])


def _found(notice: Notice, words: Words) -> Markup:
    channel = notice.facts["channel"]
    if notice.facts["admin"]:
        return words.say(
            "✓ I may post in “{channel}” now. To give it to a partner, open /partners, press the partner, Channels, "
            "Link a channel, and send this number: {number}",
            channel=channel,
            number=Markup("<code>{}</code>").format(notice.facts.get("address", "")),
        )
    return words.say(
        "✓ I may post in “{channel}” now. Ask the programme's admin to link it to your partner.", channel=channel
    )


async def _partner_text(tx: Work, notice: Notice, words: Words) -> Markup | None:
    partner = await tx.partners.get(int(notice.facts["partner_id"]))
    name = partner.name(words.form) if partner else ""
    if notice.kind is NoticeKind.JOINED:
        person = await tx.readers.get(int(notice.facts.get("reader_id", 0)))
        return words.say("{name} now writes for {partner}.", name=person.name, partner=name) if person else None
    if notice.kind in PARTNERS:
        return Markup("\n").join([words.say(PARTNERS[notice.kind], partner=name), *_stopped(notice, words)])
    if notice.kind is NoticeKind.KIND:
        return _kind_text(partner, words) if partner else None
    if notice.kind is NoticeKind.BENEFITS:
        return benefits_text(notice.facts, partner, words) if partner else None
    return _lifted_text(notice, name, words)


def _stopped(notice: Notice, words: Words) -> list[Markup]:
    """What was on its way when its partner left."""
    stopped = int(notice.facts.get("stopped", 0))
    if not stopped:
        return []
    return [
        words.plural(
            "{n} post was going out at that moment and has stopped: the report says how many got it.",
            "{n} posts were going out at that moment and have stopped: the reports say how many got them.",
            stopped,
        )
    ]


def _lifted_text(notice: Notice, name: str, words: Words) -> Markup:
    lines = [words.say("✓ <b>{partner}</b> is no longer suspended: posts go out again.", partner=name)]
    if passed := int(notice.facts.get("passed", 0)):
        lines.append(
            words.plural(
                "{n} post missed its time in the meantime and wasn't sent. /schedule sets a new one.",
                "{n} posts missed their times in the meantime and weren't sent. /schedule sets new ones.",
                passed,
            )
        )
    if waiting := int(notice.facts.get("waiting", 0)):
        lines.append(_halfway(words, waiting))
    return Markup("\n").join(lines)


def _halfway(words: Words, waiting: int) -> Markup:
    """What had begun does not go on by itself: somebody who knows what it says decides."""
    return words.plural(
        "{n} post was stopped while it went out and still waits. To go on, open it in /posts and press "
        "“{door}”, then “{resume}”.",
        "{n} posts were stopped while they went out and still wait. To go on, open each in /posts and press "
        "“{door}”, then “{resume}”.",
        waiting,
        door=words.say("Resume or cancel"),
        resume=words.say("Resume"),
    )


def _kind_text(partner: Partner, words: Words) -> Markup:
    """As it is by now: who changes it twice is not told of what was in between."""
    has = partner.benefits
    may = (
        words.plural("up to {n} post a month", "up to {n} posts a month", has.posts_a_month),
        words.plural("{n} language in a post", "up to {n} languages in a post", has.languages),
        words.plural("{n} channel", "up to {n} channels", has.channels),
    )
    return words.say(
        "An admin has made <b>{partner}</b> a partner of another kind: <b>{kind}</b>. It now has {benefits}.",
        partner=partner.name(words.form),
        kind=words.say(KINDS[partner.kind]),
        benefits=words.list(may),
    )


def _rival_text(notice: Notice, words: Words) -> Markup:
    if not notice.facts["there"]:
        return words.say("✓ Nobody else is fetching my messages any more: I get all of them again.")
    return words.say(
        "<b>Somebody else is fetching the messages that people send me, so I miss some and can't answer them.</b> "
        "Posts go out as before. Please tell whoever looks after the server: most likely I was started twice, and one "
        "of the two must be stopped. If not, somebody else has my token, and @BotFather must make a new one."
    )


def _flooded_text(notice: Notice, words: Words, zone: str) -> Markup:
    since, until = (local(datetime.fromisoformat(str(notice.facts[each])), zone) for each in ("since", "until"))
    return words.say(
        "<b>Telegram let nothing leave from {since} to {until}.</b> Posts go on by themselves, only late; "
        "whoever wrote to me in that time may have got no answer.",
        since=words.moment(since),
        until=words.moment(until),
    )


def _catalogs_text(notice: Notice, words: Words) -> Markup:
    facts = dict(notice.facts)
    strange, lines = facts.pop(STRANGE, None), []
    if facts:
        lines.append(
            words.say("<b>Some of my texts are missing or can't be read.</b> The server's log names the files.")
        )
    for form, how in facts.items():
        language = words.language(Form(form), begins=True)
        if isinstance(how, int):
            lines.append(_lacking(words, language, how))
        else:
            other = words.language(Form(how))
            lines.append(words.say("{language}: its readers get {other} for now.", language=language, other=other))
    if strange:
        lines.append(
            words.say(
                "Some readers have a language that I don't know: {tags}. "
                "I speak with them in the language of their app.",
                tags=words.list(str(strange).split(SEPARATOR)),
            )
        )
    return Markup("\n").join(lines)


def _lacking(words: Words, language: str, many: int) -> Markup:
    return words.plural(
        "{language}: {n} sentence is missing. Its readers get it in English.",
        "{language}: {n} sentences are missing. Its readers get them in English.",
        many,
        language=language,
    )
