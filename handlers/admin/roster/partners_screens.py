"""Screens of one partner for admins: its page, its kind, its people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.actions.appoint import ITSELF
from bot.hearing.kinds import KINDS
from bot.languages import Form, step_for
from bot.partners import BENEFITS, Benefits, Channel, Kind, Partner
from bot.people import HOME_ZONE, Reader
from bot.ports.page import Page
from bot.recurrence import local
from bot.signposts import Leads
from bot.transport import Button, Rows
from bot.words import Words
from handlers.admin.doors import lines, partners_door
from handlers.showing.listing_screens import Listed, arrows, only_lines, search_rows
from handlers.showing.screen import Number, Screen
from handlers.staff.pausing_screens import until_words
from handlers.staff.planning_words import pause_label
from handlers.staff.signposts_screens import Sign

NAMED = 8
"""People and channels that are named on a partner's page; of more only the number is told, their lists have them."""
NEW = 0
"""Stands for the partner that is being added and has no id yet."""


class PartnerDo(StrEnum):
    """What to do with a partner."""

    SHOW = "s"
    KINDS = "k"
    NAMES = "n"
    PEOPLE = "p"
    INVITE = "i"
    CHANNELS = "c"
    LINK = "l"
    BENEFITS = "b"
    SUSPEND = "x"
    """Asks first."""
    SUSPEND_SURE = "y"
    LIFT = "z"
    RETIRE = "r"
    """Asks first."""
    RETIRE_SURE = "t"
    READMIT = "a"


class PartnerButton(CallbackData, prefix="m_p"):
    """Something to do with one partner."""

    do: PartnerDo
    partner_id: Number


class PausePartner(CallbackData, prefix="m_ppause"):
    """Pause what a partner has planned or under way until a moment, in seconds since 1970."""

    partner_id: Number
    until: Number


class KindPick(CallbackData, prefix="m_kind"):
    """A kind for a partner, or for the one that is being added."""

    partner_id: Number
    kind: Kind


class PersonButton(CallbackData, prefix="m_person"):
    """Take a communicator from a partner; first asked, then sure."""

    partner_id: Number
    reader_id: Number
    sure: bool


class PeoplePage(Listed, prefix="m_people"):
    """A page of those who write for a partner."""

    partner_id: Number


@dataclass(frozen=True, slots=True)
class PartnerFacts:
    """What a partner's page shows."""

    partner: Partner
    people: Sequence[Reader]
    channels: Sequence[Channel]
    followers: int
    zone: str = HOME_ZONE
    """The admin's."""


def partner_button(words: Words, do: PartnerDo, partner_id: int, label: str | None = None) -> Button:
    """A button to one of a partner's screens; without a label it leads back."""
    return Button(label or words.say("‹ Back"), data=PartnerButton(do=do, partner_id=partner_id).pack())


def suspend_screen(words: Words, partner: Partner, planned: int) -> Screen:
    """Says what would stop, and asks."""
    text = lines(
        words.say(
            "Suspend <b>{partner}</b>? None of their posts go out until you lift it.", partner=partner.name(words.form)
        ),
        words.plural("{n} scheduled post would wait.", "{n} scheduled posts would wait.", planned) if planned else None,
        words.say("Anything on its way is paused. I'll tell their communicators."),
    )
    sure = partner_button(words, PartnerDo.SUSPEND_SURE, partner.id, words.say("Yes, suspend them"))
    return Screen(text, ((sure,), (partner_button(words, PartnerDo.SHOW, partner.id),)))


def pause_screen(words: Words, partner: Partner, plans: int, sendings: int, until: datetime) -> Screen:
    """Nothing of theirs shall go out until then (on the admin's clock): what would pause, or a suspension instead."""
    name, moment = partner.name(words.form), until_words(words, until)
    if not plans and not sendings:
        head = words.say("<b>{partner}</b> has nothing to pause before {moment}.", partner=name, moment=moment)
    else:
        head = words.say("Pause <b>{partner}</b> until {moment}?", partner=name, moment=moment)
    waits = [
        words.plural("{n} sending under way would wait.", "{n} sendings under way would wait.", sendings),
        words.plural("{n} planned post wouldn't go out.", "{n} planned posts wouldn't go out.", plans),
        words.say(
            "When it's over, sendings and series go on by themselves. A single post whose time has passed has to be "
            "planned anew."
        ),
    ]
    text = lines(
        head,
        *(line for line, any_ in zip(waits, (sendings, plans, plans or sendings), strict=True) if any_),
        Markup(),
        words.say("What's planned later still goes out. To stop everything until further notice, suspend them."),
    )
    end = PausePartner(partner_id=partner.id, until=int(until.timestamp()))
    pause = (Button(str(pause_label(words, until).unescape()), data=end.pack()),)
    suspend = (partner_button(words, PartnerDo.SUSPEND, partner.id, words.say("Suspend until further notice")),)
    back = (partner_button(words, PartnerDo.SHOW, partner.id),)
    return Screen(text, (*([pause] if plans or sendings else []), suspend, back))


def paused_note(words: Words, number: int, until: datetime) -> Markup:
    """So many of a partner's plans and sendings are paused until then."""
    moment = until_words(words, until)
    return words.plural(
        "✓ {n} post is paused until {moment}.", "✓ {n} posts are paused until {moment}.", number, moment=moment
    )


def kind_line(words: Words, kind: Kind) -> Markup:
    """A kind of partnership and what it allows."""
    return benefits_line(words, kind, BENEFITS[kind])


def benefits_line(words: Words, kind: Kind, benefits: Benefits) -> Markup:
    """A kind of partnership, and what these benefits allow in short."""
    posts = words.plural("up to {n} post a month", "up to {n} posts a month", benefits.posts_a_month)
    places = words.plural("{n} channel", "up to {n} channels", benefits.channels)
    return words.say("<b>{kind}</b>: {benefits}", kind=words.say(KINDS[kind]), benefits=words.list([posts, places]))


def name_lines(words: Words, partner: Partner) -> Markup:
    """The name in every form, and where a missing one is taken from."""
    return lines(*(_name_line(words, partner, form) for form in Form))


def _name_line(words: Words, partner: Partner, form: Form) -> Markup:
    step = step_for(form, partner.names)
    if step is None or step.form is form:
        return words.say("{mark} {name}", mark=form.mark, name=partner.name(form))
    return words.say(
        "{mark} {name} <i>(from {other})</i>", mark=form.mark, name=partner.name(form), other=step.form.mark
    )


def kind_chosen_line(words: Words, kind: Kind) -> Markup:
    """An answer to the admin who chose it."""
    return words.say("✓ Now: {kind}. Its communicators are told.", kind=words.say(KINDS[kind]))


def partner_screen(words: Words, facts: PartnerFacts, note: Markup | None = None) -> Screen:
    """One partner: names, kind, people, channels, followers."""
    one = facts.partner
    text = lines(
        *((note, Markup()) if note else ()),
        words.say("<b>{partner}</b>", partner=one.name(words.form)),
        benefits_line(words, one.kind, one.benefits),
        words.say("Some of its benefits are set just for it.") if one.own else None,
        _standing_line(words, facts),
        Markup(),
        name_lines(words, one),
        Markup(),
        *_ties(words, facts),
    )
    return Screen(text, _partner_rows(words, one))


def _ties(words: Words, facts: PartnerFacts) -> tuple[Markup, ...]:
    """People, channels, followers: none any more of whoever has left."""
    if facts.partner.retired_at:
        return ()
    followers = words.plural("{n} follower", "{n} followers", facts.followers)
    return _people_line(words, facts.people), _channels_line(words, facts.channels), followers


def _standing_line(words: Words, facts: PartnerFacts) -> Markup | None:
    if facts.partner.retired_at:
        day = words.day(local(facts.partner.retired_at, facts.zone))
        return words.say("✕ They left the programme on {day}. Their stories can still be read.", day=day)
    return words.say("⏸ Suspended: none of their posts go out.") if facts.partner.suspended_at else None


def _partner_rows(words: Words, partner: Partner) -> Rows:
    partner_id = partner.id
    if partner.retired_at:
        return (
            (partner_button(words, PartnerDo.READMIT, partner_id, words.say("Take them back")),),
            _kept(words, partner_id),
            (partners_door(words, words.say("‹ Partners")),),
        )
    return (
        (
            partner_button(words, PartnerDo.KINDS, partner_id, words.say("Kind")),
            partner_button(words, PartnerDo.NAMES, partner_id, words.say("Names")),
        ),
        (
            partner_button(words, PartnerDo.PEOPLE, partner_id, words.say("Communicators")),
            partner_button(words, PartnerDo.CHANNELS, partner_id, words.say("Channels")),
        ),
        (
            partner_button(words, PartnerDo.BENEFITS, partner_id, words.say("Benefits")),
            partner_button(words, PartnerDo.INVITE, partner_id, words.say("Invite a communicator")),
            Button(words.say("Link and QR code"), data=Sign(leads=Leads.PARTNER, value=str(partner_id)).pack()),
        ),
        (_suspension(words, partner), *_kept(words, partner_id)),
        *_leaving(words, partner),
        (partners_door(words, words.say("‹ Partners")),),
    )


def _kept(words: Words, partner_id: int) -> tuple[Button, ...]:
    return (
        Button(words.say("Who did what"), data=audit_of(partner_id)),
        Button(words.say("Export"), data=export_of(partner_id)),
    )


def _leaving(words: Words, partner: Partner) -> Rows:
    if partner.slug in ITSELF:
        return ()
    return ((partner_button(words, PartnerDo.RETIRE, partner.id, words.say("They leave the programme")),),)


def _suspension(words: Words, partner: Partner) -> Button:
    if partner.suspended_at:
        return partner_button(words, PartnerDo.LIFT, partner.id, words.say("Lift the suspension"))
    return partner_button(words, PartnerDo.SUSPEND, partner.id, words.say("Suspend"))


def audit_of(partner_id: int) -> str:
    """The data of a button to what was done about a partner: `AuditPage`'s, which stands above this place."""
    return f"m_aud:0:0:{partner_id}::0::"


def export_of(partner_id: int) -> str:
    """The data of a button to a partner's export: `AskExport`'s, which stands above this place."""
    return f"m_exp:{partner_id}"


def _people_line(words: Words, people: Sequence[Reader]) -> Markup:
    if not people:
        return words.say("Nobody writes for them yet. Invite a communicator.")
    names: list[str] = [person.name for person in people[:NAMED]]
    if (more := len(people) - NAMED) > 0:
        names.append(words.plural("{n} other", "{n} others", more))
    return words.say("Communicators: {people}", people=words.list(names))


def _channels_line(words: Words, channels: Sequence[Channel]) -> Markup:
    if not channels:
        return words.say("No channel is linked yet.")
    titles: list[str] = [channel.title for channel in channels[:NAMED]]
    if (more := len(channels) - NAMED) > 0:
        titles.append(words.plural("{n} more", "{n} more", more))
    return words.say("Channels: {channels}", channels=words.list(titles))


def kinds_screen(words: Words, partner: Partner) -> Screen:
    """Choose another kind for a partner."""
    heading = words.say("What kind of partner is <b>{partner}</b>?", partner=partner.name(words.form))
    text = lines(heading, Markup(), *(kind_line(words, kind) for kind in Kind))
    return Screen(text, (*kind_rows(words, partner), (partner_button(words, PartnerDo.SHOW, partner.id),)))


def kind_rows(words: Words, partner: Partner) -> Rows:
    """A button for each kind; a kept partner's own kind is marked."""
    return tuple((Button(_kind_label(words, partner, kind), data=_kind_data(partner, kind)),) for kind in Kind)


def _kind_label(words: Words, partner: Partner, kind: Kind) -> str:
    own = partner.id != NEW and kind is partner.kind
    return words.say("✓ {choice}", choice=words.say(KINDS[kind])) if own else words.say(KINDS[kind])


def _kind_data(partner: Partner, kind: Kind) -> str:
    return KindPick(partner_id=partner.id, kind=kind).pack()


def people_screen(words: Words, partner: Partner, people: Page[Reader], at: PeoplePage) -> Screen:
    """Who writes for a partner; a press on a name asks whether to take them out."""
    name = partner.name(words.form)
    text = words.say("Nobody writes for <b>{partner}</b> yet. Invite a communicator.", partner=name)
    if people.total or at.sought:
        text = words.say("These people write for <b>{partner}</b>. Press a name to remove somebody.", partner=name)
    text = lines(text, *only_lines(words, at, people.total))
    rows = [(Button(person.name, data=_person_data(partner, person, sure=False)),) for person in people.items]
    turns = (arrows(at, people.total), *search_rows(words, at, people.total))
    invite = partner_button(words, PartnerDo.INVITE, partner.id, words.say("Invite a communicator"))
    return Screen(text, (*rows, *turns, (invite,), (partner_button(words, PartnerDo.SHOW, partner.id),)))


def dismiss_screen(words: Words, partner: Partner, person: Reader) -> Screen:
    """Asks before somebody loses the right to write."""
    text = words.say(
        "Should <b>{person}</b> stop writing for <b>{partner}</b>? What they wrote stays.",
        person=person.name,
        partner=partner.name(words.form),
    )
    sure = Button(words.say("Remove them"), data=_person_data(partner, person, sure=True))
    return Screen(text, ((sure,), (partner_button(words, PartnerDo.PEOPLE, partner.id),)))


def _person_data(partner: Partner, person: Reader, *, sure: bool) -> str:
    return PersonButton(partner_id=partner.id, reader_id=person.id, sure=sure).pack()
