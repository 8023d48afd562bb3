"""A digest, quiet hours and a pause as people type them, changed and asked about, each from the message before."""

from bot.languages import Form
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import City, plain, words_of
from tests.journeys.deeds import reader_of
from tests.journeys.digests import the_digest
from tests.rows import each_of

DAILY = "Your digest comes every day at {clock}, if there's anything new."
WEEKLY = "Your digest comes every {weekday} at {clock}, if there's anything new."


@each_of(
    ("form", "typed", "day", "clock"),
    [
        (
            Form.EN,
            ("digest every sunday at nine", "make it 10 instead", "when does my digest come?"),
            6,
            "10:00",
        ),
        (Form.PT, ("resumo todas as sextas às 18h", "não, às nove", "qdo chega o meu resumo?"), 4, "21:00"),
        (Form.YUE, ("每日夜晚八點半一次過俾我", "唔係，九點呀", "佢幾時嚟架"), None, "21:00"),
        (Form.ZH_HANT, ("每星期日早上九點", "每星期日早上九點", "摘要什麼時候會來？"), 6, "09:00"),
        (Form.ZH_HANS, ("每周五晚上六点发一次合集", "搞错了，是周四", "哪天发来着"), 3, "18:00"),
    ],
)
async def test_a_digest_is_typed_and_changed_and_its_time_told(
    city: City, form: Form, typed: tuple[str, str, str], day: int | None, clock: str
) -> None:
    who = cast.READERS[form]
    reader, words = city.person(who), words_for(form)
    weekday = "" if day is None else words.weekday(day)
    told = plain(words.say(DAILY if day is None else WEEKLY, clock=clock, weekday=weekday))
    order, change, question = typed
    await reader.says(order)
    await reader.sees("")
    await reader.says(change)
    await reader.sees(f"✓ {told}")
    await reader.says(question)
    assert words_of(await reader.sees("")).startswith(told)
    digest = await the_digest(city, await reader_of(city, who))
    assert digest.only
    assert f"{digest.at:%H:%M}" == clock


async def test_what_only_sounds_like_it_changes_nothing(city: City) -> None:
    emma = city.person(cast.EMMA)
    for typed in ("stop the daily digest", "can i get a digest every friday?", "the fair is every sunday at nine"):
        await emma.says(typed)
        await emma.sees("")
    async with city.store.read() as tx:
        assert await tx.digests.of((await reader_of(city, cast.EMMA)).id) is None


async def test_quiet_hours_that_were_offered_are_changed_by_what_is_said_next(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("10pm to 7am quiet pls")
    await emma.sees("Should posts come without a sound")
    await emma.says("change it to 11")
    await emma.sees("✓ Quiet hours: 23:00–07:00")
    await emma.says("until 8")
    await emma.sees("✓ Quiet hours: 23:00–08:00")


async def test_any_hour_is_chosen_by_a_press_and_any_minute_by_typing(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("when does my digest come?")
    await emma.presses("Another time")
    await emma.presses("06:00")
    await emma.sees("✓ Your digest comes every day at 06:00")
    await emma.presses("Once a week")
    await emma.presses("Fri")
    await emma.presses("Another time")
    await emma.says("hm")
    await emma.sees("I couldn't read that as a time of day.")
    await emma.says("730")
    await emma.sees("✓ Your digest comes every Friday at 07:30")


async def test_of_one_partner_nothing_for_a_month_is_offered_and_the_others_stay(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("pause XPeng for a month, everything else stays")
    await emma.sees("Nothing from XPeng Motors for a month?")
    await emma.presses("Mute a month")
    reader = await reader_of(city, cast.EMMA)
    async with city.store.read() as tx:
        assert len(await tx.follows.mutes(reader.id)) == 1
    assert reader.paused_until is None
