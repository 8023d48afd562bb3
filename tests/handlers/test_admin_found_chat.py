"""Which chat a person means by a forwarded post, a name, a link or a number."""

from datetime import UTC, datetime

import pytest
from aiogram.types import (
    Chat,
    ChatFullInfo,
    Message,
    MessageOriginChannel,
    MessageOriginHiddenUser,
    MessageOriginUser,
    User,
)

from handlers.admin.linked_chats.found_chat import Meant, meant_by, named_in

NOW = datetime(2027, 3, 9, 4, 0, tzinfo=UTC)
CHANNEL = Chat(id=-1002000000001, type="channel", title="XPeng")
SOMEBODY = User(id=5, is_bot=False, first_name="Ana")


@pytest.mark.parametrize(
    ("text", "chat", "first"),
    [
        ("@xpeng_city", "@xpeng_city", None),
        ("xpeng_city", "@xpeng_city", None),
        ("https://t.me/xpeng_city", "@xpeng_city", None),
        ("t.me/xpeng_city/12", "@xpeng_city", 12),
        ("https://t.me/s/xpeng_city", "@xpeng_city", None),
        ("https://telegram.me/xpeng_city?single", "@xpeng_city", None),
        ("https://t.me/c/2000000001/7", -1002000000001, 7),
        ("https://t.me/c/2000000001/5/9", -1002000000001, 5),
        ("t.me/c/2000000001/9?single&thread=5", -1002000000001, 5),
        ("t.me/xpeng_city/5/9", "@xpeng_city", 5),
        ("t.me/xpeng_city/9?thread=5", "@xpeng_city", 5),
        ("t.me/xpeng_city/9?comment=5", "@xpeng_city", 9),
        ("t.me/c/2000000001/0", -1002000000001, None),
        ("t.me/c/2000000001/" + "9" * 40, -1002000000001, None),
        ("-1002000000001", -1002000000001, None),
        ("https://t.me/+abcdef123456", None, None),
        ("https://example.com/xpeng", None, None),
        ("the big one", None, None),
        ("小鹏汽车", None, None),
        ("@", None, None),
        ("-1", None, None),
        ("", None, None),
        ("-" + "1" * 40, None, None),
    ],
)
def test_a_typed_text_names_a_chat_with_the_first_number_of_a_link_or_nothing(
    text: str, chat: int | str | None, first: int | None
) -> None:
    assert named_in(text) == (None if chat is None else Meant(chat, first))


@pytest.mark.parametrize(
    ("is_forum", "first", "topic"),
    [(True, 5, 5), (True, 1, None), (True, None, None), (False, 5, None), (None, 5, None)],
)
def test_the_first_number_is_a_topic_where_there_are_topics_and_general_is_the_whole_group(
    *, is_forum: bool | None, first: int | None, topic: int | None
) -> None:
    chat = ChatFullInfo.model_construct(id=CHANNEL.id, is_forum=is_forum)
    assert Meant(CHANNEL.id, first).topic_of(chat) == topic


@pytest.mark.parametrize(
    ("origin", "chat"),
    [
        (MessageOriginChannel(date=NOW, chat=CHANNEL, message_id=3), CHANNEL.id),
        (MessageOriginUser(date=NOW, sender_user=SOMEBODY), None),
        (MessageOriginHiddenUser(date=NOW, sender_user_name="Ana"), None),
    ],
)
def test_a_forwarded_post_names_its_channel(
    origin: MessageOriginChannel | MessageOriginUser | MessageOriginHiddenUser, chat: int | None
) -> None:
    message = Message(message_id=1, date=NOW, chat=Chat(id=5, type="private"), forward_origin=origin)
    assert meant_by(message) == (None if chat is None else Meant(chat))
