"""Which chat a person means by a forwarded post, a name, a link or a number."""

from datetime import UTC, datetime

import pytest
from aiogram.types import Chat, Message, MessageOriginChannel, MessageOriginHiddenUser, MessageOriginUser, User

from handlers.admin.found_chat import meant_by, named_in

NOW = datetime(2027, 3, 9, 4, 0, tzinfo=UTC)
CHANNEL = Chat(id=-1002000000001, type="channel", title="XPeng")
SOMEBODY = User(id=5, is_bot=False, first_name="Ana")


@pytest.mark.parametrize(
    ("text", "chat"),
    [
        ("@xpeng_city", "@xpeng_city"),
        ("xpeng_city", "@xpeng_city"),
        ("https://t.me/xpeng_city", "@xpeng_city"),
        ("t.me/xpeng_city/12", "@xpeng_city"),
        ("https://t.me/s/xpeng_city", "@xpeng_city"),
        ("https://telegram.me/xpeng_city?single", "@xpeng_city"),
        ("https://t.me/c/2000000001/7", -1002000000001),
        ("-1002000000001", -1002000000001),
        ("https://t.me/+abcdef123456", None),
        ("https://example.com/xpeng", None),
        ("the big one", None),
        ("小鹏汽车", None),
        ("@", None),
        ("-1", None),
        ("", None),
        ("-" + "1" * 40, None),
    ],
)
def test_a_typed_text_names_a_chat_or_nothing(text: str, chat: int | str | None) -> None:
    assert named_in(text) == chat


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
    assert meant_by(message) == chat
