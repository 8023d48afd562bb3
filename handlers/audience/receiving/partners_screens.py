"""The list of partners, and a partner's own page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.content import Campaign
from bot.partners import Kind, Partner
from bot.people import Mute
from bot.ports.page import Page
from bot.texts import shortened
from bot.transport import Button, Rows
from bot.words import Words, marked
from handlers.audience.home_screens import PartnersPage, StoriesPage, back_home, page_line, paragraphs, turning
from handlers.audience.library.shelves import PARTNERS
from handlers.audience.receiving.fewer_screens import rest_as_digest
from handlers.showing.screen import Number, Screen

NAME = 30
"""Characters of a campaign's name on a button."""
KINDS: Mapping[Kind, str] = {
    Kind.STRATEGIC: marked("A strategic partner of the city"),
    Kind.SUPER: marked("A super partner of the city"),
    Kind.DREAMER: marked("A city dreamer"),
    Kind.AMBASSADOR: marked("A city ambassador"),
}


_ALL_PAUSED = marked("✓ You follow them, but all posts are paused until {day}.")
_MUTED = marked("✓ You follow them, but they're muted until {day}.")


class PartnerPage(CallbackData, prefix="a_partner"):
    """To a partner's page; `page` is the list's to go back to, `below` leaves the pressed message as it is."""

    partner_id: Number
    page: Number = 0
    below: bool = False


class FollowPartner(CallbackData, prefix="a_follow"):
    """Follow or unfollow."""

    partner_id: Number
    on: bool
    page: Number = 0


class CampaignPage(CallbackData, prefix="a_theme"):
    """To a campaign's page; `below` leaves the pressed message as it is."""

    campaign_id: Number
    below: bool = False


class FollowAll(CallbackData, prefix="a_everyone"):
    """Follow every partner."""


class LimitPartner(CallbackData, prefix="a_often"):
    """At most so many posts of a partner a week; no number: all of them."""

    partner_id: Number
    weekly: int | None = None
    page: Number = 0


class MutePartner(CallbackData, prefix="a_mute"):
    """Nothing of a partner for a while; no span: its posts come again."""

    partner_id: Number
    span: Mute | None = None
    page: Number = 0


class WriteTo(CallbackData, prefix="a_write"):
    """Let me write to this partner."""

    partner_id: Number


@dataclass(frozen=True, slots=True)
class Bond:
    """What a reader is to a partner. `muted_until` is on the reader's own clock, none when its posts come."""

    followed: bool
    """As a whole."""
    stopped: bool
    muted_until: datetime | None = None
    campaigns: Sequence[Campaign] = ()
    """Campaigns of theirs that the reader follows and that go on."""
    weekly: int | None = None
    """At most so many of their posts a week; none when all come."""
    digest: bool = True
    """Whether the reader has a digest, which the others wait for."""
    paused: datetime | None = None
    """Until when nothing of anybody comes, on the reader's own clock."""

    @property
    def hears(self) -> bool:
        """Whether anything comes of them by the reader's own choice."""
        return self.followed or bool(self.campaigns)


def partners_screen(words: Words, page: Page[Partner], no: int, followed: frozenset[int]) -> Screen:
    """One page of the partners; a tick at those they follow."""
    if not page.total:
        return Screen(words.say("No partners have joined yet. Look again soon."), ((back_home(words),),))
    rows = [(_open(words, partner, no, ticked=partner.id in followed),) for partner in page.items]
    turns = turning(words, no, page.total, lambda to: PartnersPage(page=to).pack())
    text = paragraphs(
        words.say("<b>City partners</b>"),
        words.say("Press a name to see who they are. ✓ marks those whose posts come to you."),
        page_line(words, no, page.total),
    )
    return Screen(text, (*rows, *turns, (back_home(words),)))


def follow_all_screen(words: Words, number: int) -> Screen:
    """Every partner by one press."""
    text = words.plural(
        "There's {n} partner. Would you like its posts?",
        "There are {n} partners. Would you like posts from all of them?",
        number,
    )
    everyone = Button(words.say("Follow all partners"), FollowAll().pack())
    choose = Button(words.say("Choose partners"), PartnersPage().pack())
    return Screen(text, ((everyone,), (choose,), (back_home(words),)))


def _open(words: Words, partner: Partner, no: int, *, ticked: bool) -> Button:
    name = partner.name(words.form)
    return Button(f"✓ {name}" if ticked else name, PartnerPage(partner_id=partner.id, page=no).pack())


def partner_screen(
    words: Words, partner: Partner, bond: Bond, page: int = 0, campaigns: Sequence[Campaign] = ()
) -> Screen:
    """Who they are, whether their posts come, the buttons that change it, and their `campaigns` that go on."""
    if partner.retired_at is not None:
        return _retired_screen(words, partner, page)
    label = words.say("Unfollow") if bond.followed else words.say("Follow")
    change = FollowPartner(partner_id=partner.id, on=not bond.followed, page=page).pack()
    text = paragraphs(
        words.say("<b>{partner}</b>", partner=partner.name(words.form)),
        words.say(KINDS[partner.kind]),
        Markup.escape(partner.introduction(words.form)),
        words.say("They're taking a break: nothing comes from them for now.") if partner.suspended_at else "",
        _standing(words, bond, silent=partner.suspended_at is not None),
        _often(words, bond),
    )
    back = Button(words.say("‹ Partners"), PartnersPage(page=page).pack())
    write = Button(words.say("Write to them"), WriteTo(partner_id=partner.id).pack())
    mutes = _mutes(words, partner, bond, page)
    themes = [(theme_button(words, each, ticked=each in bond.campaigns),) for each in campaigns]
    return Screen(text, ((Button(label, change),), *mutes, *themes, (write,), (back, back_home(words))))


def fewer_of_them(words: Words, partner: Partner, bond: Bond) -> Markup:
    """Stands in place of who they are for who wants less of them: what comes, above the buttons that change it."""
    return paragraphs(
        words.say("Fewer posts from {partner}, or none? Choose below.", partner=partner.name(words.form)),
        _standing(words, bond, silent=partner.suspended_at is not None),
        _often(words, bond),
    )


def theme_button(words: Words, campaign: Campaign, *, ticked: bool, bare: bool = False) -> Button:
    """To a campaign's page; a tick when they follow it. `bare` where nothing else stands beside it."""
    name = shortened(campaign.name(words.form), NAME)
    label = name if bare else words.bare("Campaign: {name}", name=name)
    return Button(f"✓ {label}" if ticked else label, CampaignPage(campaign_id=campaign.id).pack())


def _retired_screen(words: Words, partner: Partner, page: int) -> Screen:
    """Who they were: nothing comes of them any more, and what they told is still there."""
    text = paragraphs(
        words.say("<b>{partner}</b>", partner=partner.name(words.form)),
        Markup.escape(partner.introduction(words.form)),
        words.say("They've left the programme: no more posts come from them. Their stories can still be read."),
    )
    stories = Button(words.say("Stories"), data=StoriesPage(page=0, by=f"{PARTNERS}{partner.id}").pack())
    back = Button(words.say("‹ Partners"), PartnersPage(page=page).pack())
    return Screen(text, ((stories,), (back, back_home(words))))


def _mutes(words: Words, partner: Partner, bond: Bond, page: int) -> Rows:
    """For how long its posts may stay away; for whom they come to."""
    if not bond.hears:
        return ()
    if bond.muted_until:
        return ((Button(words.say("Unmute"), MutePartner(partner_id=partner.id, page=page).pack()),),)
    labels = {Mute.WEEK: words.say("Mute a week"), Mute.MONTH: words.say("Mute a month")}
    buttons = [
        Button(label, MutePartner(partner_id=partner.id, span=span, page=page).pack()) for span, label in labels.items()
    ]
    rest = ((rest_as_digest(words),),) if bond.weekly and not bond.digest else ()
    return (tuple(buttons), _limits(words, partner, bond, page), *rest)


def _limits(words: Words, partner: Partner, bond: Bond, page: int) -> tuple[Button, ...]:
    """How often they may come; what stands already is not offered."""
    labels = {1: words.say("One a week"), 0: words.say("Digest only"), None: words.say("All posts")}
    return tuple(
        Button(label, LimitPartner(partner_id=partner.id, weekly=weekly, page=page).pack())
        for weekly, label in labels.items()
        if weekly != bond.weekly
    )


def _by_campaigns(words: Words, bond: Bond) -> str:
    """Not all of theirs comes."""
    names = words.list([campaign.name(words.form) for campaign in bond.campaigns])
    if bond.stopped:
        return words.say(
            "✓ From them you follow only: {campaigns}. All posts are stopped; /start brings them back.", campaigns=names
        )
    if away := bond.paused or bond.muted_until:
        day = words.day(away)
        return words.say(
            "✓ From them you follow only: {campaigns}. Nothing comes until {day}.", campaigns=names, day=day
        )
    return words.say("✓ From them you follow only: {campaigns}.", campaigns=names)


def _often(words: Words, bond: Bond) -> Markup | str:
    """How often they may come, if not as often as they like."""
    if bond.weekly is None or not bond.hears or bond.stopped or bond.muted_until:
        return ""
    if not bond.weekly:
        return words.say("Their posts don't come one by one: they wait for your digest.")
    if bond.digest:
        return words.say("At most one of their posts comes each week; the others wait for your digest.")
    return words.say("At most one of their posts comes each week. The others are under /stories.")


def _standing(words: Words, bond: Bond, *, silent: bool) -> str:
    """Whether they follow, and what comes; nothing does of a partner that is `silent`."""
    if bond.followed and bond.stopped:
        return words.say("✓ You follow them, but all posts are stopped. /start brings them back.")
    if bond.followed and (away := bond.paused or bond.muted_until):
        but = _ALL_PAUSED if bond.paused else _MUTED
        return words.say(but, day=words.day(away))
    if bond.followed and (silent or bond.weekly is not None):
        return words.say("✓ You follow them.")
    if bond.followed:
        return words.say("✓ You follow them: their posts come to you.")
    if bond.campaigns:
        return _by_campaigns(words, bond)
    return words.say("You don't follow them yet.")
