"""A mistyped word put right from words that are known."""

from bot.hearing.aliases import Wish, alias_of, whole_messages
from bot.hearing.mistyped import mistyped_alias, put_right, vocabulary, without_slips
from bot.languages import Form
from tests.rows import each_of

KNOWN = vocabulary(["A lychee orchard on Shamian Island", "Pastéis e líchias", "沙面 Post Office", "the cat"])


@each_of(
    ("typed", "rather"),
    [
        ("Shamain", "Shamian"),
        ("SHAMEAN", "Shamian"),
        ("lichee", "lychee"),
        ("pasteis de shamina", "pasteis de Shamian"),
        ("orchad", "orchard"),
        ("lichia", "líchias"),
        ("lichais", "líchias"),
        ("Shamian", None),
        ("pasteis", None),
        ("tha", None),
        ("沙棉", None),
        ("zzzzzz", None),
        ("", None),
    ],
)
def test_an_unknown_word_becomes_the_nearest_known_one_and_a_known_one_stays(typed: str, rather: str | None) -> None:
    assert put_right(typed, KNOWN) == rather


@each_of(
    ("typed", "rather"),
    [
        ("stoires", ("stories", Wish.STORIES)),
        ("historais", ("histórias", Wish.STORIES)),
        ("Langauge!", ("language", Wish.LANGUAGE)),
        ("ajduda", ("ajuda", Wish.HELP)),
        ("hlep", ("help", Wish.HELP)),
        ("paarr", ("parar", Wish.STOP)),
        ("subscirbe", ("subscribe", Wish.START)),
        ("城市故仔", ("城市故事", Wish.STORIES)),
        ("合作伙半", ("合作夥伴", Wish.PARTNERS)),
        ("换语盐", ("換語言", Wish.LANGUAGE)),
    ],
)
def test_a_message_that_is_nearly_an_alias_is_told_as_it_is_written(typed: str, rather: tuple[str, Wish]) -> None:
    assert alias_of(typed) is None
    assert mistyped_alias(typed, Form.YUE) == rather


@each_of(
    "typed",
    [
        "note",
        "shop",
        "hell",
        "love",
        "step",
        "great",
        "how much",
        "故鄉",
        "花市",
        "太貴了",
        "快啲啦",
        "算了吧",
        "",
        "🙂",
        "x" * 4096,
    ],
)
def test_a_word_of_its_own_is_no_slip_of_another(typed: str) -> None:
    assert mistyped_alias(typed, Form.EN) is None


def test_what_is_an_alias_is_nearly_none() -> None:
    assert not [key for key in whole_messages() if mistyped_alias(key, Form.PT)]


def test_a_character_written_like_another_is_that_one() -> None:
    alias = alias_of("故亊")
    assert alias
    assert alias.wish is Wish.STORIES


@each_of(
    ("typed", "rather"),
    [
        ("anyting new?", "anything new?"),
        ("shwo me the parners", "shwo me the partners"),
        ("the weather in panxi", "the weather in panxi"),
        ("my mum grumbels", "my mum grumbels"),
        ("show me the stroies", "show me the stroies"),
    ],
)
def test_a_slip_is_put_right_only_where_the_message_is_surely_understood_with_it_and_not_without(
    typed: str, rather: str
) -> None:
    assert without_slips(typed) == rather
