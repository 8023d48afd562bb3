"""Messages that say only how somebody feels."""

import pytest

from bot.aliases import Wish, alias_of
from bot.nods import Nod, nod_of

NODS = {
    Nod.PLEASED: [
        "👍",
        "👍🏽👍🏽",
        "❤️",
        "🙏🙏",
        ":)",
        "<3",
        "xD",
        "666",
        "讚",
        "正",
        "legal!",
        "amazing",
    ],
    Nod.AGREED: [
        "哈哈",
        "哈哈哈哈",
        "呵呵",
        "hahaha!",
        "kkkk",
        "rsrs",
        "lol",
        "233",
        "pois",
        "嗯嗯好的",
        "好的，明白",
        "ok收到",
        "Percebido!",
        "ok got it",
        "maybe later",
        "see you tomorrow",
        "nevermind",
        "esquece",
        "deixa estar",
        "xau!",
        "alright",
        "haha no worries",
        "nvm found it",
        "ahahah não faz mal",
        "desculpe, enganei-me",
    ],
    Nod.DISPLEASED: ["👎", "👍👎", "😡!!", "boring", "you are useless!", "que seca", "isto não presta"],
    Nod.PUZZLED: ["?", "？？", "?!", "🤔", "吓？", "什么", "點解", "why??", "huh", "o quê?", "porquê"],
    Nod.SAD: [
        "我妈妈去世了",
        "外婆昨天離世了……",
        "我阿媽過咗身",
        "我發緊燒",
        "我生病了，很難受",
        "My mother died.",
        "my grandmother passed away yesterday",
        "I'm in hospital",
        "a minha avó morreu ontem",
        "Estou doente",
        "o meu pai está no hospital",
    ],
    Nod.FESTIVE: [
        "新年快乐！",
        "祝大家中秋节快乐",
        "聖誕快樂呀",
        "恭喜發財",
        "Happy New Year!",
        "merry xmas everyone",
        "kung hei fat choy",
        "feliz ano novo!",
        "Bom Natal a todos",
        "boas festas",
    ],
    Nod.BIRTHDAY: [
        "今天是我生日！",
        "今日係我生日呀",
        "我今日生日 🎂",
        "it's my birthday today!",
        "Hoje faço anos",
        "hoje é o meu aniversário",
    ],
}
ELSE = [
    "",
    "...",
    "。。。",
    "😢",
    "123",
    "hat",
    "why is it so late",
    "我爸走了",
    "my phone died",
    "I'm sick of this",
    "I lost my son in the market",
    "医院怎么去",
    "生日快乐",
    "happy new year offers",
    "when is chinese new year",
    "onde passar o ano novo",
    "birthday offers",
    "aniversário da cidade",
    "a minha mãe morreu no incêndio de 1950",
    "哈哈，明天几点",
    "👍 see you at six",
    "👍📚",
    "🤷‍♀️🍜",
    "?" * 100,
]


@pytest.mark.parametrize(("nod", "text"), [(nod, text) for nod, texts in NODS.items() for text in texts])
def test_a_message_that_only_nods_frowns_or_wonders_is_heard_as_that(nod: Nod, text: str) -> None:
    assert nod_of(text) is nod
    assert (alias := alias_of(text)) is None or (nod is Nod.AGREED and alias.wish is Wish.THANKS)


@pytest.mark.parametrize("text", ELSE)
def test_a_message_that_says_more_or_nothing_is_no_nod(text: str) -> None:
    assert nod_of(text) is None
