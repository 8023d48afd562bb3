"""A campaign is begun in five short answers, and each of them can be given anew later."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.actions.campaigns import GOAL_LIMIT, begin_campaign, change_campaign, check_name, named, own_campaign, put_into
from bot.content import Campaign
from bot.detection import detect
from bot.hashtags import read_hashtags
from bot.languages import OTHER_SCRIPT, Form
from bot.mistakes import Mistake, Why
from bot.store import Glancing
from handlers.partner.campaign_presses import Answer, CampaignDo, CampaignPress, NewCampaign
from handlers.partner.campaign_questions_screens import Asked, begun_screen, question_screen
from handlers.partner.campaigns import page_of
from handlers.partner.campaigns_screens import whose_campaign_screen
from handlers.partner.composing.cards import turn_into_card
from handlers.partner.pen import Campaigning, Pen
from handlers.reading.moment import month_first, read_time
from handlers.showing.mistakes import in_words
from handlers.showing.screen import Screen, show
from handlers.staff.ways_words import form_of
from handlers.turns.filters import ANSWER, BY_COMMUNICATOR
from handlers.turns.memory import aside

BEGUN = "campaign"
"""Where the answers about one that is not finished are kept."""
ORDER = (CampaignDo.NAME, CampaignDo.BEGINS, CampaignDo.ENDS, CampaignDo.GOAL, CampaignDo.HASHTAG)
Facts = dict[str, Any]
"""What was answered so far, as it stands in the conversation: name, form, begins, ends, goal, hashtag."""


def router() -> Router:
    """Beginning one, changing one thing of one, and the answers."""
    questions = Router(name="partner.campaign_questions")
    questions.callback_query.register(new, NewCampaign.filter())
    questions.callback_query.register(ask_one, CampaignPress.filter(F.do.in_(set(ORDER))))
    questions.callback_query.register(pressed, Answer.filter(), Campaigning.open)
    questions.message.register(typed, Campaigning.open, ANSWER, BY_COMMUNICATOR)
    return questions


async def new(query: CallbackQuery, callback_data: NewCampaign, pen: Pen, store: Glancing) -> None:
    """The partner is known when there is only one; one that was begun and left may go on."""
    partners = await pen.own_partners()
    partner_id = callback_data.partner_id or (partners[0].id if len(partners) == 1 else 0)
    if not partner_id:
        await show(query, whose_campaign_screen(pen.words, partners))
        return
    if not pen.speaker.writes_for(partner_id):
        raise Mistake(Why.NOT_ALLOWED)
    begun = {} if callback_data.anew else await (await aside(store, pen.state.key, BEGUN)).get_data()
    begun = begun if begun.get("partner_id") == partner_id else {}
    if begun and not callback_data.on:
        again = callback_data.model_copy(update={"partner_id": partner_id})
        await show(query, begun_screen(pen.words, str(begun["name"]), again))
        return
    fresh = {"partner_id": partner_id, "asking": ORDER[0].value}
    await pen.state.set_state(Campaigning.open)
    await pen.state.set_data({**fresh, **begun, "post_id": callback_data.post_id})
    await show(query, await _question(pen))


async def ask_one(query: CallbackQuery, callback_data: CampaignPress, pen: Pen) -> None:
    """One thing anew."""
    async with pen.store.read() as tx:
        campaign = await own_campaign(tx, pen.speaker, callback_data.campaign_id)
    await pen.state.set_state(Campaigning.open)
    data = {"partner_id": campaign.partner_id, "campaign_id": campaign.id, "asking": callback_data.do.value}
    await pen.state.set_data({**data, "begins": f"{campaign.begins:%Y%m%d}"})
    await show(query, await _question(pen))


async def _question(pen: Pen, wrong: Mistake | None = None) -> Screen:
    data = await pen.state.get_data()
    begins = _day(data["begins"]) if data.get("begins") else None
    asked = Asked(CampaignDo(data["asking"]), int(data.get("campaign_id", 0)), pen.wall.date(), begins)
    return question_screen(pen.words, asked, in_words(wrong, pen.words) if wrong else None)


async def pressed(query: CallbackQuery, callback_data: Answer, pen: Pen, store: Glancing) -> None:
    """An answer by button."""
    asking = CampaignDo((await pen.state.get_data())["asking"])
    value = _PRESSED.get(asking, _pressed_day)(callback_data.value) if callback_data.value else None
    await _answered(query, pen, store, {asking.name.lower(): value})


async def typed(message: Message, pen: Pen, store: Glancing) -> None:
    """An answer in words; one that cannot be is asked for again."""
    data, text = await pen.state.get_data(), message.text or ""
    asking = CampaignDo(data["asking"])
    try:
        both = asking is CampaignDo.BEGINS and not data.get("campaign_id") and _both_days(text, pen)
        answer = both or _read(asking, text, pen)
    except Mistake as mistake:
        await show(message, await _question(pen, mistake))
        return
    await _answered(message, pen, store, answer)


_FROM = re.compile(r"^(?:(?:from|between|desde|de|do|entre)\s+|[由從从]\s*)", re.IGNORECASE)
_TO = re.compile(
    r"\s+(?:to|until|till|through|and|a|ao|até|até ao|e)\s+|\s*(?:到|至|[–—~～])\s*|\s+-\s+", re.IGNORECASE
)
NONE = frozenset(
    {"none", "no", "no hashtag", "no goal", "nenhum", "nenhuma", "não", "nao", "sem hashtag", "sem meta", "-"}
    | {"冇", "唔要", "唔使", "無", "无", "没有", "沒有", "不要", "不用"}
)
"""How people write that there shall be no goal or hashtag, beside pressing so."""


def _form_of_name(text: str, pen: Pen) -> Form:
    """A name that is not surely spoken Cantonese is written alike in all of Chinese: it gets both scripts."""
    form, seen = form_of(text, pen.words), detect(text).form
    return seen if seen and form is Form.YUE and seen in OTHER_SCRIPT else form


def _read(asking: CampaignDo, text: str, pen: Pen) -> Facts:
    """What was written. Raises `Mistake`."""
    if asking in {CampaignDo.GOAL, CampaignDo.HASHTAG} and text.strip(" .。!！").casefold() in NONE:
        return {asking.name.lower(): None}
    match asking:
        case CampaignDo.NAME:
            return {"name": check_name(text), "form": _form_of_name(text, pen).value}
        case CampaignDo.GOAL:
            return {"goal": _number(text)}
        case CampaignDo.HASHTAG:
            return {"hashtag": read_hashtags(text)}
        case _:
            return {asking.name.lower(): f"{_written_day(text, pen):%Y%m%d}"}


def _both_days(text: str, pen: Pen) -> Facts | None:
    """The first day and the last, when both were written at once: 聽日到12月6日, de amanhã a 6/12."""
    plain = _FROM.sub("", text.strip())
    for found in _TO.finditer(plain):
        try:
            begins, ends = _written_day(plain[: found.start()], pen), _written_day(plain[found.end() :], pen)
        except Mistake:
            continue
        return {"begins": f"{begins:%Y%m%d}", "ends": f"{ends:%Y%m%d}"}
    return None


def _written_day(text: str, pen: Pen) -> date:
    try:
        reading = read_time(text, pen.wall, month_first=month_first(pen.words))
    except Mistake as mistake:
        raise Mistake(Why.DAY_UNREADABLE) from mistake
    if reading.timed_only:
        raise Mistake(Why.DAY_UNREADABLE)
    return reading.day


def _number(text: str) -> int:
    digits = "".join(text.split())
    if not digits.isdecimal() or not 1 <= int(digits[:9]) <= GOAL_LIMIT:
        raise Mistake(Why.GOAL_UNREADABLE, limit=GOAL_LIMIT)
    return int(digits[:9])


def _pressed_day(digits: str) -> str:
    try:
        _day(digits)
    except ValueError:
        raise Mistake(Why.DAY_UNREADABLE) from None
    return digits


_PRESSED: Mapping[CampaignDo, Callable[[str], str | int]] = {
    CampaignDo.NAME: check_name,
    CampaignDo.GOAL: _number,
    CampaignDo.HASHTAG: read_hashtags,
}
"""How a button's answer is read, beside days: what a button carries may be forged."""


def _day(digits: str) -> date:
    return datetime.strptime(digits, "%Y%m%d").date()  # noqa: DTZ007 - a day of the calendar


async def _answered(event: Message | CallbackQuery, pen: Pen, store: Glancing, answer: Mapping[str, Any]) -> None:
    """On to the next question, or done; days that cannot be are asked for again. What was answered is kept aside."""
    await pen.state.update_data(**answer)
    data = await pen.state.get_data()
    try:
        _check_days(data)
        if data.get("campaign_id"):
            await _change(event, pen, data)
            return
    except Mistake as mistake:
        if mistake.why is not Why.CAMPAIGN_BACKWARDS:
            raise
        await show(event, await _question(pen, mistake))
        return
    following = ORDER.index(CampaignDo(data["asking"])) + 1 + {"begins", "ends"}.issubset(answer)
    begun = await aside(store, pen.state.key, BEGUN)
    if following < len(ORDER):
        await begun.set_data(await pen.state.update_data(asking=ORDER[following].value))
        await show(event, await _question(pen))
    else:
        await _begin(event, pen, data)
        await begun.clear()


def _check_days(data: Facts) -> None:
    if data.get("begins") and data.get("ends") and data["ends"] < data["begins"]:
        raise Mistake(Why.CAMPAIGN_BACKWARDS)


async def _begin(event: Message | CallbackQuery, pen: Pen, data: Facts) -> None:
    fresh = _with(Campaign(0, int(data["partner_id"]), {}, pen.wall.date(), pen.wall.date()), data)
    campaign = await begin_campaign(pen.store, pen.speaker, fresh, pen.now)
    await pen.state.clear()
    if data.get("post_id") and isinstance(event, CallbackQuery):
        post = await put_into(pen.store, pen.speaker, int(data["post_id"]), campaign.id, pen.now)
        await turn_into_card(event, pen, post)
        return
    if data.get("post_id"):
        await put_into(pen.store, pen.speaker, int(data["post_id"]), campaign.id, pen.now)
    await show(event, await page_of(pen, campaign.id, pen.words.say("✓ The campaign is ready.")))


async def _change(event: Message | CallbackQuery, pen: Pen, data: Facts) -> None:
    campaign_id = int(data["campaign_id"])
    asking = CampaignDo(data["asking"]).name.lower()
    keys = {"name", "form"} if asking == "name" else {asking}
    facts = {key: data.get(key) for key in keys}
    await change_campaign(pen.store, pen.speaker, campaign_id, lambda had: _with(had, facts), pen.now)
    await pen.state.clear()
    await show(event, await page_of(pen, campaign_id))


def _with(campaign: Campaign, facts: Mapping[str, Any]) -> Campaign:
    """The campaign with what was answered."""
    if facts.get("name"):
        campaign = named(campaign, Form(facts["form"]), facts["name"])
    days = {key: _day(facts[key]) for key in ("begins", "ends") if facts.get(key)}
    rest = {key: facts[key] for key in ("goal", "hashtag") if key in facts}
    fresh: dict[str, Any] = {**days, **rest}
    if "ends" in days:
        fresh["ended_at"] = None  # another last day opens one again that was ended
    return replace(campaign, **fresh)
