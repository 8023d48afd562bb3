"""What an author is told about a text marked Cantonese or Chinese, and about one in two languages."""

from pathlib import Path

from bot.forms.register import other_register, second_language
from bot.languages import Form
from tests.rows import each_of

SPOKEN = "我哋聽日七點喺沙面等你。記得帶埋把遮，嗰度成日落雨㗎！食完飯先至返屋企啦。"
FORMAL = "我們明天七點在沙面等你。請記得帶雨傘，那裡經常下雨！吃完飯以後才回家吧。"
FORMAL_SIMPLIFIED = "我们明天七点在沙面等你。请记得带雨伞，那里经常下雨！吃完饭以后才回家吧。"

ONE_SPOKEN, ONE_FORMAL = "我哋聽日七點喺沙面等你。", "我們明天七點在沙面等你。"


@each_of("marked", [Form.ZH_HANT, Form.ZH_HANS])
def test_spoken_cantonese_marked_chinese_is_told(marked: Form) -> None:
    assert other_register(SPOKEN, marked) is Form.YUE


@each_of(("text", "form"), [(FORMAL, Form.ZH_HANT), (FORMAL_SIMPLIFIED, Form.ZH_HANS)])
def test_formal_chinese_marked_cantonese_is_told(text: str, form: Form) -> None:
    assert other_register(text, Form.YUE) is form


@each_of(
    ("text", "marked"),
    [(SPOKEN, Form.YUE), (FORMAL, Form.ZH_HANT), (FORMAL, Form.ZH_HANS), (FORMAL_SIMPLIFIED, Form.ZH_HANT)],
)
def test_a_text_in_its_register_is_left_alone_in_either_script(text: str, marked: Form) -> None:
    assert other_register(text, marked) is None


def test_one_quoted_sentence_does_not_turn_a_text() -> None:
    assert other_register(FORMAL + "他說：「我唔知呀」。", Form.ZH_HANT) is None


@each_of("text", ["", "👍", "相片", "早晨", "廣州塔", "See you tomorrow"])
def test_what_says_nothing_about_the_register_is_left_alone(text: str) -> None:
    assert other_register(text, Form.YUE) is None


def test_other_languages_have_no_register_here() -> None:
    assert other_register(SPOKEN, Form.EN) is None


@each_of(("most", "least"), [(3, 0), (2, 1), (5, 3)])
def test_a_text_is_told_when_more_than_six_tenths_of_it_are_in_the_other_register(most: int, least: int) -> None:
    assert other_register(ONE_SPOKEN * most + ONE_FORMAL * least, Form.ZH_HANT) is Form.YUE
    assert other_register(ONE_FORMAL * most + ONE_SPOKEN * least, Form.YUE) is Form.ZH_HANT


@each_of(("some", "others"), [(3, 2), (1, 1), (2, 3)])
def test_a_text_is_left_alone_when_six_tenths_or_less_are_in_the_other_register(some: int, others: int) -> None:
    assert other_register(ONE_SPOKEN * some + ONE_FORMAL * others, Form.ZH_HANT) is None
    assert other_register(ONE_FORMAL * some + ONE_SPOKEN * others, Form.YUE) is None


@each_of("end", ["。", "！", "？", "!", "?", "\n"])
def test_a_sentence_ends_at_each_of_its_marks(end: str) -> None:
    assert other_register(f"我哋聽日七點喺沙面等你{end}我們明天七點在沙面等你{end}", Form.ZH_HANT) is None


def test_a_sentence_of_three_characters_says_too_little_and_one_of_four_enough() -> None:
    assert other_register("喺邊度呀", Form.ZH_HANT) is Form.YUE
    assert other_register("喺邊度", Form.ZH_HANT) is None


@each_of(
    ("text", "marked"),
    [
        ("今日公司有早餐", Form.ZH_HANT),  # more likely Cantonese, not surely
        ("小心地面", Form.YUE),  # any of the three
        ("Meet me at 廣州塔下面 tonight at seven please", Form.YUE),  # no Chinese text at all
    ],
)
def test_what_is_not_sure_is_not_told(text: str, marked: Form) -> None:
    assert other_register(text, marked) is None


def test_doubt_about_the_script_is_none_about_the_register_and_the_nearer_script_is_named() -> None:
    assert other_register("他是不是走了", Form.YUE) is Form.ZH_HANS
    assert other_register(FORMAL + "我们明天见面", Form.YUE) is Form.ZH_HANT
    assert other_register("我們明天見面。" + FORMAL_SIMPLIFIED, Form.YUE) is Form.ZH_HANS


def _sentences() -> dict[Form, list[str]]:
    """The same thirty things, said in formal Chinese and in Cantonese, written before any was checked."""
    blocks = (Path(__file__).parent / "registers.txt").read_text(encoding="utf-8").removeprefix("= ").split("\n= ")
    return {Form(form): rest.split("\n") for form, rest in (block.strip().split("\n", 1) for block in blocks)}


@each_of(("form", "marked", "least"), [(Form.ZH_HANT, Form.YUE, 28), (Form.YUE, Form.ZH_HANT, 29)])
def test_single_sentences_are_told_under_the_other_mark_and_none_under_its_own(
    form: Form, marked: Form, least: int
) -> None:
    sentences = _sentences()[form]
    assert len(sentences) == 30
    assert [text for text in sentences if other_register(text, form)] == []
    assert sum(other_register(text, marked) is not None for text in sentences) >= least


SUNDAY_EN, SUNDAY_PT = "Meet us at the pier at six on Sunday.", "Encontramo-nos no cais às seis de domingo."


@each_of(
    ("text", "marked", "second"),
    [
        (f"{ONE_SPOKEN}\n\n{SUNDAY_EN}", Form.YUE, Form.EN),
        (f"{SUNDAY_EN} {ONE_FORMAL}", Form.EN, Form.ZH_HANT),
        (f"{SUNDAY_EN}\n{SUNDAY_PT}", Form.EN, Form.PT),
        (f"{SUNDAY_EN}\n{SUNDAY_PT}", Form.PT, Form.EN),
        (f"{ONE_FORMAL}\n{SUNDAY_EN}\n{SUNDAY_PT}", Form.ZH_HANT, Form.PT),
    ],
)
def test_whole_sentences_in_another_language_are_a_second_one(text: str, marked: Form, second: Form) -> None:
    assert second_language(text, marked) is second


@each_of(
    ("text", "marked"),
    [
        (f"{ONE_SPOKEN}{ONE_FORMAL}", Form.YUE),  # another register
        (f"{ONE_FORMAL}\nFeel the future!", Form.ZH_HANT),  # a slogan
        ("全新 XPeng G9 Max with Night Driving Assistance 上市，歡迎試駕。", Form.ZH_HANT),  # within a sentence
        (f"{FORMAL}{FORMAL}\n{SUNDAY_EN}", Form.ZH_HANT),  # less than a quarter
        (f"{SUNDAY_EN}\nVengan todos al muelle a las seis, por favor.", Form.EN),  # a language that nobody reads here
    ],
)
def test_names_slogans_and_a_quoted_sentence_are_no_second_language(text: str, marked: Form) -> None:
    assert second_language(text, marked) is None
