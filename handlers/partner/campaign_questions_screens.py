"""What is asked about a campaign: name, days, goal, hashtag; one screen each, with the likely answers as buttons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from bot.transport import Button, Rows
from bot.words import Words, marked
from handlers.partner.campaign_presses import Answer, CampaignDo, CampaignPress, CampaignsPage, NewCampaign
from handlers.partner.presses import button
from handlers.showing.screen import Screen, grid

QUESTIONS: Mapping[CampaignDo, str] = {
    CampaignDo.NAME: marked("What's the campaign called? Send its name in any language."),
    CampaignDo.BEGINS: marked("What is its first day? Press one, or write it, like “31 March” or “next Friday”."),
    CampaignDo.ENDS: marked("What is its last day? Press one, or write it."),
    CampaignDo.GOAL: marked("How many posts should it have? Press a number, or write one."),
    CampaignDo.HASHTAG: marked(
        "Which hashtag goes under its posts? Send one, or one in Chinese and one in Latin letters; "
        "each reader sees the one in their own script."
    ),
}
GOALS = (3, 5, 10, 20)
SPANS = (7, 14, 28)
"""Days that a campaign likely lasts."""
FIRST_DAYS = (0, 1, 7)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, of which campaign (0: one that is being begun), and what it depends on."""

    what: CampaignDo
    campaign_id: int
    today: date
    begins: date | None = None


def question_screen(words: Words, asked: Asked, wrong: Markup | None = None) -> Screen:
    """The question."""
    lines = [wrong, Markup("")] if wrong else []
    lines.append(words.say(QUESTIONS[asked.what]))
    back = CampaignPress(do=CampaignDo.SHOW, campaign_id=asked.campaign_id) if asked.campaign_id else CampaignsPage()
    return Screen(Markup("\n").join(lines), (*_answers(words, asked), (button(words.say("Cancel"), back),)))


def begun_screen(words: Words, name: str, again: NewCampaign) -> Screen:
    """One was begun before and left: whether it goes on."""
    text = words.say("You began the campaign “{name}”, and it isn't finished. Shall we go on with it?", name=name)
    on = button(words.say("Go on with the campaign"), again.model_copy(update={"on": True}))
    anew = button(words.say("Begin another"), again.model_copy(update={"anew": True}))
    return Screen(text, ((on,), (anew,), (button(words.say("Cancel"), CampaignsPage()),)))


def _answers(words: Words, asked: Asked) -> Rows:
    match asked.what:
        case CampaignDo.BEGINS:
            return tuple((_day(words, asked.today + timedelta(days), asked.today),) for days in FIRST_DAYS)
        case CampaignDo.ENDS:
            first = asked.begins or asked.today
            return tuple((_day(words, first + timedelta(days - 1), asked.today),) for days in SPANS)
        case CampaignDo.GOAL:
            goals = [button(words.number(goal), Answer(value=str(goal))) for goal in GOALS]
            return (*grid(goals, 4), (button(words.say("No goal"), Answer()),))
        case CampaignDo.HASHTAG:
            return ((button(words.say("No hashtag"), Answer()),),)
        case _:
            return ()


def _day(words: Words, day: date, today: date) -> Button:
    return button(words.near_day(day, today), Answer(value=f"{day:%Y%m%d}"))
