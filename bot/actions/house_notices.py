"""Notices about partners, their people and channels, and the programme as a whole, in words."""

from markupsafe import Markup

from bot.actions.catalogs import STRANGE
from bot.languages import Form
from bot.notices import Notice, NoticeKind
from bot.people import Reader
from bot.store import Work
from bot.transport import Letter
from bot.words import Words, marked, words_for

CHANNELS: dict[NoticeKind, str] = {
    NoticeKind.CHANNEL_LOST: marked(
        "I can no longer post in the channel “{channel}”. Make me an administrator there again, "
        "or its readers will miss the next post."
    ),
    NoticeKind.CHANNEL_BACK: marked("✓ I can post in the channel “{channel}” again. Nothing else needs to be done."),
    NoticeKind.CHANNEL_MOVED: marked(
        "The group “{channel}” has become a supergroup. I have noted its new address: posts go on as before."
    ),
    NoticeKind.PIN_LOST: marked(
        "I may no longer pin posts in the channel “{channel}”. They still appear there. Give me the right to pin, "
        "and pinning works again."
    ),
    NoticeKind.PIN_BACK: marked("✓ I may pin posts in the channel “{channel}” again."),
}
_JOINED_OR_NOT = frozenset(
    {NoticeKind.JOINED, NoticeKind.DISMISSED, NoticeKind.SUSPENDED, NoticeKind.LIFTED, NoticeKind.RETIRED}
)
ABOUT_THE_HOUSE = _JOINED_OR_NOT | {
    *CHANNELS,
    NoticeKind.CHANNEL_FOUND,
    NoticeKind.CATALOGS,
    NoticeKind.HALTED,
}


async def house_letter(tx: Work, notice: Notice, reader: Reader) -> Letter | None:
    """The notice in words; none when whom it speaks of is gone."""
    words = words_for(reader.speaks)
    if notice.kind is NoticeKind.CHANNEL_FOUND:
        return Letter(_found(notice, words))
    if notice.kind in CHANNELS:
        return Letter(words.say(CHANNELS[notice.kind], channel=notice.facts["channel"]))
    if notice.kind in _JOINED_OR_NOT:
        text = await _partner_text(tx, notice, words)
        return Letter(text) if text is not None else None
    if notice.kind is NoticeKind.CATALOGS:
        return Letter(_catalogs_text(notice, words))
    text = words.say(
        "<b>Sending has stopped by itself.</b> The network says: {detail}. "
        "Nothing is lost: /status shows what waits, /resume goes on.",
        detail=notice.facts.get("detail", ""),
    )
    return Letter(text)


def _found(notice: Notice, words: Words) -> Markup:
    channel = notice.facts["channel"]
    if notice.facts["admin"]:
        return words.say(
            "✓ I may post in “{channel}” now. To give it to a partner, "
            "open /partners, press the partner, then Channels.",
            channel=channel,
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
    if notice.kind is NoticeKind.DISMISSED:
        return words.say(
            "You no longer write for <b>{partner}</b>. What you wrote stays with the partner. "
            "If that is a mistake, ask the programme's admin for a new invitation.",
            partner=name,
        )
    if notice.kind is NoticeKind.RETIRED:
        return words.say(
            "<b>{partner}</b> has left the programme, so you no longer write for it. "
            "Nothing planned goes out any more, and the stories that were sent stay readable. "
            "If that is a mistake, ask the programme's admin.",
            partner=name,
        )
    if notice.kind is NoticeKind.SUSPENDED:
        return words.say(
            "An admin has suspended <b>{partner}</b>: nothing goes out until they lift it. "
            "Your drafts and plans stay as they are. Ask the programme's admin about it.",
            partner=name,
        )
    text = words.say("✓ <b>{partner}</b> is no longer suspended: posts go out again.", partner=name)
    passed = int(notice.facts.get("passed", 0))
    if not passed:
        return text
    late = words.plural(
        "{n} post missed its time in the meantime and was not sent. /schedule sets a new one.",
        "{n} posts missed their times in the meantime and were not sent. /schedule sets new ones.",
        passed,
    )
    return Markup("\n").join([text, late])


def _catalogs_text(notice: Notice, words: Words) -> Markup:
    facts = dict(notice.facts)
    strange, lines = facts.pop(STRANGE, None), []
    if facts:
        lines.append(words.say("<b>Some of my texts cannot be read.</b> The server's log names the files."))
    for form, other in facts.items():
        names = {"language": words.language(Form(form), begins=True), "other": words.language(Form(str(other)))}
        lines.append(words.say("{language}: its readers get {other} for now.", **names))
    if strange:
        lines.append(
            words.say(
                "Some readers have a language that I do not know: {tags}. "
                "I speak with them in the language of their app.",
                tags=strange,
            )
        )
    return Markup("\n").join(lines)
