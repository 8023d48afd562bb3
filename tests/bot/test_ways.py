"""Buttons under a post and hashtags of campaigns: what can be one, and what each reader sees."""

import pytest

from bot.actions.render import hashtag_in
from bot.hashtags import read_hashtags
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.ways import LABEL_LIMIT, Way, WayKind, check_label, check_url
from tests.rows import each_of


@each_of(
    ("typed", "address"),
    [
        ("https://example.com/a?b=1", "https://example.com/a?b=1"),
        (" example.com ", "https://example.com"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("https://例子.中国/路", "https://例子.中国/路"),
        ("https://a-b.example.com:8443/@joe?at=a@b.c", "https://a-b.example.com:8443/@joe?at=a@b.c"),
        ("http://192.0.2.1/a..b", "http://192.0.2.1/a..b"),
        ("https://कापोक.भारत/", "https://कापोक.भारत/"),
    ],
)
def test_an_address_can_be_opened(typed: str, address: str) -> None:
    assert check_url(typed) == address


NO_ADDRESS = ["", "hello", "javascript:alert(1)", "ftp://x.org", "https://a b.org", "https://["]
NO_HOST = [
    *("https://a..b.com", "https://.", "https://.a.com", "https://a.com.", "https://a.b@localhost/x", "https://a.b@/x"),
    *("https://joe@example.com", "https://localhost/a.b", "https://a.b:99999999/", "https://a.b|c", "https://[::1]/."),
    *("https://", "tg://"),
]


@each_of("typed", [*NO_ADDRESS, *NO_HOST])
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Mistake) as refused:
        check_url(typed)
    assert refused.value.why is Why.LINK_UNREADABLE


@each_of(("typed", "why"), [("  ", Why.LABEL_MISSING), ("→", Why.LABEL_MISSING),
                                            ("x" * (LABEL_LIMIT + 1), Why.LABEL_TOO_LONG),
                                            ("https://a.mo", Why.LABEL_IS_ADDRESS),
                                            ("WWW.a.mo", Why.LABEL_IS_ADDRESS)])  # fmt: skip
def test_a_label_has_words_that_fit_on_a_button(typed: str, why: Why) -> None:
    with pytest.raises(Mistake) as refused:
        check_label(typed)
    assert refused.value.why is why


def test_a_reader_sees_a_label_along_their_chain() -> None:
    way = Way(WayKind.LINK, "https://example.com", {Form.ZH_HANT: "預約", Form.EN: "Book"})
    assert [way.label(form) for form in Form] == ["預約", "預約", "預約", "Book", "Book"]
    assert Way(WayKind.FOLLOW).label(Form.PT) is None


@each_of(
    ("typed", "kept"),
    [
        ("#廣州木棉", "#廣州木棉"),
        ("GuangzhouKapok", "#GuangzhouKapok"),
        ("＃广州木棉 #GuangzhouKapok", "#广州木棉 #GuangzhouKapok"),
        ("#Cantão2027", "#Cantão2027"),
    ],
)
def test_one_hashtag_or_one_in_chinese_and_one_in_latin_letters_is_read(typed: str, kept: str) -> None:
    assert read_hashtags(typed) == kept


@each_of("typed", ["", "#", "#two words here", "#a-b", "#2027", "#one #two", "#a #木 #b", "#" + "x" * 65])
def test_what_is_no_hashtag_is_refused(typed: str) -> None:
    with pytest.raises(Mistake) as refused:
        read_hashtags(typed)
    assert refused.value.why is Why.HASHTAG_UNREADABLE


@each_of(
    ("form", "shown"),
    [
        (Form.ZH_HANS, "#广州木棉"),
        (Form.ZH_HANT, "#廣州木棉"),
        (Form.YUE, "#廣州木棉"),
        (Form.EN, "#GuangzhouKapok"),
        (Form.PT, "#GuangzhouKapok"),
    ],
)
def test_each_reader_sees_the_hashtag_in_their_own_letters_and_script(form: Form, shown: str) -> None:
    assert hashtag_in("#广州木棉 #GuangzhouKapok", form) == shown


def test_a_label_is_as_long_as_the_network_counts_it() -> None:
    flowers = "Go" + "🌺" * ((LABEL_LIMIT - 2) // 2)  # two units each
    assert check_label(flowers) == flowers
    with pytest.raises(Mistake) as refused:
        check_label(flowers + "a")
    assert refused.value.facts["length"] == LABEL_LIMIT + 1


def test_who_reads_the_words_of_another_language_on_a_button_is_known() -> None:
    one = Way(WayKind.LINK, "https://example.com", {Form.ZH_HANS: "预约", Form.ZH_HANT: "預約"})
    assert one.borrowed(Form) == {Form.ZH_HANT: [Form.EN, Form.PT]}
    assert one.borrowed([Form.ZH_HANS, Form.YUE]) == {}
    assert Way(WayKind.LINK, "https://example.com", {Form.YUE: "睇吓"}).borrowed([Form.ZH_HANS]) == {
        Form.YUE: [Form.ZH_HANS]
    }
    assert Way(WayKind.FOLLOW).borrowed(Form) == {}
