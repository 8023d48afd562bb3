"""Whatever is pressed from the settings on leads to a page with a way back; one that changes something shows it."""

from typing import Any

from bot.languages import Form
from bot.words import words_for
from tests.journeys.conftest import City, Person, labels_of, words_of
from tests.journeys.deeds import IN_CANTONESE, IN_PORTUGUESE, say

ELSEWHERE = frozenset({"a_home", "a_stories", "a_find", "a_write", "a_shelves", "a_share", "a_tell", "a_form"})
"""Buttons that lead out of the settings, or into another language."""
DEEPEST = 4


def buttons(message: dict[str, Any]) -> list[str]:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return [key["callback_data"] for row in rows for key in row if "callback_data" in key]


async def walked(person: Person, path: tuple[str, ...]) -> dict[str, Any] | None:
    """The page at its end; none when something that was pressed since has taken a button away."""
    await person.says("/settings")
    page = await person.sees("")
    for data in path:
        if data not in buttons(page):
            return None
        await person.presses_data(page["message_id"], data)
        page = await person.sees("")
    return page


@IN_PORTUGUESE
async def test_no_page_behind_the_settings_is_a_dead_end(city: City, who: int, form: Form) -> None:
    person, words = city.person(who), words_for(form)
    back = {words.say("‹ Home"), words.say("Cancel"), words.say("‹ Settings"), words.say("Settings")}
    seen: set[str] = set(ELSEWHERE)
    paths: list[tuple[str, ...]] = [()]
    while paths:
        path = paths.pop(0)
        page = await walked(person, path)
        if page is None:
            continue
        assert back & set(labels_of(page)), (path, words_of(page))
        for data in buttons(page):
            if data.split(":")[0] not in seen and len(path) < DEEPEST:
                seen.add(data.split(":")[0])
                paths.append((*path, data))
    assert {"a_pause", "a_tillday", "a_digest", "a_quiet", "a_cities", "a_themes", "a_lang"} <= seen


@IN_CANTONESE
async def test_fewer_posts_says_when_posts_are_off_and_brings_them_back(city: City, who: int, form: Form) -> None:
    person = city.person(who)
    await person.says("/stop")
    await person.says("/settings")
    await person.presses(say(form, "Fewer posts"))
    off = say(form, "Posts are off. You can still read everything here.")
    page = await person.sees(say(form, "<b>Fewer posts</b>"), off)
    assert say(form, "Pause everything") not in labels_of(page)
    await person.presses(say(form, "Send me posts"))
    await person.says("/settings")
    await person.sees(say(form, "Promotions: as many as your partners send."))
