"""Posts, their versions, lengths and fingerprints."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.content import Media, MediaKind, Post, PostKind, PostState, Version, check_album
from bot.languages import Because, Form
from bot.mistakes import Mistake, Why
from bot.texts import clipped, units, visible
from tests.bot.posts import a_post
from tests.rows import each_of


def test_a_reader_gets_a_whole_version_and_the_reason() -> None:
    chosen = a_post(Form.ZH_HANS, Form.ZH_HANT, Form.EN).version_for(Form.YUE)
    assert chosen is not None
    assert (chosen.version.form, chosen.because) == (Form.ZH_HANT, Because.FORMAL)


def test_a_post_without_versions_has_nothing_for_anybody() -> None:
    assert a_post().version_for(Form.EN) is None


@each_of(("text", "length"), [("abc", 3), ("粵語", 2), ("😀", 2), ("👨‍👩‍👧", 8), ("𢳂", 2), ("\ud800", 1), ("", 0)])
def test_length_is_counted_in_utf16_units(text: str, length: int) -> None:
    assert units(text) == length


def test_a_reader_sees_the_text_without_tags_and_entities() -> None:
    assert visible('<b>A &amp; B</b> <a href="https://x.org">link</a> &lt;i&gt;') == "A & B link <i>"


@each_of(
    ("text", "shown"),
    [
        ("Esta noite, o rio tem asas: passa-se ao lado", "Esta noite, o rio tem asas: passa-se ao lado"),
        ("Esta noite, o rio tem asas: passa-se ao lado da torre", "Esta noite, o rio tem asas: passa-se ao lado da…"),
        ("O Metro de Cantão abre uma nova linha até ao aeroporto", "O Metro de Cantão abre uma nova linha até ao…"),
        ("今晚嘅珠江，多咗對翼。" * 5, "今晚嘅珠江，多咗對翼。" * 2 + "今…"),
        ("x" * 60, "x" * 47 + "…"),
        ("An end, " + "x" * 60, "An end, " + "x" * 39 + "…"),
    ],
)
def test_what_is_too_long_ends_with_a_whole_word(text: str, shown: str) -> None:
    assert clipped(text, 48) == shown


def test_the_title_is_the_first_line_without_mark_up_and_not_too_long() -> None:
    post = a_post(Form.EN)
    assert post.title == "Title en"
    for text, title in (
        ("多了一双翅膀。\n正文", "多了一双翅膀"),
        ("Why not?", "Why not?"),
        ("...", "..."),
        ("\u200b\nHi", "Hi"),
    ):
        assert replace(post, versions={Form.EN: Version(Form.EN, text)}).title == title
    turned = replace(post, versions={Form.EN: Version(Form.EN, "\u202eabc\u2066")})
    assert turned.title == "abc"  # it stands inside sentences of ours, which must not be turned with it
    long = replace(post, versions={Form.EN: Version(Form.EN, "x" * 100)})
    assert len(long.title) == 48


def test_who_works_here_and_reads_no_chinese_sees_the_title_that_was_written_and_a_reader_the_one_they_get() -> None:
    written, made = Version(Form.ZH_HANS, "周日市集"), Version(Form.ZH_HANT, "週日市集", derived_from=Form.ZH_HANS)
    post = replace(a_post(), versions={Form.ZH_HANS: written, Form.ZH_HANT: made}, source=Form.ZH_HANS)
    assert [post.title_at_work(form) for form in (Form.EN, Form.PT, Form.YUE)] == ["周日市集", "周日市集", "週日市集"]
    assert post.title_in(Form.EN) == "週日市集"
    by_hand = replace(post, versions={**post.versions, Form.ZH_HANT: replace(made, derived_from=None)})
    assert by_hand.title_at_work(Form.EN) == "週日市集"


@each_of(
    ("line", "title"),
    [
        (
            "Dia do carro voador: um voo sobre o Rio das Pérolas, ao fim da tarde",
            "Dia do carro voador: um voo sobre o Rio das…",
        ),
        ("Tonight the Pearl River has wings: glide past the tower", "Tonight the Pearl River has wings: glide past…"),
        ("One two three four five six seven eight nine, ten eleven", "One two three four five six seven eight nine…"),
        ("今晚的珠江，" * 9, "今晚的珠江，" * 3 + "今晚的珠江…"),
        ("一二三四五六七八九十一二三四五六七八九十一二，三四五", "一二三四五六七八九十一二三四五六七八九十一二…"),
        ("一二三四五六七八九十一二三四五六七八九十一二三四", "一二三四五六七八九十一二三四五六七八九十一二三四"),
    ],
)
def test_a_title_that_is_cut_ends_with_a_whole_word(line: str, title: str) -> None:
    assert replace(a_post(Form.EN), versions={Form.EN: Version(Form.EN, line)}).title == title


@each_of(
    "changed",
    [
        lambda post: replace(post, versions={**post.versions, Form.PT: Version(Form.PT, "olá")}),
        lambda post: replace(post, versions={Form.EN: Version(Form.EN, "other")}),
        lambda post: replace(post, kind=PostKind.CAMPAIGN),
        lambda post: replace(post, media=(Media(7, MediaKind.PHOTO),)),
    ],
)
def test_any_change_a_reader_could_see_changes_the_fingerprint(changed: Callable[[Post], Post]) -> None:
    post = a_post(Form.EN)
    assert changed(post).hash() != post.hash()


def test_what_readers_do_not_see_leaves_the_fingerprint() -> None:
    post = a_post(Form.EN)
    assert replace(post, state=PostState.APPROVED, comment="fine").hash() == post.hash()


def test_an_album_of_eleven_is_refused() -> None:
    check_album([MediaKind.PHOTO] * 10)
    with pytest.raises(Mistake) as refused:
        check_album([MediaKind.PHOTO] * 11)
    assert refused.value.why is Why.ALBUM_TOO_LARGE
