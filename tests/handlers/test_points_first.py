"""What was asked stands first in the answers about telling, keeping, phones and other ways."""

from collections.abc import Callable

from bot.hearing.aliases import Wish
from bot.languages import Form
from bot.words import Words, words_for
from handlers.audience.answering.answers import asks_further
from handlers.audience.answering.answers_screens import elsewhere_screen, phone_screen
from handlers.audience.citizens.own_story_screens import own_screen, telling_screen
from handlers.audience.library.keeping_screens import keep_screen
from handlers.showing.screen import Screen
from tests.rows import each_of

_PICTURES = "A story is text"
_TOPIC = "It may be about whatever you know"
_WHY = "When the editors want something changed"
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
        (own_screen, "why was my story turned down", _WHY),
        (own_screen, "退稿的原因", _WHY),
        (own_screen, "我那篇有人点赞吗", "I can't say how many read"),
        (own_screen, "quantas pessoas leram a minha", "I can't say how many read"),
        (own_screen, "想改返個標題", "To have it changed or taken out"),
        (own_screen, "please take my piece down", "To have it changed or taken out"),
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
        (phone_screen, "电脑上怎么看", "I'm wherever you open this app"),
        (phone_screen, "我想換成另一個帳號", "A new account starts afresh"),
    ],
)
def test_what_was_asked_stands_first(screen: Callable[[Words, str], Screen], typed: str, first: str) -> None:
    words = words_for(Form.EN)
    assert str(screen(words, typed).text).startswith(first)
    assert not str(screen(words, "").text).startswith(first)


@each_of(
    ("about", "said", "further"),
    [
        (Wish.MY_DATA, "and how long is that stored", True),
        (Wish.MY_DATA, "e guardam isso por quanto tempo", True),
        (Wish.OWN, "can you take my name off it", True),
        (Wish.FORGET, "posso apagar só uma parte", True),
        (Wish.STOP, "e depois posso voltar?", True),
        (Wish.MY_DATA, "and who can see that", True),
        (Wish.MY_DATA, "那谁能看到", True),
        (Wish.VOTE, "咁邊個贏", True),
        (Wish.VOTE, "and until when", True),
        (Wish.VOTE, "and stop the posts", False),
        (Wish.VOTE, "我的故事怎么样了", False),
        (Wish.MY_DATA, "what's on this weekend", False),
        (Wish.TIMING, "can i pay with visa card at the market", False),
        (Wish.TROUBLE, "esse templo ainda existe?", False),
        (Wish.OWN, "how do i vote", False),
        (Wish.OWN, "show me stories", False),
        (Wish.STORIES, "and how long is that stored", False),
        (None, "and how long is that stored", False),
    ],
)
def test_a_short_question_is_about_the_page_shown_last_unless_it_asks_for_another(
    about: Wish | None, said: str, *, further: bool
) -> None:
    assert asks_further(said, about) is further
