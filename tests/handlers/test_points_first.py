"""What was asked stands first in the answers about telling, keeping, phones and other ways."""

from collections.abc import Callable
from datetime import UTC, datetime

from bot.languages import Form
from bot.shares import Share, ShareState
from bot.words import Words, words_for
from handlers.audience.answers_screens import elsewhere_screen, phone_screen
from handlers.audience.keeping_screens import keep_screen
from handlers.audience.own_story_screens import Own, own_screen, telling_screen
from handlers.screen import Screen
from tests.rows import each_of

_PICTURES = "A story is text"
_TOPIC = "It may be about whatever you know"
_LOST = "I have no password of my own"


@each_of(
    ("screen", "typed", "first"),
    [
        (telling_screen, "my photos are all old slides, can they go in", _PICTURES),
        (telling_screen, "posso mandar um vídeo?", _PICTURES),
        (telling_screen, "可唔可以用錄音", _PICTURES),
        (telling_screen, "is it a must that i tell the truth", _TOPIC),
        (telling_screen, "可以写诗吗", _TOPIC),
        (telling_screen, "a minha letra é má, dou muitos erros", "Write as you speak"),
        (telling_screen, "著作權屬於誰", "Words and photos must be yours"),
        (own_screen, "我那篇有人点赞吗", "I cannot say how many read"),
        (own_screen, "quantas pessoas leram a minha", "I cannot say how many read"),
        (keep_screen, "I'd like to bookmark it", "I have no list of favourites"),
        (keep_screen, "點樣可以收藏", "I have no list of favourites"),
        (keep_screen, "como convido a minha colega?", "Whoever wants me too"),
        (keep_screen, "怎樣邀請朋友", "Whoever wants me too"),
        (keep_screen, "这张图能下载吗", "To keep a picture"),
        (elsewhere_screen, "can I open it on the office PC browser", "I have no website"),
        (elsewhere_screen, "有没有网站", "I have no website"),
        (elsewhere_screen, "põem isto no grupo do prédio?", "I write to each reader alone"),
        (elsewhere_screen, "可唔可以入我哋班群", "I write to each reader alone"),
        (elsewhere_screen, "可以打電話通知我嗎", "I only write"),
        (phone_screen, "somebody nicked my mobile", _LOST),
        (phone_screen, "esqueci a senha", _LOST),
        (phone_screen, "兩部電話收唔收到", "With the same account"),
        (phone_screen, "电脑上怎么看", "I am wherever you open this app"),
        (phone_screen, "我想換成另一個帳號", "A new account starts afresh"),
    ],
)
def test_what_was_asked_stands_first(screen: Callable[[Words, str], Screen], typed: str, first: str) -> None:
    words = words_for(Form.EN)
    assert str(screen(words, typed).text).startswith(first)
    assert not str(screen(words, "").text).startswith(first)


@each_of(
    ("typed", "asked"),
    [
        ("why was my story turned down", "When the editors want something changed"),
        ("why did you reject my story", "When the editors want something changed"),
        ("退稿的原因", "When the editors want something changed"),
        ("想改返個標題", "To have a story that you have sent in changed"),
        ("please take my piece down", "To have a story that you have sent in changed"),
    ],
)
def test_how_their_story_stands_is_said_before_what_else_was_asked_of_it(typed: str, asked: str) -> None:
    words, told = (
        words_for(Form.EN),
        Share(7, 3, ShareState.DECLINED, datetime(2026, 11, 1, tzinfo=UTC), "The kite\nUp"),
    )
    stands, then, *_ = str(own_screen(words, typed, [Own(told)]).text).split("\n\n")
    assert (stands, then[: len(asked)]) == ("The editors did not take “The kite”.", asked)
    assert str(own_screen(words, typed).text).startswith("I have no story of yours")
