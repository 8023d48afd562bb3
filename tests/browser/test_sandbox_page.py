"""The sandbox's page in a real browser: people type and press, a bot answers over plain HTTP."""

import asyncio
import json
import struct
import sys
import zlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Locator, Page, expect

ROOT = Path(__file__).parents[2]
TOKEN = "700000001:sandbox"
CHANNEL = -1002000000001
MEI, ANA, WEI = 1001, 1002, 1003
CAST = f"""
[bot]
id = 700000001
token = "{TOKEN}"
username = "kapok_city_bot"
first_name = "Kapok"

[[users]]
id = {MEI}
first_name = "美玲"
language_code = "zh-hans"

[[users]]
id = {ANA}
first_name = "Ana"
language_code = "pt"

[[users]]
id = {WEI}
first_name = "Wei"

[[chats]]
id = {CHANNEL}
type = "channel"
title = "Canton Tower"
username = "canton_tower"
admins = [700000001, {WEI}]

[[phones]]
user = {MEI}
label = "简体 · 广州"

[[phones]]
user = {ANA}
label = "Português · Lisboa"
labels = {{ en = "Ana · Lisbon", pt = "Ana · Lisboa" }}

[[phones]]
chat = {CHANNEL}
as = {WEI}
label = "Channel"

[guide.en]
title = "From a draft to a reader"

[[guide.en.steps]]
user = {ANA}
text = "Say hello to the bot."
type = "/start hello"

[[guide.en.steps]]
user = {ANA}
text = "Press Go."
press = "Go"

[[guide.en.steps]]
chat = {CHANNEL}
text = "Look at the channel."

[guide.pt]
title = "Do rascunho ao leitor"

[[guide.pt.steps]]
user = {ANA}
text = "Cumprimente o bot."
"""


class PlainBot:
    """A bot of a few lines: calls methods, reads its updates."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self.http = http
        self.url = url
        self.offset = 0

    async def call(self, method: str, **said: Any) -> Any:
        return await self._answer(method, json=said)

    async def album(self, chat_id: int, pictures: list[bytes], caption: str) -> Any:
        media = [{"type": "photo", "media": f"attach://p{number}"} for number in range(len(pictures))]
        media[0]["caption"] = caption
        form = aiohttp.FormData({"chat_id": str(chat_id), "media": json.dumps(media)})
        for number, picture in enumerate(pictures):
            form.add_field(f"p{number}", picture, filename=f"{number}.png", content_type="image/png")
        return await self._answer("sendMediaGroup", data=form)

    async def update(self, kind: str) -> Any:
        """The next update, which must be of this kind."""
        found = await self.call("getUpdates", offset=self.offset, timeout=8, limit=1)
        assert found, f"no {kind} reached the bot"
        self.offset = found[0]["update_id"] + 1
        return found[0][kind]

    async def _answer(self, method: str, **body: Any) -> Any:
        async with self.http.post(f"{self.url}/bot{TOKEN}/{method}", **body) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]


@pytest.fixture(scope="module")
async def sandbox_url(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    cast = tmp_path_factory.mktemp("sandbox") / "cast.toml"
    cast.write_text(CAST, encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox", "--port", "0", "--no-flood", "--cast", str(cast),
        cwd=ROOT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), 20)
        assert line.startswith(b"sandbox http"), line
        yield line.decode().split()[1]
    finally:
        process.terminate()
        await process.communicate()


@pytest.fixture
async def bot(sandbox_url: str) -> AsyncIterator[PlainBot]:
    """The bot in a world where nothing has been said yet, except that everybody pressed Start."""
    async with aiohttp.ClientSession() as http:
        async with http.post(f"{sandbox_url}/control/reset", json={}) as answer:
            assert answer.ok
        plain = PlainBot(http, sandbox_url)
        for user in (MEI, ANA):
            said = {"user": user, "key": f"700000001:{user}", "text": "/start"}
            async with http.post(f"{sandbox_url}/sandbox/send", json=said) as answer:
                assert answer.ok
            await plain.update("message")
        yield plain


@pytest.fixture
async def page(bot: PlainBot, open_page: Any) -> Page:
    opened: Page = await open_page(bot.url)
    await opened.wait_for_selector("body[data-ready]")
    return opened


def phone(page: Page, number: int) -> Locator:
    return page.get_by_test_id(f"phone-{number}")


def png(width: int, height: int, shade: int) -> bytes:
    rows = b"".join(b"\0" + bytes([shade, 90, 60]) * width for _ in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def buttons(*names: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": name, "callback_data": name.lower()} for name in names]]}


async def test_what_a_person_types_reaches_the_bot(page: Page, bot: PlainBot) -> None:
    area = phone(page, 0).locator(".composer textarea")
    await area.fill("你好 **木棉**")
    await area.press("Enter")
    message = await bot.update("message")
    assert message["text"] == "你好 木棉"
    assert message["from"]["id"] == MEI
    assert message["entities"] == [{"type": "bold", "offset": 3, "length": 2}]
    await expect(phone(page, 0).locator(".message.out").last).to_contain_text("你好 木棉")
    await expect(area).to_have_value("")


async def test_shift_enter_is_a_new_line_and_an_unfinished_word_is_not_sent(page: Page, bot: PlainBot) -> None:
    area = phone(page, 0).locator(".composer textarea")
    await area.fill("one")
    await area.press("Shift+Enter")
    await area.press_sequentially("two")
    composing = "new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true })"
    await area.evaluate(f"area => area.dispatchEvent({composing})")
    await expect(area).to_have_value("one\ntwo")
    await area.press("Enter")
    assert (await bot.update("message"))["text"] == "one\ntwo"


async def test_a_message_of_the_bot_is_shown_with_its_marks_and_its_button(page: Page, bot: PlainBot) -> None:
    text = "😀 <b>bold <i>both</i></b> <tg-spoiler>hidden</tg-spoiler>"
    await bot.call("sendMessage", chat_id=MEI, text=text, parse_mode="HTML", reply_markup=buttons("Yes", "No"))
    message = phone(page, 0).locator(".message.in").last
    await expect(message.locator(".text strong")).to_have_text("bold both")
    await expect(message.locator(".text strong em")).to_have_text("both")
    await expect(message.locator(".key")).to_have_text(["Yes", "No"])
    spoiler = message.locator(".spoiler")
    await spoiler.click()
    await expect(spoiler).to_have_class("spoiler shown")
    await expect(phone(page, 1).locator(".message.in")).to_have_count(0)


async def test_a_press_reaches_the_bot_and_its_answer_is_a_toast(page: Page, bot: PlainBot) -> None:
    await bot.call("sendMessage", chat_id=MEI, text="Sure?", reply_markup=buttons("Yes", "No"))
    key = phone(page, 0).locator(".key").first
    await key.click()
    await expect(key).to_have_attribute("aria-busy", "true")
    query = await bot.update("callback_query")
    assert query["data"] == "yes"
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Thank you")
    await expect(phone(page, 0).locator(".toast")).to_have_text("Thank you")
    await expect(key).not_to_have_attribute("aria-busy", "true")


async def test_an_alert_waits_for_ok(page: Page, bot: PlainBot) -> None:
    await bot.call("sendMessage", chat_id=MEI, text="Sure?", reply_markup=buttons("Yes"))
    await phone(page, 0).locator(".key").click()
    query = await bot.update("callback_query")
    await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="Stop there", show_alert=True)
    modal = phone(page, 0).get_by_role("alertdialog")
    await expect(modal).to_contain_text("Stop there")
    await modal.get_by_role("button").click()
    await expect(modal).to_have_count(0)


async def test_edits_and_deletions_are_shown(page: Page, bot: PlainBot) -> None:
    sent = await bot.call("sendMessage", chat_id=MEI, text="Frist")
    message = phone(page, 0).locator(f'[data-id="{sent["message_id"]}"]')
    await expect(message).to_contain_text("Frist")
    await bot.call("editMessageText", chat_id=MEI, message_id=sent["message_id"], text="First")
    await expect(message).to_contain_text("First")
    await expect(message.locator(".edited")).to_have_text("edited")
    await bot.call("deleteMessage", chat_id=MEI, message_id=sent["message_id"])
    await expect(message).to_have_count(0)


async def test_a_person_corrects_and_deletes_an_own_message(page: Page, bot: PlainBot) -> None:
    here = phone(page, 0)
    await here.locator(".composer textarea").fill("a **bad** word")
    await here.locator(".send").click()
    await bot.update("message")
    own = here.locator(".message.out").last
    await expect(own).to_contain_text("a bad word")
    await own.locator(".bubble").click(button="right")
    await here.get_by_role("menuitem", name="Edit").click()
    await expect(here.locator(".composer textarea")).to_have_value("a **bad** word")
    await here.locator(".composer textarea").fill("a good word")
    await here.locator(".composer textarea").press("Enter")
    assert (await bot.update("edited_message"))["text"] == "a good word"
    await expect(own).to_contain_text("a good word")
    await own.locator(".bubble").click(button="right")
    await here.get_by_role("menuitem", name="Delete").click()
    await expect(here.get_by_text("a good word")).to_have_count(0)


async def test_an_album_is_one_grid_with_its_caption(page: Page, bot: PlainBot) -> None:
    await bot.album(MEI, [png(80, 60, 40 * number) for number in range(5)], "Five flowers")
    album = phone(page, 0).locator(".album")
    await expect(album.locator("img")).to_have_count(5)
    await expect(phone(page, 0).locator(".message.in")).to_have_count(1)
    await expect(phone(page, 0).locator(".message.in")).to_contain_text("Five flowers")
    loaded = "img => img.decode().then(() => img.naturalWidth)"
    assert await album.locator("img").first.evaluate(loaded) == 80
    rows = album.locator(".mosaic-row")
    assert [await row.locator(".tile").count() for row in await rows.all()] == [2, 3]


async def test_a_person_sends_an_album(page: Page, bot: PlainBot) -> None:
    here = phone(page, 0)
    files: Any = [
        {"name": f"{number}.png", "mimeType": "image/png", "buffer": png(60, 60, 50 * number)} for number in range(3)
    ]
    await here.locator(".picker").set_input_files(files)
    await expect(here.locator(".thumb")).to_have_count(3)
    await here.locator(".composer textarea").fill("Mine")
    await here.locator(".send").click()
    messages = [await bot.update("message") for _ in range(3)]
    assert messages[0]["caption"] == "Mine"
    assert len({message["media_group_id"] for message in messages}) == 1
    await expect(here.locator(".message.out .album img")).to_have_count(3)
    await expect(here.locator(".thumb")).to_have_count(0)


async def test_markup_in_a_message_stays_text(page: Page, bot: PlainBot) -> None:
    attack = "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">"
    await bot.call("sendMessage", chat_id=MEI, text=attack)
    await expect(phone(page, 0).locator(".message.in .text")).to_have_text(attack)
    assert await page.title() == "Kapok · sandbox"
    assert await phone(page, 0).locator(".message script, .message img").count() == 0


async def test_a_deep_link_in_the_channel_starts_the_bot(page: Page, bot: PlainBot) -> None:
    link = {"inline_keyboard": [[{"text": "Read", "url": "https://t.me/kapok_city_bot?start=story1"}]]}
    await bot.call("sendMessage", chat_id=CHANNEL, text="A story", reply_markup=link)
    await phone(page, 2).locator(".key").click()
    message = await bot.update("message")
    assert message["text"] == "/start story1"
    assert message["from"]["id"] == WEI
    await expect(phone(page, 2)).to_have_attribute("data-key", f"700000001:{WEI}")


LOWEST = """(word) => {
  const text = word.closest(".text"), range = document.createRange();
  range.setStart(word.nextSibling, 0);
  range.setEnd(word.nextSibling, 1);
  let lowest = 0;
  for (let width = 100; width < 300; width++) {
    text.style.width = `${width}px`;
    lowest = Math.max(lowest, range.getBoundingClientRect().top - word.getBoundingClientRect().top);
  }
  return lowest;
}"""
"""How much lower than a word the character after it comes to stand at any width: a whole line, if it may be parted."""


async def test_no_line_begins_with_the_full_stop_after_a_command(page: Page, bot: PlainBot) -> None:
    await bot.call("sendMessage", chat_id=MEI, text="You can read them under /stories. They stay.")
    assert await phone(page, 0).locator(".message.in .word").evaluate(LOWEST) < 8


async def test_a_command_in_a_text_is_pressed_with_the_mouse_and_with_the_keyboard(page: Page, bot: PlainBot) -> None:
    await bot.call("sendMessage", chat_id=MEI, text="See /help.")
    word = phone(page, 0).get_by_role("button", name="/help")
    await word.click()
    assert (await bot.update("message"))["text"] == "/help"
    await word.first.press("Enter")
    assert (await bot.update("message"))["text"] == "/help"


async def test_blocking_and_unblocking(page: Page, bot: PlainBot) -> None:
    here = phone(page, 1)
    await here.locator(".phone-more").click()
    await here.get_by_role("menuitem", name="Block bot").click()
    await expect(here.get_by_text("You blocked this bot")).to_be_visible()
    assert (await bot.update("my_chat_member"))["new_chat_member"]["status"] == "kicked"
    await here.get_by_role("button", name="Unblock").click()
    await expect(here.locator(".composer textarea")).to_be_visible()
    assert (await bot.update("my_chat_member"))["new_chat_member"]["status"] == "member"


async def test_what_the_server_refuses_is_said_and_the_text_is_kept(page: Page) -> None:
    area = phone(page, 0).locator(".composer textarea")
    await area.fill("x" * 4097)
    await area.press("Enter")
    await expect(phone(page, 0).get_by_role("alert")).to_contain_text("4096")
    await expect(area).to_have_value("x" * 4097)


async def test_the_guide_types_for_you_and_speaks_your_language(page: Page) -> None:
    await page.locator(".type-it").click()
    area = phone(page, 1).locator(".composer textarea")
    await expect(area).to_have_value("/start hello")
    await expect(phone(page, 1)).to_have_class("phone lit chosen")
    await page.locator(".step input").first.check()
    await expect(page.locator("#guide-toggle")).to_have_text("Guide 1/3")
    await expect(phone(page, 1).locator(".label")).to_contain_text("Ana · Lisbon")
    await page.locator("#language").select_option("pt")
    await expect(phone(page, 1).locator(".label")).to_contain_text("Ana · Lisboa")
    await expect(page.locator(".guide h2")).to_have_text("Do rascunho ao leitor")
    await expect(phone(page, 0).locator(".send")).to_have_attribute("aria-label", "Enviar")
    await expect(area).to_have_value("/start hello")


async def test_a_step_is_ticked_by_what_is_done_and_the_guide_goes_on(page: Page, bot: PlainBot) -> None:
    toggle, current = page.locator("#guide-toggle"), page.locator(".step.current")
    await phone(page, 1).locator(".composer textarea").fill("/start hello")
    await phone(page, 1).locator(".send").click()
    await expect(toggle).to_have_text("Guide 1/3")
    await expect(current).to_contain_text("Press Go.")
    await bot.call("sendMessage", chat_id=ANA, text="Ready?", reply_markup=buttons("Go"))
    await phone(page, 1).get_by_role("button", name="Go").click()
    await expect(toggle).to_have_text("Guide 2/3")
    await current.locator(".step-text").click()
    await expect(toggle).to_have_text("Guide 3/3")


async def test_a_message_with_buttons_is_not_called_edited(page: Page, bot: PlainBot) -> None:
    plain = await bot.call("sendMessage", chat_id=MEI, text="one")
    asked = await bot.call("sendMessage", chat_id=MEI, text="two", reply_markup=buttons("Go"))
    await bot.call("editMessageText", chat_id=MEI, message_id=plain["message_id"], text="one, better")
    await bot.call("editMessageText", chat_id=MEI, message_id=asked["message_id"], text="two, done")
    for _ in range(2):
        await expect(phone(page, 0).get_by_text("two, done")).to_be_visible()
        await expect(phone(page, 0).locator(".edited")).to_have_count(1)
        await page.reload()


async def test_the_channel_counts_its_members(page: Page) -> None:
    await expect(phone(page, 2).locator(".status")).to_have_text("channel · 2 subscribers")


async def test_a_long_chat_shows_the_latest_and_more_when_asked(open_page: Any, bot: PlainBot) -> None:
    for number in range(130):
        await bot.call("sendMessage", chat_id=MEI, text=f"number {number}")
    page: Page = await open_page(bot.url)
    here = phone(page, 0)
    await expect(here.locator(".message")).to_have_count(100)
    await expect(here.get_by_text("number 129")).to_be_in_viewport()
    await here.locator(".earlier").click()
    await expect(here.locator(".message")).to_have_count(131)
    await here.locator(".scroll").evaluate("scroll => { scroll.scrollTop = 0; }")
    await bot.call("sendMessage", chat_id=MEI, text="the newest")
    await expect(here.locator(".chip-new")).to_have_text("1 new")
    await here.locator(".chip-new").click()
    await expect(here.get_by_text("the newest")).to_be_in_viewport()


async def test_a_narrow_screen_shows_one_phone_at_a_time(open_page: Any, bot: PlainBot) -> None:
    page: Page = await open_page(bot.url, size=(390, 844))
    await expect(phone(page, 0)).to_be_visible()
    await expect(phone(page, 1)).to_be_hidden()
    await expect(page.locator("#guide-now")).to_contain_text("Say hello to the bot.")
    await page.get_by_role("tab", name="Ana").click()
    await expect(phone(page, 0)).to_be_hidden()
    area = phone(page, 1).locator(".composer textarea")
    await area.fill("Bom dia")
    await phone(page, 1).locator(".send").click()
    assert (await bot.update("message"))["from"]["id"] == ANA
    await bot.call("sendMessage", chat_id=ANA, text="Bom dia, Ana!")
    await expect(phone(page, 1).get_by_text("Bom dia, Ana!")).to_be_in_viewport()
    wide = "() => document.documentElement.scrollWidth <= innerWidth"
    assert await page.evaluate(wide)


async def test_on_a_narrow_screen_only_the_chosen_tab_says_who_somebody_is(open_page: Any, bot: PlainBot) -> None:
    page: Page = await open_page(bot.url, size=(390, 844))
    tabs = page.get_by_role("tab")
    for chosen in (1, 0):
        await tabs.nth(chosen).click()
        for place in (0, 1):
            label = await tabs.nth(place).get_attribute("aria-label") or ""
            name, _, more = label.partition(" · ")
            assert more
            await expect(tabs.nth(place)).to_have_text(label if place == chosen else name)


async def test_on_a_narrow_screen_no_step_of_the_guide_is_cut_off(open_page: Any, bot: PlainBot) -> None:
    page: Page = await open_page(bot.url, size=(390, 844))
    await page.locator("#guide-toggle").click()
    typed = page.locator(".guide .type-it code")
    await expect(typed).to_be_visible()
    await typed.evaluate("code => { code.textContent = 'Esta noite, o Rio das Pérolas tem asas '.repeat(3); }")
    assert await page.locator(".guide").evaluate("guide => guide.scrollWidth <= guide.clientWidth")
