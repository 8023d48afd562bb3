"""A campaign's page, and the list of those that go on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.actions.render import hashtag_in
from bot.content import Campaign
from bot.partners import Partner
from bot.ports.page import Page
from bot.transport import Button, Row, Rows
from bot.words import Words
from handlers.audience.home_screens import FOLLOWING, StoriesPage, back_home, page_line, paragraphs, turning
from handlers.audience.library.shelves import CAMPAIGNS
from handlers.audience.receiving.partners_screens import Bond, PartnerPage, theme_button
from handlers.showing.screen import Number, Screen


class ThemesPage(CallbackData, prefix="a_themes"):
    """To a page of the campaigns that go on."""

    page: Number = 0


class FollowCampaign(CallbackData, prefix="a_join"):
    """Follow a campaign, or no more."""

    campaign_id: Number
    on: bool


@dataclass(frozen=True, slots=True)
class Theme:
    """A campaign, whose it is, what its partner is to the reader, and the day in the city."""

    campaign: Campaign
    partner: Partner
    bond: Bond
    today: date

    @property
    def followed(self) -> bool:
        """Without its partner."""
        return any(each.id == self.campaign.id for each in self.bond.campaigns)

    @property
    def goes_on(self) -> bool:
        """Whether anything of it may still come."""
        return self.partner.retired_at is None and self.campaign.days_left(self.today) > 0


def theme_screen(words: Words, theme: Theme) -> Screen:
    """What it is, whether its posts come, and the button that changes it."""
    campaign = theme.campaign
    facts = [
        words.say("A campaign by {partner}", partner=theme.partner.name(words.form)),
        words.say("{begins} to {ends}", begins=words.day(campaign.begins, begins=True), ends=words.day(campaign.ends)),
    ]
    text = paragraphs(
        words.say("<b>{campaign}</b>", campaign=campaign.name(words.form)),
        Markup("\n").join(facts),
        Markup.escape(hashtag_in(campaign.hashtag, words.form)) if campaign.hashtag else "",
        _standing(words, theme),
    )
    stories = Button(words.say("Stories"), StoriesPage(by=f"{CAMPAIGNS}{campaign.id}").pack())
    partner = Button(words.say("Who runs it?"), PartnerPage(partner_id=theme.partner.id).pack())
    others = Button(words.say("‹ Campaigns"), ThemesPage().pack())
    return Screen(text, (*_change(words, theme), (stories, partner), (others, back_home(words))))


def _change(words: Words, theme: Theme) -> Rows:
    """For whoever follows the partner it would change nothing."""
    if theme.bond.followed or not theme.goes_on:
        return ()
    label = words.say("Unfollow") if theme.followed else words.say("Follow this campaign")
    return ((Button(label, FollowCampaign(campaign_id=theme.campaign.id, on=not theme.followed).pack()),),)


def _standing(words: Words, theme: Theme) -> Markup:
    partner, bond = theme.partner.name(words.form), theme.bond
    if not theme.goes_on:
        return words.say("It's over. Its stories can still be read.")
    if not (bond.followed or theme.followed):
        return words.say(
            "You don't follow it yet. If you do, its posts come to you until it ends, "
            "and you need not follow {partner}.",
            partner=partner,
        )
    if bond.stopped:
        return words.say("✓ You follow it, but all posts are stopped. /start brings them back.")
    if bond.muted_until:
        day = words.day(bond.muted_until)
        return words.say("✓ You follow it, but {partner} is muted until {day}.", partner=partner, day=day)
    if bond.followed:
        return words.say("✓ You follow {partner}, so its posts come to you.", partner=partner)
    return words.say("✓ You follow it: its posts come to you until it ends.")


def themes_screen(
    words: Words, page: Page[Campaign], partners: Mapping[int, Partner], no: int, followed: frozenset[int]
) -> Screen:
    """A page of those that go on; a tick at those they follow."""
    if not page.total:
        text = words.say("There's no campaign at the moment. Partners begin new ones from time to time.")
        return Screen(text, (_back(words),))
    text = paragraphs(
        words.say("<b>Campaigns</b>"),
        *(_line(words, each, partners[each.partner_id]) for each in page.items),
        words.say("Press a name to see more. ✓ marks those you follow."),
        page_line(words, no, page.total),
    )
    rows = [(theme_button(words, each, ticked=each.id in followed, bare=True),) for each in page.items]
    turns = turning(words, no, page.total, lambda to: ThemesPage(page=to).pack())
    return Screen(text, (*rows, *turns, _back(words)))


def _back(words: Words) -> Row:
    return (Button(words.say("‹ Following"), FOLLOWING), back_home(words))


def _line(words: Words, campaign: Campaign, partner: Partner) -> Markup:
    until = words.say("until {day}", day=words.day(campaign.ends))
    name = Markup("<b>{}</b>").format(campaign.name(words.form))
    return Markup("{}\n{} · {}").format(name, partner.name(words.form), until)
