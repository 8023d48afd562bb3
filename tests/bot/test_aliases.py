"""Plain words instead of commands, in five forms."""

from collections import defaultdict
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.hearing.aliases import Wish, alias_of, mentioned, read_aliases
from bot.hearing.orders import order_of
from bot.hearing.shape import shape, spelled_out
from bot.languages import Form
from handlers.turns.menus import ADMIN, COMMUNICATOR
from tests.rows import each_of


@each_of(
    ("typed", "wish"),
    [
        ("故事", Wish.STORIES),
        ("想睇故事呀", Wish.STORIES),
        ("falar com um parceiro", Wish.PARTNERS),
        ("停", Wish.STOP),
        ("stop", Wish.STOP),
        ("STOP!!!", Wish.STOP),
        ("ｓｔｏｐ", Wish.STOP),
        ("Stop 🙏", Wish.STOP),
        ("please stop", Wish.STOP),
        ("Parar", Wish.STOP),
        ("NAO QUERO MAIS", Wish.STOP),
        ("não quero mais, obrigado", Wish.STOP),
        ("唔要喇", Wish.STOP),
        ("唔好再 send 嘢嚟", Wish.STOP),
        ("退訂", Wish.STOP),
        ("退订", Wish.STOP),
        ("設定", Wish.SETTINGS),
        ("设定。", Wish.SETTINGS),
        ("definicoes", Wish.SETTINGS),
        ("語言", Wish.LANGUAGE),
        ("语言", Wish.LANGUAGE),
        ("lingua", Wish.LANGUAGE),
        ("Língua", Wish.LANGUAGE),
        ("help", Wish.HELP),
        ("帮助", Wish.HELP),
        ("幫手呀", Wish.HELP),
        ("ajuda!", Wish.HELP),
        ("what’s new?", Wish.STORIES),
        ("太多喇", Wish.FEWER),
        ("取消", Wish.HOME),
        ("Olá!", Wish.HOME),
        ("唔該", Wish.THANKS),
        ("退订退订退订!!!", Wish.STOP),
        ("hihi", Wish.HOME),
        ("hiiii", Wish.HOME),
        ("ok啦thx", Wish.THANKS),
        ("ok great ty", Wish.THANKS),
        ("hello there, what can you do?", Wish.HELP),
        ("早晨！你可以做咩？", Wish.HELP),
        ("請不要再發訊息給我", Wish.STOP),
        ("n quero mais", Wish.STOP),
        ("唔好再send野俾我", Wish.STOP),
        ("wats new", Wish.STORIES),
        ("讲个故事", Wish.STORIES),
        ("我想讲个故事", Wish.SHARE),
        ("我想講個故事", Wish.SHARE),
        ("我想講個古仔", Wish.SHARE),
        ("I want to tell a story", Wish.SHARE),
        ("queria contar uma história", Wish.SHARE),
        ("想同合夥人傾偈", Wish.PARTNERS),
        ("我想跟合伙人聊聊", Wish.PARTNERS),
        ("can I speak to a partner?", Wish.PARTNERS),
        ("falar com os parceiros", Wish.PARTNERS),
        ("bom dia a todos 🌞", Wish.HOME),
        ("hello everyone", Wish.HOME),
        ("gd morning", Wish.HOME),
        ("jo san", Wish.HOME),
        ("lei ho", Wish.HOME),
        ("mm goi sai", Wish.THANKS),
        ("dor jeh!", Wish.THANKS),
        ("gracias", Wish.THANKS),
        ("salamat po", Wish.THANKS),
        ("grazas", Wish.THANKS),
        ("o que sabe fazer?", Wish.HELP),
        ("q é isto", Wish.HELP),
        ("você poderia me contar uma história?", Wish.STORIES),
        ("unsub me", Wish.STOP),
        ("parem de me mandar mensagens pf", Wish.STOP),
    ],
)
def test_natural_words_mean_a_command_however_they_are_typed(typed: str, wish: Wish) -> None:
    alias = alias_of(typed)
    assert alias is not None
    assert alias.wish is wish


@each_of(
    ("typed", "form"),
    [
        ("English please", Form.EN),
        ("講廣東話", Form.YUE),
        ("簡體中文", Form.ZH_HANS),
        ("fala português", Form.PT),
        ("轉做英文", Form.EN),
        ("switch to English", Form.EN),
        ("换成粤语", Form.YUE),
        ("改成繁體", Form.ZH_HANT),
        ("mudar para inglês", Form.EN),
        ("pode ser em cantonense?", Form.YUE),
        ("trad chinese please", Form.ZH_HANT),
    ],
)
def test_a_language_is_asked_for_by_name(typed: str, form: Form) -> None:
    alias = alias_of(typed)
    assert alias is not None
    assert (alias.wish, alias.named) == (Wish.LANGUAGE, form)


@each_of(
    "typed",
    [
        "",
        "🙂",
        "12345",
        "Please do not stop, I love these stories",
        "停車場喺邊度",
        "stop motion film",
        "巴士站",
        "a parada do autocarro fica longe",
        "The story of my life is long",
    ],
)
def test_a_message_that_says_more_or_something_else_is_no_command(typed: str) -> None:
    assert alias_of(typed) is None


@each_of(
    ("typed", "wishes"),
    [
        ("How do I change the language of this thing?", (Wish.LANGUAGE,)),
        ("你哋夜晚可唔可以唔好響？", (Wish.SETTINGS,)),
        ("點樣唔再收？", (Wish.STOP,)),
        ("怎么才能不再收到？", (Wish.STOP,)),
        ("Como faço para deixar de receber isto?", (Wish.STOP,)),
        ("Nice weather today", ()),
    ],
)
def test_a_longer_message_suggests_at_most_two_wishes(typed: str, wishes: tuple[Wish, ...]) -> None:
    assert mentioned(typed) == wishes


def test_an_alias_belongs_to_one_wish_and_a_language_to_one_name() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for section, name, form, words in read_aliases():
        if section == "named":
            owners[shape(words)].add(f"{name} {form}")
        elif section != "around" and not section.startswith(("mentions", "near", "both", "story", "city", "staff")):
            owners[shape(words)].add(name)
    assert not {key: names for key, names in owners.items() if len(names) > 1}
    assert "" not in owners


@each_of("form", Form)
@each_of("wish", Wish)
def test_every_wish_has_words_of_its_own_in_every_form(wish: Wish, form: Form) -> None:
    sections = {wish.value, f"city.{wish}"}
    assert [words for section, _, said_in, words in read_aliases() if section in sections and said_in is form]


def test_every_alias_is_found_as_it_is_written() -> None:
    for section, name, form, words in read_aliases():
        if section == name and section != "around":
            alias = alias_of(words)
            assert alias is not None, words
            assert alias.named is form if section == "named" else alias.wish == name, words


@given(st.text(max_size=80))
def test_any_text_is_an_alias_or_none_without_a_fault_and_always_the_same(typed: str) -> None:
    assert alias_of(typed) == alias_of(typed)
    assert len(mentioned(typed)) <= 2


ORDERS = sorted({name for section, name, _, _ in read_aliases() if section == f"orders.{name}"})
SAID = sorted((Path(__file__).parents[1] / "journeys" / "said").glob("*.txt"))


@each_of("form", Form)
@each_of("order", ORDERS)
def test_every_order_has_words_in_every_form_and_they_are_found(order: str, form: Form) -> None:
    told = [
        words for section, name, said_in, words in read_aliases() if (section, said_in) == (f"orders.{order}", form)
    ]
    assert told
    assert {order_of(words) for words in told} == {order}
    assert {alias_of(words) for words in told} == {None}


@each_of(
    ("typed", "order"),
    [
        ("草稿！", "drafts"),
        ("唔該我想睇草稿", "drafts"),
        ("Show me my drafts, please", "drafts"),
        ("ESTADO", "status"),
        ("calendario", "calendar"),
        ("my drafts are gone", None),
        ("/drafts", "drafts"),
    ],
)
def test_orders_are_found_however_they_are_typed(typed: str, order: str | None) -> None:
    assert order_of(typed.removeprefix("/")) == order


@each_of("file", SAID)
def test_nothing_that_readers_were_heard_to_say_is_an_order(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines
    assert not {line: found for line in lines if (found := order_of(line))}


def test_every_order_is_somebody_s_command() -> None:
    assert dict((*COMMUNICATOR, *ADMIN)).keys() >= {*ORDERS}


@each_of(
    ("typed", "wish"),
    [
        ("點樣可以unsubscribe先", Wish.STOP),
        ("你係咪bot嚟㗎", Wish.HELP),
        ("有冇d新野", Wish.STORIES),
        ("我搬左去珠海", Wish.SETTINGS),
        ("I dont want these msgs anymore", Wish.STOP),
        ("a hora ta errada", Wish.SETTINGS),
    ],
)
def test_a_word_counts_between_han_in_phone_spelling_and_as_hong_kongs_keyboards_write_it(
    typed: str, wish: Wish
) -> None:
    assert wish in mentioned(typed)


@each_of("typed", ["ok stop", "中文英文", "stories settings", "好 停", "stopover", "停车场"])
def test_parts_that_ask_for_different_things_are_no_order(typed: str) -> None:
    assert alias_of(typed) is None or alias_of(typed).wish is not Wish.STOP  # type: ignore[union-attr]


@each_of("asked", ["可以嗎", "好吗？", "行吗", "ok?", "好咩"])
def test_a_yes_with_a_question_mark_is_no_yes(asked: str) -> None:
    assert alias_of(asked) is None


def test_a_letter_that_stands_for_a_chinese_word_joins_its_neighbours_among_latin_words_too() -> None:
    assert shape("wish d posts") == "wish啲posts"


@each_of(
    ("form", "typed", "meant"),
    [
        (Form.EN, "Whats on this wkd n is it free?", "What's on this weekend and is it free?"),
        (Form.EN, "can i c evrything u have on me", "can i see everything you have on me"),
        (Form.PT, "qd é q vcs me mandam o resto?", "quando é que vocês me mandam o resto?"),
        (Form.PT, "n mandes nd p cá", "não mandes nada para cá"),
        (Form.YUE, "wish d posts n more", "wish d posts n more"),
        (Form.EN, "and/or not", "and/or not"),
        (Form.YUE, "佢地d嘢系咩黎架，send俾我", "佢哋啲嘢係咩嚟㗎，send畀我"),
        (Form.YUE, "我寫果篇野出左未呀？5該", "我寫嗰篇嘢出咗未呀？唔該"),
        (Form.YUE, "黎慧儀喺巴黎左邊買嘅野生水果", "黎慧儀喺巴黎左邊買嘅野生水果"),
        (Form.ZH_HANS, "中文系的书架，既然有关系", "中文系的书架，既然有关系"),
    ],
)
def test_short_words_of_a_chat_are_written_out_as_the_reader_of_each_form_means_them(
    form: Form, typed: str, meant: str
) -> None:
    assert spelled_out(typed, form) == meant
