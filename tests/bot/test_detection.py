"""Which written form a message is in: each row is a behaviour; the property tests hold for any text."""

import subprocess
import sys
import time

import langdetect
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.detection import SURE, Detection, detect, talks
from bot.forms.foreign import foreign_name
from bot.forms.weighing import weigh
from bot.languages import Form
from tests.rows import each_of

CANTONESE = [
    "我聽日唔得閒，遲啲先覆你",
    "呢間嘢好食",
    "點解咁耐都未到㗎",
    "我已經食左飯",  # keyboard spelling: 左 for 咗
    "佢地幾時黎",  # 地 for 哋, 黎 for 嚟
    "呢個系咪你既",  # 系 for 係, 既 for 嘅
    "有冇d平d既野",  # d for 啲, 野 for 嘢
    "香港既天氣",
    "最正宗既葡撻",
    "借本書比我睇下",  # 比 for 畀
    "o既 o野",
    "吾該晒",
    "收工未呀",
    "好攰ga",
    "我听日唔得闲",  # Cantonese in Simplified is still Cantonese
    "你系边个",
    "呢度有乜嘢好食",
    "聽日先講啦",
    "佢話唔嚟喎",
    "你食咗未呀",
    "今日收工去邊度食飯好",
    "我係真係唔識",
    "呢個幾錢",
    "黎緊先話比你知",  # 比 for 畀
    "佢既電話打唔通",
    "你系邊呀",
    "甘都得",  # 甘 for 咁
    "我地去左行街",
    "我哋聽日先至出發，唔使急",
    "呢间餐厅啲嘢几好食",
    "你哋几时返嚟",
    "佢冇话畀我知",
    "洗完手食先",  # a turn at the end: 先, 未, 咋
    "部電話整好未",
    "得三日咋",
    "部車係我架",  # 架 for 㗎
    "攞番把鎖匙",  # 番 for 返
    "果陣時我讀緊小學",  # 果 for 嗰
    "我𠮶阵时去做暑期工",  # the shape that OpenCC gives 嗰
    "玩到攰曬",  # 曬 for 晒, and the other way round
    "ngo hai bin dou",  # without a Chinese keyboard
    "nei hou ma",
    "m goi",  # two words in a row are enough
    "dim gai",
    "今日熱到飛起",
    "我部車壞",  # a possessive without 嘅
    "sor 我走先",
    "我想cancel個booking",
    "狗囖",  # characters that only Cantonese is written with
    "我讀𡃉",
    "哩本好睇",  # 哩 for 呢
    "有少少混亂",
    "我都想",
    "我研究下",
    "個名點改",
]
FORMAL_TRADITIONAL = [
    "我們明天再聯絡你，謝謝",
    "請問活動是在哪裡舉行的？",
    "巴黎的左岸是很美麗的",  # no keyboard spelling
    "這家早茶既便宜又好味",
    "既然如此，關係就結束了",
    "他們的影響很大，先生",
    "我們坐的士去野生動物園",
    "這次活動的門票已經售完",
    "他說明年會回來",
    "請在櫃檯領取禮品",
    "系統維護期間暫停服務",
    "黎先生比較忙，左手受傷了",
    "氹仔的舊房子很漂亮",  # names in Macau
    "路氹有很多間酒店",
    "選舉",  # no Japanese shape
    "曬了一天的太陽",
    "他把書放在書架上",
    "草藥師既擁有經驗，也懂得治病",  # 既 that begins a clause is no 嘅
    "左對齊",
    "哥斯大黎加的風景",
    "名額有限，先到先得",
    "我部分同意這個觀點",  # no classifier with its noun
    "洗手間在左邊",
    "左 Shift 鍵",  # a side, at the beginning
    "三點報名",  # an hour
    "午夜12點分",
]
SIMPLIFIED = [
    "我们明天再联系你，谢谢",
    "请问活动在哪里举行？",
    "这个系统的影响很大",
    "广州的早茶很好吃",
    "优惠券什么时候到期",
    "门票已经卖完了吗",
    "他说明年会回来",
    "这家店比那家便宜",
    "我不知道怎么走",
    "荣誉证书",  # shapes that Japan shares with Simplified Chinese
    "残疾人证",
    "好的呀，没事",
]
ENGLISH = [
    "hello",
    "thx",
    "ok",
    "pls help",
    "where r u now",
    "When does it open?",
    "GOOD MORNING!!",
    "how do i stop this",
    "thx m8, cu l8r",
    "idk, ask ur friend tmr",
    "CAN I BRING MY KIDS??",
    "love this place sooo much",
    "wyd tonite",
    "that aint mine",
    "what's the price pls",
    "cu l8r m8",  # a digit for a sound
    "gr8, c u 2moro",
    "im in",
    "Taipa or Coloane?",  # places are no language
    "thx 4 da info",  # a digit for a word
    "nice 2 meet u",
]
PORTUGUESE = [
    "obrigado",
    "bom dia",
    "olá",
    "nao percebi",
    "vc pode ajudar?",
    "tb quero ir",
    "pq nao abre hoje",
    "QUANDO COMEÇA A FESTA?",
    "onde fica a loja?",
    "quero deixar de receber mensagens",
    "amanha ha festa na praia",
    "obg, ate amanha",
    "vcs estao abertos hj?",
    "n sei onde e a estacao",
    "gostei muito da promocao",
    "A QUE HORAS FECHAM?",
    "qual e o preco do bilhete",
    "Não há bilhetes para amanhã",
    "o meu filho quer ir convosco",
    "Boa tarde a todos",
    "quero falar com um parceiro",
    "a avo esta no hospital",  # two words in a row
    "a que horas chegas?",
    "que injusto",  # Spanish too, but that is rarer here
]
FOREIGN = [
    "営業時間外",  # one shape that only Japan writes, among three that Traditional Chinese writes too
    "今日はいい天気ですね",
    "東京駅前",
    "変更処理",
    "안녕하세요",
    "สวัสดีครับ",
    "Привет, как дела?",
    "¿Dónde está la estación de tren?",
    "Je voudrais savoir où c'est, merci",
    "Xin chào, tôi không hiểu",
    "Terima kasih banyak, selamat pagi",
    "Guten Morgen, wie geht es dir?",
    "¿Cuánto cuesta la entrada para niños?",
    "no sé dónde está la parada",
    "Magandang umaga, kumusta ka na?",
    "Dove posso comprare i biglietti?",
    "Berapa harga tiketnya, ya?",
    "Bon dia, on puc comprar les entrades?",
]
GALICIAN = [
    "Moitas grazas pola túa axuda, vémonos mañá",
    "A xente non sabe onde está a praia",
    "Quero mercar unha entrada para os meus fillos",
    "xa está feito",
    "moi boa idea",
    "estou moi canso",
]
MIXED = [
    ("聽日 send 俾你", Form.YUE),
    ("check 一下这个 email", Form.ZH_HANS),
    ("我已經 book 咗 table for 4", Form.YUE),
    ("新款 iPhone 17 Pro Max 優惠，歡迎查詢", Form.ZH_HANT),
    ("See you at 沙面 tomorrow morning then", Form.EN),
    ("優の良品買一送一，請到門市選購", Form.ZH_HANT),
    ("個 app 成日 crash", Form.YUE),
    ("今晚 dinner 食咩好", Form.YUE),
    ("ok 啦，聽日 confirm 你", Form.YUE),
    ("请把 PDF 发到我的 Gmail", Form.ZH_HANS),
    ("歡迎使用 Visa 或 Mastercard 付款", Form.ZH_HANT),
    ("個 router 壞咗", Form.YUE),
    ("佢個 profile 好靚", Form.YUE),
    ("download 緊，等陣", Form.YUE),
    ("save 低先", Form.YUE),
    ("dinner 食咩", Form.YUE),
    ("thanks 曬", Form.YUE),
    ("間 hotel 好遠", Form.YUE),
    ("唔該 forward 下", Form.YUE),
    ("What is 糯米雞 made of?", Form.EN),
    ("he said 唔緊要 and left", Form.EN),
    ("my teacher is 何小姐", Form.EN),
    ("the menu says 乾炒牛河", Form.EN),
    ("Is 黑沙海灘 near the hotel", Form.EN),
    ("how do I get from 廣州南站 to 珠江新城", Form.EN),
    ("what's the difference between 粵語 and 普通話 posts", Form.EN),
    ("my kids love 雙皮奶 and 薑撞奶", Form.EN),
    ("Is the 荔灣 one or the 越秀 one closer", Form.EN),
    ("麻煩 check 時間 for the tour", Form.ZH_HANT),
    ("sor 我 have to 返工", Form.YUE),
    ("佢 said the 船 is at 三點", Form.YUE),
    ("聽日 meet you at 體育西 or 珠江新城 呀", Form.YUE),
    ("devo ir ao 陳家祠 ou ao 永慶坊 primeiro", Form.PT),
    ("Sabes onde fica o 媽閣廟?", Form.PT),
    ("como se diz bom dia em 廣東話", Form.PT),
    ("Vamos ao 沙面 amanhã de manhã com os miúdos", Form.PT),
    ('How do you say "thank you" in Cantonese, 唔該 or 多謝?', Form.EN),  # a whole sentence about two words
    ("what's the meaning of 唔好意思", Form.EN),
    ("my aunt always says 食咗飯未 before anything else", Form.EN),  # amid many words
    ("don't forget to bring 利是 for the kids tomorrow", Form.EN),
    ("我個 friend 琴日 bought a new phone", Form.YUE),
    ("my grandma always says 食咗飯未", Form.EN),
    ("o meu avô dizia sempre 慢慢嚟", Form.PT),
    ("can you send 俾我", Form.YUE),
    ("我想cancel張單", Form.YUE),  # a classifier between an English verb and a noun
    ("VIP张先生到了", Form.ZH_HANS),
    ("沒關係啦", Form.ZH_HANT),  # 關係 is no 係
    ("三人行，必有我師焉", Form.ZH_HANT),
    ("perdín as chaves", None),  # no Portuguese word ends like this
    ("時間過得真快", Form.ZH_HANT),
    ("好可愛喔😍", Form.ZH_HANT),  # where a known word is Chinese, the model alone does not outweigh it
    ("穿搭好看，求同款link", Form.ZH_HANS),
    ('Como se diz "bom dia", 早晨 ou 早安?', Form.PT),
    ("將個logo轉做藍色", Form.YUE),
]
NOISE = [
    ("/draft bom dia a todos", Form.PT),
    ("你哋幾點開門 https://example.com/this/is/english?and=so", Form.YUE),
    ("@some_english_name obrigado pela ajuda 🙏🙏", Form.PT),
    ("Ｇｏｏｄ ｍｏｒｎｉｎｇ", Form.EN),
    ("我哋\u200b聽日\u200b見 #promo", Form.YUE),
    ("hello\ud800 my friend", Form.EN),
    ("have a look https://zh.wikipedia.org/wiki/香港", Form.EN),
    ("睇下呢條link https://example.com/a得唔得", Form.YUE),
]
NO_LANGUAGE = [
    "😂" * 4096,
    "\u200d\u200f\u202e",
    "\ud83d\udc4d",
    "４２",
    "",
    " ",
    "123",
    "👍",
    "12:30",
    "???",
    "https://t.me/kapok",
    "/start",
    "@kapok",
    "#promo",
    "\u200b",
    "№ 5",
]
ROWS = [
    *((text, Form.YUE) for text in CANTONESE),
    *((text, Form.ZH_HANT) for text in FORMAL_TRADITIONAL),
    *((text, Form.ZH_HANS) for text in SIMPLIFIED),
    *((text, Form.EN) for text in ENGLISH),
    *((text, Form.PT) for text in PORTUGUESE),
    *((text, None) for text in FOREIGN + GALICIAN),
    *MIXED,
    *NOISE,
]


@each_of(("text", "form"), ROWS)
def test_the_form_of_a_message(text: str, form: Form | None) -> None:
    assert detect(text).form == form


@each_of("text", NO_LANGUAGE)
def test_a_text_without_letters_certainly_has_no_form(text: str) -> None:
    assert detect(text) == Detection(None, 1.0, None)


@each_of("text", GALICIAN)
def test_galician_is_not_ours_but_next_to_portuguese(text: str) -> None:
    assert detect(text).runner_up is Form.PT


@each_of("text", ["yum yum", "hou van jou", "hai visto?", "hai mai visto?", "sik", "nei", "mou", "ho ho ho"])
def test_words_that_only_look_like_cantonese_in_latin_letters_are_none(text: str) -> None:
    assert detect(text).form is not Form.YUE


def test_a_chat_in_portuguese_keeps_a_doubtful_message() -> None:
    assert weigh(Detection(None, 0.6, Form.PT), Form.PT).form is Form.PT
    assert weigh(Detection(None, 0.97, Form.PT), Form.PT).form is None


@each_of("text", ["你好", "收到", "一二三", "上海"])
def test_characters_of_both_scripts_leave_the_script_open(text: str) -> None:
    found = detect(text)
    assert {found.form, found.runner_up} == {Form.ZH_HANS, Form.ZH_HANT}
    assert found.confidence <= 0.5


def test_an_unmarked_traditional_phrase_could_be_cantonese() -> None:
    assert detect("相片").runner_up in {Form.YUE, Form.ZH_HANT}
    assert detect("廣州塔夜景") == Detection(Form.ZH_HANT, detect("廣州塔夜景").confidence, Form.YUE)
    assert detect("廣州塔夜景").confidence < SURE


WEIGHED = [
    ("你好", Form.ZH_HANT, (), None, Form.ZH_HANT),
    ("你好", Form.ZH_HANS, (), None, Form.ZH_HANS),
    ("收到", None, (Form.YUE, Form.YUE), None, Form.YUE),
    ("上海", None, (), Form.ZH_HANT, Form.ZH_HANT),
    ("上海", None, (), None, Form.ZH_HANS),
    ("你好", None, (Form.ZH_HANS,) * 9 + (Form.ZH_HANT,) * 5, None, Form.ZH_HANT),  # what was long ago counts no more
    ("廣州塔夜景", Form.YUE, (), None, Form.YUE),
    ("我哋聽日去飲茶", Form.ZH_HANS, (Form.ZH_HANS,) * 5, Form.ZH_HANS, Form.YUE),  # a strong text overrides
    ("obrigado pela sua ajuda", Form.EN, (Form.EN,) * 5, Form.EN, Form.PT),
    ("👍", Form.PT, (Form.PT,), None, None),
    (
        "銀行開戶手續",
        Form.ZH_HANS,
        (Form.ZH_HANS,) * 3,
        None,
        Form.ZH_HANT,
    ),  # its script is seen, only the register is open
    ("请勿吸烟", Form.ZH_HANT, (Form.ZH_HANT,) * 3, None, Form.ZH_HANS),
    ("廣州塔夜景", Form.PT, (), None, Form.ZH_HANT),  # nobody's choice makes Chinese Portuguese
]


@each_of(("text", "chosen", "recent", "hint", "form"), WEIGHED)
def test_the_chat_settles_what_a_text_leaves_open(
    text: str, chosen: Form | None, recent: tuple[Form, ...], hint: Form | None, form: Form | None
) -> None:
    assert weigh(detect(text), chosen, recent, hint).form == form


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("¿Dónde está la estación de tren más cercana?", "es"),
        ("Je voudrais savoir où se trouve le musée", "fr"),
        ("Quero mercar unha entrada para os meus fillos", "gl"),  # langdetect takes it for Portuguese
        ("Grazas pola axuda, veciños", "gl"),  # … and this for Slovenian or Spanish
        ("Alguén coñece un bo sitio para comer?", "gl"),
        ("moltes gràcies", None),  # too short to name
        ("Debes ser más insistente", None),  # langdetect says German, and the model Spanish
        ("Y nadie me lo va a arrebatar.", None),  # langdetect says Catalan, not quite surely
        ("Gracias", None),  # too short to name
        ("When does the museum open tomorrow?", None),  # ours
        ("今日はいい天気ですね、どこへ行きましょうか、教えてください", "ja"),
        ("안녕", "ko"),
        ("Привет, как дела сегодня", None),  # of several languages
        ("今夜 сегодня 오늘 밤 คืนนี้", None),  # two that have letters of their own
        ("", None),
    ],
)
def test_a_foreign_language_is_named(text: str, code: str | None) -> None:
    assert foreign_name(text) == code


def test_a_doubtful_foreign_language_has_the_same_name_whatever_luck_there_was_before() -> None:
    names = set()
    for luck in range(20):
        langdetect.DetectorFactory.seed = luck
        names.add(foreign_name("kde je hotel a kolik stoji listek"))
    assert len(names) == 1


@each_of("joint", ["\u200d", "\u200b", "\u200f", "\ufeff", "\ud800"])
def test_characters_nobody_sees_change_nothing(joint: str) -> None:
    for text in ("我哋聽日見", "我们明天见面", "bom dia a todos", "see you tomorrow"):
        assert detect(joint.join(text)).form == detect(text).form


@each_of("text", [*ENGLISH, *PORTUGUESE])
def test_capitals_change_nothing(text: str) -> None:
    assert detect(text.upper()).form == detect(text).form


@each_of(
    ("text", "form"),
    [("siiiim", Form.PT), ("não seiiiii", Form.PT), ("soooo goooood", Form.EN), ("kkkkkk adorei", Form.PT)],
)
def test_drawn_out_letters_change_nothing(text: str, form: Form) -> None:
    assert detect(text).form is form


def test_importing_loads_no_model() -> None:
    code = "import sys, bot.detection; assert not {'eldc', 'langdetect', 'cantofilter', 'opencc'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 -- our own interpreter


def test_a_short_message_takes_well_under_a_millisecond() -> None:
    messages = [text for text, _ in ROWS]
    [detect(text) for text in messages]
    start = time.process_time()
    [detect(text) for text in messages * 10]
    assert (time.process_time() - start) / len(messages) / 10 < 0.001


@each_of("piece", ["a.", "a+", "<b", "&a", "{", "既", "/a", "http://", "先 ", "未 ", "a左"])
def test_a_hostile_text_takes_no_quadratic_time(piece: str) -> None:
    start = time.process_time()
    detect(piece * (4096 // len(piece)))
    assert time.process_time() - start < 0.1


ANY_TEXT = st.text(st.characters(), max_size=80)
ANY_FORM = st.one_of(st.none(), st.sampled_from(Form))


@given(ANY_TEXT)
def test_any_text_gets_an_answer_and_always_the_same(text: str) -> None:
    found = detect(text)
    assert found == detect(text)
    assert 0.0 <= found.confidence <= 1.0
    assert found.form is None or found.form != found.runner_up


@given(ANY_TEXT, ANY_FORM, st.lists(st.sampled_from(Form), max_size=6), ANY_FORM)
def test_weighing_never_invents_a_language(
    text: str, chosen: Form | None, recent: list[Form], hint: Form | None
) -> None:
    found = detect(text)
    weighed = weigh(found, chosen, recent, hint)
    assert 0.0 <= weighed.confidence <= 1.0
    assert weighed == found or found.confidence < SURE


@given(
    st.sampled_from([text for text, _ in ROWS]),
    st.sampled_from([" 🙏", " https://t.me/x", " @kapok_bot", " 👍👍", "\u200b"]),
)
def test_what_is_no_language_changes_nothing(text: str, noise: str) -> None:
    assert detect(text + noise).form == detect(text).form


@each_of("text", ["你好呀", "好可愛", "講得真好", "好美"])
def test_what_no_known_word_makes_cantonese_is_left_to_what_is_known_of_the_chat(text: str) -> None:
    assert detect(text).confidence < SURE
    weighed = weigh(detect(text), Form.ZH_HANT, [Form.ZH_HANT] * 5)
    assert weighed.form is not Form.YUE or weighed.confidence < SURE


@each_of(
    "text",
    [
        "本會定於十一月二十八日下午三時於文化中心舉行週年會員大會，敬請各會員準時出席。",
        "請於入場前出示電子門票及身份證明文件。",
        "本次展覽分為三個部分，共展出作品一百二十件。",
    ],
)
def test_a_longer_text_without_a_word_of_cantonese_is_no_cantonese(text: str) -> None:
    found = detect(text)
    assert found.form is Form.ZH_HANT
    assert found.confidence >= SURE


@each_of("name", ["Tondela", "Vila Nova de Gaia", "São João da Madeira", "Stoke on Trent", "江门台山", "石岐"])
def test_a_name_has_no_word_that_people_chat_with(name: str) -> None:
    assert not talks(name)


@each_of("said", ["not now", "brb", "bué caro", "没意思", "唔關我事", "tell me a joke"])
def test_what_is_said_in_passing_is_told_from_a_name(said: str) -> None:
    assert talks(said)


@each_of("text", ["é" * 400, "a\u0301\u0301\u0301" * 30, "xyxyxyxyxyxyxyxyxyxyxyxy", "ñ ñ ñ ñ " * 20])
def test_a_few_letters_over_and_over_are_no_language(text: str) -> None:
    assert foreign_name(text) is None
