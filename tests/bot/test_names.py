"""A name that is wrong or left out is found at its place; addresses are none, a longer name shields what it holds."""

from datetime import UTC, datetime

from bot.content import Post, PostKind, PostState, Version
from bot.languages import Form
from bot.names import Name, glossary, look, names_of
from bot.partners import Kind, Partner
from bot.ways import Way, WayKind
from tests.rows import each_of

HANS, HANT, YUE, EN, PT = Form
XPENG = Partner(1, "xpeng", Kind.SUPER, {HANS: "小鹏汽车", HANT: "小鵬汽車", EN: "XPeng Motors", PT: "XPeng Motors"})
NAMES = (*glossary(), *names_of([XPENG]))


def post(texts: dict[Form, str], source: Form | None = None, ways: tuple[Way, ...] = ()) -> Post:
    versions = {form: Version(form, text) for form, text in texts.items()}
    at = datetime(2027, 3, 9, tzinfo=UTC)
    return Post(1, 1, 1, PostKind.STORY, PostState.DRAFT, at, versions, source=source, ways=ways)


def found(
    texts: dict[Form, str], source: Form | None = None, ways: tuple[Way, ...] = ()
) -> list[tuple[Form, str, str]]:
    return [(one.form, one.found, one.right) for one in look(post(texts, source, ways), NAMES)]


@each_of(
    ("form", "text", "wrong", "right"),
    [
        (PT, "Um dia em Guangzhou, junto ao rio", "Guangzhou", "Cantão"),
        (PT, "Um dia em Cantao", "Cantao", "Cantão"),
        (EN, "A day in canton", "canton", "Guangzhou"),
        (EN, "A day in 廣州", "廣州", "Guangzhou"),
        (EN, "<b>guangzhou</b> by night", "guangzhou", "Guangzhou"),
        (HANT, "在广州的一天", "广州", "廣州"),
        (YUE, "喺广州嘅一日", "广州", "廣州"),
        (HANS, "在廣州的一天", "廣州", "广州"),
        (EN, "Xpeng motors shows a flying car", "Xpeng motors", "XPeng Motors"),
        (HANS, "XPeng Motors 的飞行汽车", "XPeng Motors", "小鹏汽车"),
        (PT, "A Feira de Guangzhou abre", "Feira de Guangzhou", "Feira de Cantão"),
    ],
)
def test_a_wrong_name_is_found_with_the_right_one(form: Form, text: str, wrong: str, right: str) -> None:
    assert found({form: text}) == [(form, wrong, right)]


@each_of(
    ("form", "text"),
    [
        (PT, "Ver https://example.com/Guangzhou/canton?city=Guangzhou"),
        (PT, 'Ver <a href="https://example.com/Guangzhou">a página</a>'),
        (PT, '<a href="https://example.com/?a=Guangzhou&amp;b=canton">Cantão</a>'),
        (
            PT,
            "www.guangzhou.example example.com/Guangzhou ana@guangzhou.example #Guangzhou @guangzhou_x /Guangzhou",
        ),
        (EN, "The Canton Fair and the Canton Tower"),
        (EN, "Cantonese opera"),
        (EN, "GUANGZHOU BY NIGHT"),
        (EN, "Macao and Macau"),
        (HANS, "小鹏汽车（XPeng Motors）在广州"),
        (HANT, "廣州塔在廣州"),
        (EN, ""),
    ],
)
def test_what_is_no_name_or_as_it_should_be_is_let_be(form: Form, text: str) -> None:
    assert found({form: text}) == []


def test_the_words_around_a_name_are_told() -> None:
    (one,) = look(post({PT: "Uma manhã de chá em <b>Guangzhou</b> &amp; arredores, sempre"}), NAMES)
    assert (one.before, one.found, one.after) == ("de chá em ", "Guangzhou", " & arredores")
    assert not one.missing


def test_a_name_of_the_source_that_a_version_leaves_out_is_told_with_the_sources_words() -> None:
    texts = {HANS: "三月的珠江边，小鹏汽车等你", EN: "By the river in March", PT: "Em Março, junto ao Rio das Pérolas"}
    told = look(post(texts, HANS), NAMES)
    assert [(one.form, one.found, one.right, one.missing) for one in told] == [
        (EN, "小鹏汽车", "XPeng Motors", True),
        (EN, "珠江", "Pearl River", True),
        (PT, "小鹏汽车", "XPeng Motors", True),
    ]
    assert (told[1].before, told[1].after) == ("三月的", "边，小鹏汽车等你")


def test_labels_of_buttons_are_looked_at_too() -> None:
    ways = (Way(WayKind.FOLLOW), Way(WayKind.LINK, "https://canton.example", {EN: "See Canton", PT: "Ver Cantão"}))
    (one,) = look(post({}, ways=ways), NAMES)
    assert (one.form, one.found, one.button) == (EN, "Canton", 1)


def test_an_old_foreign_name_is_seen_in_a_cantonese_label_but_not_beside_the_right_one() -> None:
    ways = (
        Way(WayKind.LINK, "https://a.example", {YUE: "去 Canton 睇花"}),
        Way(WayKind.FOLLOW, "", {YUE: "廣州 Canton"}),
    )
    (one,) = look(post({}, ways=ways), NAMES)
    assert (one.form, one.found, one.right, one.button) == (YUE, "Canton", "廣州", 0)


def test_of_overlapping_names_the_longer_one_counts() -> None:
    names = [Name({EN: ("Tea",), PT: ("Chá",)}), Name({EN: ("Tea House",), PT: ("Casa de Chá",)})]
    assert look(post({EN: "The Tea House", PT: "A Casa de Chá"}, EN), names) == ()
    (one,) = look(post({PT: "A Tea House"}), names)
    assert (one.found, one.right) == ("Tea House", "Casa de Chá")


def test_a_name_with_signs_of_patterns_and_of_html_is_only_text() -> None:
    odd = names_of([Partner(1, "x", Kind.SUPER, {EN: "Tea & (Toast)", PT: "Chá & <Pão>"})])
    (one,) = look(post({PT: "O Tea &amp; (Toast) abre"}), odd)
    assert (one.found, one.right) == ("Tea & (Toast)", "Chá & <Pão>")


def test_no_name_of_the_glossary_is_wrong_by_its_own_rules() -> None:
    for name in glossary():
        for form, rights in name.right.items():
            for right in rights:
                assert look(post({form: right}), glossary()) == (), right
