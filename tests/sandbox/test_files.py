"""Files: real bytes go in and come out; sizes are read from them; a file_id is one bot's own."""

import json

import aiohttp

from tests.sandbox.conftest import BOT, CHANNEL, KEY, MEI, OWNER, SECOND, Room, png


async def test_a_photo_keeps_its_size_and_its_bytes(room: Room) -> None:
    sent = (await room.form(room.method("sendPhoto"), chat_id=MEI, photo=png(7, 5)))["result"]
    photo = sent["photo"][-1]
    assert (photo["width"], photo["height"], photo["file_size"]) == (7, 5, len(png(7, 5)))
    about = await room.ok("getFile", file_id=photo["file_id"])
    async with room.http.get(f"{room.url}/file/bot{BOT}:sandbox/{about['file_path']}") as answer:
        assert await answer.read() == png(7, 5)
    async with room.http.get(f"{room.url}/sandbox/file?file_id={photo['file_id']}") as answer:
        assert (await answer.read(), answer.content_type) == (png(7, 5), "image/png")


async def test_a_file_id_can_be_sent_again_by_its_own_bot_only(room: Room) -> None:
    sent = (await room.form(room.method("sendPhoto"), chat_id=MEI, photo=png()))["result"]
    file_id = sent["photo"][0]["file_id"]
    again = await room.ok("sendPhoto", chat_id=MEI, photo=file_id, caption="<b>x</b>", parse_mode="HTML")
    assert again["photo"] == sent["photo"]
    assert (again["caption"], again["caption_entities"][0]["type"]) == ("x", "bold")
    other = await room.api("sendPhoto", SECOND, chat_id=MEI, photo=file_id)
    assert other["description"] == "Bad Request: wrong file identifier/HTTP URL specified"
    kind = await room.api("sendDocument", chat_id=MEI, document=file_id)
    assert kind["description"] == "Bad Request: can't use file of type Photo as Document"


async def test_the_unique_id_belongs_to_the_content(room: Room) -> None:
    ids = []
    for shade, bot in ((0, BOT), (0, SECOND), (9, BOT)):
        sent = (await room.form(room.method("sendPhoto", bot), chat_id=MEI, photo=png(shade=shade)))["result"]
        ids.append((sent["photo"][0]["file_unique_id"], sent["photo"][0]["file_id"]))
    assert ids[0][0] == ids[1][0] != ids[2][0]
    assert len({file_id for _, file_id in ids}) == 3


async def test_an_album_of_attached_files_is_one_group(room: Room) -> None:
    media = [{"type": "photo", "media": "attach://a", "caption": "one"}, {"type": "photo", "media": "attach://b"}]
    answer = await room.form(
        room.method("sendMediaGroup"), chat_id=MEI, media=json.dumps(media), a=png(1, 1), b=png(2, 2)
    )
    first, second = answer["result"]
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], second["photo"][0]["width"]) == ("one", 2)


async def test_a_document_keeps_its_name_and_type(room: Room) -> None:
    data = aiohttp.FormData(quote_fields=False)
    data.add_field("chat_id", str(MEI))
    data.add_field("document", b"words", filename="节目单.pdf", content_type="application/octet-stream")
    async with room.http.post(room.url + room.method("sendDocument"), data=data) as answer:
        document = (await answer.json())["result"]["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == ("节目单.pdf", "application/pdf", 5)


async def test_every_kind_of_file_can_be_sent(room: Room) -> None:
    for kind in ("video", "document", "voice", "audio", "animation", "sticker"):
        sent = await room.form(room.method(f"send{kind}"), chat_id=MEI, **{kind: png(4, 4)})
        assert sent["result"][kind]["file_size"] == len(png(4, 4)), kind


async def test_people_send_photos_and_albums(room: Room) -> None:
    one = await room.form("/sandbox/upload", user=MEI, key=KEY, caption="**hi**", file=png(3, 3))
    assert one["messages"][0]["caption_entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    two = await room.form("/sandbox/upload", user=MEI, key=KEY, file=png(1, 1), file2=png(2, 2))
    assert len({message["media_group_id"] for message in two["messages"]}) == 1
    heard = [update["message"] for update in await room.updates()]
    assert [message["photo"][0]["width"] for message in heard] == [3, 1, 2]
    await room.ok("sendPhoto", chat_id=MEI, photo=heard[0]["photo"][0]["file_id"])


async def test_a_photo_in_a_channel_has_a_file_id_each_bot_can_use(room: Room) -> None:
    await room.post("/sandbox/promote", {"user": OWNER, "key": str(CHANNEL), "member": SECOND, "rights": {}})
    await room.form("/sandbox/upload", user=OWNER, key=str(CHANNEL), file=png())
    for bot in (BOT, SECOND):
        post = (await room.updates(bot))[-1]["channel_post"]
        await room.ok("sendPhoto", bot, chat_id=MEI, photo=post["photo"][0]["file_id"])


async def test_the_media_of_a_message_can_be_exchanged(room: Room) -> None:
    sent = (await room.form(room.method("sendPhoto"), chat_id=MEI, photo=png(), caption="x"))["result"]
    media = json.dumps({"type": "photo", "media": "attach://new", "caption": "x"})
    values = {"chat_id": MEI, "message_id": sent["message_id"], "media": media}
    same = await room.form(room.method("editMessageMedia"), new=png(), **values)
    assert same["description"].startswith("Bad Request: message is not modified")
    changed = await room.form(room.method("editMessageMedia"), new=png(9, 9), **values)
    assert changed["result"]["photo"][0]["width"] == 9
    assert changed["result"]["edit_date"]
