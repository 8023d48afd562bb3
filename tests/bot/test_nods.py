"""Messages that say only how somebody feels."""

from bot.hearing.aliases import Wish, alias_of
from bot.hearing.nods import Nod, _beginnings, lets_be, nod_of
from tests.rows import each_of

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
        "yyds 这个故事",
        "太感动了看哭了",
        "好正喎",
        "你咁叻㗎",
        "you're so clever",
        "és tão querido",
        "頂",
        "hahaha 你好得意",
        "lol ur funny",
    ],
    Nod.AMUSED: ["哈哈", "哈哈哈哈", "呵呵", "hahaha!", "kkkk", "rsrs", "lol", "233"],
    Nod.NIGHT: ["晚安", "早唞", "good night", "good night kapok see u tmr", "bjs e boa noite"],
    Nod.AGREED: [
        "pois",
        "嗯嗯好的",
        "想了想，還是算了",
        "都係唔好follow住先",
        "不用叫了",
        "唔使提喇",
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
        "笑死我了哈哈哈哈",
        "哈哈好的",
        "算了，先留着再说",
        "等等先唔好住",
        "nah never mind",
        "hold on, not yet",
        "espera, ainda não",
        "afinal mudei de ideias",
        "你说得很有道理",
        "fair enough",
        "講笑咋",
        "only joking",
        "estava a brincar",
        "发错了，是发给老公的",
        "sorry, that was meant for my sister",
        "mandei isto à pessoa errada",
        "刚刚按错了",
        "系咁先",
        "sorry打錯",
    ],
    Nod.DISPLEASED: [
        "不要",
        "唔要",
        "唔要啦",
        "好煩呀你",
        "你好蠢",
        "👎",
        "👍👎",
        "😡!!",
        "boring",
        "you are useless!",
        "激死我呀",
        "estou mesmo zangada convosco",
        "I'm fed up with you",
        "estou farto de vocês",
        "que seca",
        "isto não presta",
    ],
    Nod.PUZZLED: [
        "?",
        "？？",
        "?!",
        "🤔",
        "吓？",
        "不是这个",
        "唔係呢個",
        "然后呢",
        "什么",
        "點解",
        "why??",
        "huh",
        "nah not that",
        "I don't understand what you say, it is too long",
        "não era bem isso",
        "o quê?",
        "porquê",
    ],
    Nod.SAD: [
        "我妈妈去世了",
        "外婆昨天離世了……",
        "我阿媽過咗身",
        "我發緊燒",
        "我生病了，很難受",
        "我媽媽剛過世",
        "emo了",
        "唔開心呀",
        "今天好累",
        "又加班到十点累死了",
        "what a day, I'm exhausted",
        "estou de rastos hoje",
        "My mother died.",
        "my grandmother passed away yesterday",
        "I'm in hospital",
        "a minha avó morreu ontem",
        "Estou doente",
        "o meu pai está no hospital",
    ],
    Nod.GLAD: [
        "我女儿考上大学了！",
        "我個仔下個月結婚喇",
        "I got a new job!",
        "my granddaughter just passed her driving test",
        "Nasceu o meu neto!",
        "a minha filha passou no exame",
        "hoje faz 10 anos que vim para Macau",
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
    "睇",
    "还是看看",
    "what's my daughter's exam result",
    "don't send me car ads",
    "a minha filha passou por aqui",
    "não deixem de enviar",
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
    "哈囉",
    "好无聊",
    "不要广告",
    "好看吗",
    "👍 see you at six",
    "👍📚",
    "🤷‍♀️🍜",
    "?" * 100,
]


@each_of(("nod", "text"), [(nod, text) for nod, texts in NODS.items() for text in texts])
def test_a_message_that_only_nods_frowns_or_wonders_is_heard_as_that(nod: Nod, text: str) -> None:
    assert nod_of(text) is nod
    assert (alias := alias_of(text)) is None or (nod is Nod.AGREED and alias.wish is Wish.THANKS)


DESPAIR = [
    "I want to die, nobody cares",
    "I can't go on anymore",
    "i dont know, i just wanna kill myself tonight",
    "suicidal thoughts every night",
    "我想死，沒有人在乎",
    "我頂唔順喇，唔想做人",
    "太累了，真的不想活了",
    "活着没意思",
    "Não quero mais viver, estou tão cansada",
    "hoje só penso em morrer",
]
NO_DESPAIR = [
    "想死你了",
    "你想死啊",
    "I am dying to see this",
    "I can't take it anymore, stop these messages",
    "the tree on our street is dying",
    "我不想活動太多",
    "I want to live in Macau",
    "vou matar saudades",
    "morro de rir",
]


@each_of("text", DESPAIR)
def test_whoever_does_not_want_to_live_is_heard_whatever_else_they_say(text: str) -> None:
    assert nod_of(text) is Nod.DESPERATE
    assert nod_of(f"{text}\n{'. ' * 400}") is Nod.DESPERATE


@each_of("text", NO_DESPAIR)
def test_a_manner_of_speaking_is_no_despair(text: str) -> None:
    assert nod_of(text) is not Nod.DESPERATE


@each_of("text", ELSE)
def test_a_message_that_says_more_or_nothing_is_no_nod(text: str) -> None:
    assert nod_of(text) is None


@each_of(
    "text",
    [
        "算了",
        "算了，不改了",
        "取消",
        "算啦",
        "cancel",
        "Never mind.",
        "deixa",
        "Não, não mudes nada",
        "keep it as it was",
        "pronto deixa estar como estava",
        "先不清了，我就问问",
        "唔使登出嚟，我只係同你傾下啫",
        "never mind, it's too private",
        "afinal prefiro contar só a si, sem publicar",
    ],
)
def test_who_thinks_better_of_it_is_understood(text: str) -> None:
    assert lets_be(text)


@each_of("text", ["", "不要改标题", "日期不对", "Cancel the second line", "No date is given"])
def test_what_says_more_than_that_is_no_such_word(text: str) -> None:
    assert not lets_be(text)


@each_of(
    ("line", "beginnings"),
    [
        ("(ah |oh |)(my |)cat", {"ah", "oh", "my", "ca"}),
        ("(a|b(c|d|)|)e", {"ae", "bc", "bd", "be", "e"}),
        ("好|(太|)好了", {"好", "太好", "好了"}),
    ],
)
def test_a_line_with_alternatives_is_found_by_each_way_in_which_it_begins(line: str, beginnings: set[str]) -> None:
    assert _beginnings(line) == beginnings
