"""Words meet whatever their form: plural, verb, missing accents; different words do not."""

from bot.languages import Form
from bot.searching import Sought, looked_for, overheard
from bot.terms import stems, term_shape
from tests.rows import each_of

MEET = (
    "comida comidas",
    "lanterns lantern",
    "cities city",
    "stories story",
    "dancing dance danced",
    "running runs",
    "swimming swim",
    "bridges bridge",
    "celebrations celebration celebrating",
    "painting painted paints",
    "travelling travelled travel",
    "tradições tradição tradicoes tradicao",
    "histórias historia",
    "pães pao",
    "corações coração coracao",
    "jardins jardim",
    "homens homem",
    "flores flor",
    "papéis papel papeis",
    "dançando dançar danças dancar",
    "comendo comer",
    "caminhando caminhar",
    "viagens viagem",
    "lanternas lanterna",
    "exposições exposicao",
    "bonitas bonito",
)
APART = (
    "market mark",
    "river rival",
    "general generous",
    "cozinha coisa",
    "festa fosso",
    "barco barba",
    "university universe",
    "lago lua",
    "comida com",
)


def meet(typed: str, written: str) -> bool:
    """Whether what is typed finds what an English or a Portuguese text says."""
    found = set(stems(term_shape(typed)))
    return any(found & set(stems(term_shape(written), form)) for form in (Form.EN, Form.PT))


@each_of("words", MEET)
def test_forms_of_one_word_meet(words: str) -> None:
    first, *others = words.split()
    assert [other for other in others if not (meet(first, other) and meet(other, first))] == []


@each_of("words", APART)
def test_different_words_stay_apart(words: str) -> None:
    assert not meet(*words.split())


def test_a_text_is_read_in_its_own_language() -> None:
    assert not set(stems("homens")) & set(stems("home", Form.EN))


@each_of("word", ["2027", "5g", "мост", "جسر", "a", "s", "ss", "ns", "x" * 400])
def test_what_is_no_word_of_either_language_is_compared_too(word: str) -> None:
    assert meet(word, word)
    assert all(len(stem) <= 24 for stem in stems(word))


@each_of(
    ("asked", "meant"),
    [
        ("stories about cars", "cars"),
        ("Are there any stories about the lanterns, please?", "lanterns"),
        ("histórias sobre barcos", "barcos"),
        ("ha alguma historia sobre o rio", "rio"),
        ("where's that lantern one from yesterday", "lantern"),
        ("where did yesterday's lantern post go", "lantern"),
        ("有冇關於龍船嘅故事？", "龍船"),
        ("有没有关于龙船的故事", "龙船"),
        ("想睇荔枝", "荔枝"),
    ],
)
def test_words_that_only_ask_are_not_looked_for(asked: str, meant: str) -> None:
    assert looked_for(asked) == looked_for(meant)


@each_of("word", ["stories", "o", "故事", "the story of the", "history"])
def test_a_word_that_stands_alone_is_looked_for_whatever_it_is(word: str) -> None:
    assert looked_for(word)


@each_of("typed", ["邊度有得食早茶", "哪里吃早茶", "請問哪裏可以吃早茶？"])
def test_who_asks_where_to_eat_something_looks_for_it(typed: str) -> None:
    assert overheard(typed) == looked_for("早茶")


@each_of(
    "text",
    [
        "mostra me as ultimas historias",
        "any new stories?",
        "há histórias novas?",
        "有咩新故仔",
        "有什么新故事",
        "有沒有新的故事",
    ],
)
def test_who_asks_for_new_stories_looks_for_no_word(text: str) -> None:
    assert not Sought(words=text, overheard=True).wanted


@each_of("text", ["happy new year stories", "有冇關於新年嘅故事"])
def test_the_new_year_is_looked_for_all_the_same(text: str) -> None:
    assert Sought(words=text, overheard=True).wanted
