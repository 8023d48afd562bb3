"""Screens of campaigns: the list, one campaign, and choosing one for a post."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.actions.campaigns import Progress
from bot.content import Campaign, Post
from bot.languages import Because, Form, step_for
from bot.partners import Partner
from bot.ports.page import Page
from bot.signposts import Leads
from bot.transport import Button, Rows
from bot.words import Words
from handlers.partner.campaign_presses import (
    CampaignChoice,
    CampaignDo,
    CampaignPosts,
    CampaignPress,
    CampaignsPage,
    NewCampaign,
    NewIn,
    PutInto,
)
from handlers.partner.composing.card_screens import back_to, title_of
from handlers.partner.lists.shelf_screens import Row, entries, turning
from handlers.partner.presses import OpenPost, button
from handlers.partner.translating.translators_presses import ForTranslators
from handlers.showing.listing_screens import arrows, only_lines, search_rows
from handlers.showing.screen import Screen, grid
from handlers.staff.signposts_screens import Sign

BAR = 10
"""Pieces of a bar."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A campaign's facts on a day of the reader's."""

    progress: Progress
    today: date

    @property
    def campaign(self) -> Campaign:
        """The campaign itself."""
        return self.progress.campaign


def campaigns_screen(words: Words, found: Page[Standing], at: CampaignsPage) -> Screen:
    """A page of the list, those that go on first."""
    if not found.total and not at.sought:
        text = words.say(
            "There are no campaigns yet. A campaign groups posts between two dates, with a goal and a hashtag."
        )
        return Screen(text, ((button(words.say("New campaign"), NewCampaign()),),))
    only = only_lines(words, at, found.total)
    parts = [words.say("<b>Campaigns</b>"), *only, *(_summary(words, standing) for standing in found.items)]
    rows: list[tuple[Button, ...]] = [(_open(words, standing.campaign),) for standing in found.items]
    rows += [*turning(words, at, found.total), (button(words.say("New campaign"), NewCampaign()),)]
    return Screen(Markup("\n\n").join(parts), tuple(rows))


def _open(words: Words, campaign: Campaign) -> Button:
    return button(campaign.name(words.form), CampaignPress(do=CampaignDo.SHOW, campaign_id=campaign.id))


def _summary(words: Words, standing: Standing) -> Markup:
    campaign = standing.campaign
    return Markup("\n").join(
        [
            Markup("<b>{}</b>").format(campaign.name(words.form)),
            *_progress_lines(words, standing),
            _days_line(words, standing),
        ]
    )


def _progress_lines(words: Words, standing: Standing) -> list[Markup]:
    """A bar and its numbers, of which those that are nought are not said; without posts, that there are none."""
    progress = standing.progress
    if progress.posts:
        full = round(progress.share * BAR)
        bar = "▰" * full + "▱" * (BAR - full)
        return [Markup("{} {}").format(bar, Markup(" · ").join(_numbers(words, progress)))]
    goal = [_goal(words, progress.campaign.goal)] if progress.campaign.goal else []
    none = words.say("There are no posts in it yet.") if _goes_on(standing) else words.say("There are no posts in it.")
    return [*goal, none]


def _numbers(words: Words, progress: Progress) -> list[Markup]:
    """What went out of the goal, what is on its way, what has a moment, and what has none yet."""
    goal = progress.campaign.goal
    told = []
    if progress.arrived and goal:
        sent = words.number(progress.arrived)
        told.append(words.say("{sent} of {goal} sent", sent=sent, goal=words.number(goal)))
    elif progress.arrived:
        told.append(words.plural("{n} sent", "{n} sent", progress.arrived))
    elif goal:
        told.append(_goal(words, goal))
    if progress.early:
        told.append(words.plural("{n} sent before its first day", "{n} sent before its first day", progress.early))
    if progress.sending:
        told.append(words.plural("{n} going out now", "{n} going out now", progress.sending))
    if progress.planned:
        told.append(words.plural("{n} planned", "{n} planned", progress.planned))
    if progress.begun:
        told.append(words.plural("{n} without a time yet", "{n} without a time yet", progress.begun))
    return told


def _goal(words: Words, goal: int) -> Markup:
    return words.plural("Goal: {n} post", "Goal: {n} posts", goal)


def _goes_on(standing: Standing) -> bool:
    return standing.campaign.days_left(standing.today) > 0


def _days_line(words: Words, standing: Standing) -> Markup:
    campaign, today = standing.campaign, standing.today
    left = campaign.days_left(today)
    if left == 0:
        return words.say("It's over.")
    if today < campaign.begins:
        days = (campaign.begins - today).days
        if days == 1:
            return words.say("It starts tomorrow.")
        return words.plural("It starts in {n} day.", "It starts in {n} days.", days)
    return words.plural("{n} day left, today included", "{n} days left, today included", left)


def campaign_screen(words: Words, standing: Standing, partner: str, note: Markup | None = None) -> Screen:
    """One campaign, and what can be changed about it."""
    campaign = standing.campaign
    lines = [note, Markup("")] if note else []
    lines += [
        Markup("<b>{}</b>").format(campaign.name(words.form)),
        words.say("A campaign by {partner}", partner=partner),
        words.say("{begins} to {ends}", begins=words.day(campaign.begins, begins=True), ends=words.day(campaign.ends)),
        _days_line(words, standing),
        Markup(""),
        *_progress_lines(words, standing),
        words.say("Hashtag: {hashtag}", hashtag=campaign.hashtag) if campaign.hashtag else words.say("No hashtag"),
    ]
    if _goes_on(standing):
        lines += _nameless(words, campaign)
    if not standing.progress.posts and _goes_on(standing):
        lines += [Markup(""), words.say("Begin the first one below, or put one of your /drafts into it.")]
    return Screen(Markup("\n").join(lines), _rows(words, standing))


def _nameless(words: Words, campaign: Campaign) -> list[Markup]:
    """Whose readers see a name in another language on its page."""
    steps = {form: step_for(form, campaign.names) for form in Form}
    forms = [form for form, step in steps.items() if step is None or step.because is Because.OTHER]
    if not forms:
        return []
    languages = words.list([words.language(form) for form in forms])
    said = words.say(
        "No name yet in {languages}: press Name and send one, so that its readers can read it.", languages=languages
    )
    return [Markup(""), said]


def _rows(words: Words, standing: Standing) -> Rows:
    campaign = standing.campaign
    going = _goes_on(standing)

    def does(label: Markup, do: CampaignDo) -> Button:
        return button(label, CampaignPress(do=do, campaign_id=campaign.id))

    count = words.plural("{n} post", "{n} posts", standing.progress.posts)
    first = [button(count, CampaignPosts(campaign_id=campaign.id))] if standing.progress.posts else []
    if going:
        first.append(button(words.say("New post"), NewIn(campaign_id=campaign.id)))
    changes = [
        does(words.say("Name"), CampaignDo.NAME),
        does(words.say("First day"), CampaignDo.BEGINS),
        does(words.say("Last day"), CampaignDo.ENDS),
        does(words.say("Goal"), CampaignDo.GOAL),
        does(words.say("Hashtag"), CampaignDo.HASHTAG),
    ]
    if standing.progress.posts:
        changes.append(button(words.say("For translators"), ForTranslators(campaign_id=campaign.id)))
    changes.append(button(words.say("Link and QR code"), Sign(leads=Leads.CAMPAIGN, value=str(campaign.id))))
    if going:
        changes.append(does(words.say("End it now"), CampaignDo.END))
    return (tuple(first), *grid(changes), (button(words.say("All campaigns"), CampaignsPage()),))


def end_screen(words: Words, campaign: Campaign) -> Screen:
    """Asks whether it is meant."""
    text = words.say(
        "End “{campaign}” now? Its posts stay as they are, and those that are planned still go out.",
        campaign=campaign.name(words.form),
    )
    sure = button(words.say("End it"), CampaignPress(do=CampaignDo.END_SURE, campaign_id=campaign.id))
    back = button(words.say("Back"), CampaignPress(do=CampaignDo.SHOW, campaign_id=campaign.id))
    return Screen(text, ((sure, back),))


def campaign_posts_screen(words: Words, campaign: Campaign, found: Page[Row], at: CampaignPosts, zone: str) -> Screen:
    """Its posts with where each stands, newest first."""
    head = words.say("<b>Posts of “{campaign}”</b>", campaign=campaign.name(words.form))
    lines, rows = entries(words, found, at.page, zone, lambda post: OpenPost(post_id=post.id))
    back = button(words.say("Back"), CampaignPress(do=CampaignDo.SHOW, campaign_id=campaign.id))
    told = [head, *only_lines(words, at, found.total), *lines]
    return Screen(Markup("\n\n").join(told), (*rows, *turning(words, at, found.total), (back,)))


def whose_campaign_screen(words: Words, partners: Sequence[Partner]) -> Screen:
    """Asks for which partner the new one is."""
    buttons = [button(partner.name(words.form), NewCampaign(partner_id=partner.id)) for partner in partners]
    return Screen(words.say("For which partner is the campaign?"), grid(buttons, 1))


def put_into_screen(words: Words, post: Post, found: Page[Campaign], at: CampaignChoice) -> Screen:
    """Which campaign a post is in."""
    text = words.say("Which campaign is “{title}” in?", title=title_of(post, words))
    if not found.total and not at.sought:
        text = words.say("No campaign is running now. Start one, then add the post to it.")
    rows: list[tuple[Button, ...]] = [
        (
            button(
                f"✓ {each.name(words.form)}" if each.id == post.campaign_id else each.name(words.form),
                PutInto(post_id=post.id, campaign_id=each.id),
            ),
        )
        for each in found.items
    ]
    text = Markup("\n").join([text, *only_lines(words, at, found.total)])
    rows.append(arrows(at, found.total))
    if post.campaign_id is not None:
        rows.append((button(words.say("None"), PutInto(post_id=post.id, out=True)),))
    fresh = button(words.say("New campaign"), NewCampaign(partner_id=post.partner_id, post_id=post.id))
    return Screen(text, (*rows, *search_rows(words, at, found.total), (fresh,), (back_to(words, post),)))


def outside_line(words: Words, campaign: Campaign) -> Markup:
    """A moment that is none of its campaign's days."""
    return words.say(
        "⚠ That day is outside its campaign “{campaign}”, which runs from {begins} to {ends}.",
        campaign=campaign.name(words.form),
        begins=words.day(campaign.begins),
        ends=words.day(campaign.ends),
    )
