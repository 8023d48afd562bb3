"""The row of marks under a letter."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.actions.render import check_lengths, left_to_a_tap, letter_for, letter_for_channel
from bot.content import TEXT_LIMIT, Media, MediaKind, Post, PostKind, Version
from bot.forms.flips import BELL
from bot.languages import Form
from bot.mistakes import Mistake
from bot.partners import Channel, Kind, Partner
from bot.texts import units, visible
from bot.transport import Letter
from bot.words import words_for
from tests.bot.posts import a_post

PARTNER = Partner(1, "p", Kind.STRATEGIC, {Form.EN: "P"})
TWO = Channel(5, -100, 1, "Two tongues", (Form.ZH_HANT, Form.PT))
PHOTO = Media(1, MediaKind.PHOTO)


def labels(letter: Letter | None) -> list[str]:
    assert letter is not None
    return [button.label for row in letter.rows for button in row]


def long_post(size: int) -> Post:
    texts = {Form.ZH_HANT: "字" * size, Form.PT: "x" * size}
    return replace(a_post(Form.ZH_HANT, Form.PT), versions={form: Version(form, text) for form, text in texts.items()})


def test_the_row_has_every_written_form_with_the_shown_one_dotted() -> None:
    post = a_post(Form.ZH_HANS, Form.YUE, Form.PT)
    assert labels(letter_for(post, PARTNER, Form.ZH_HANT)) == ["简", "• 粵", "PT", BELL]


@pytest.mark.parametrize("form", Form)
def test_a_form_alone_has_a_bell_that_says_what_it_is_for(form: Form) -> None:
    less = words_for(form).say("Less of this")
    assert labels(letter_for(a_post(Form.EN), PARTNER, form)) == [f"{BELL} {less}"]


def test_an_album_in_several_forms_has_its_text_below_it_with_the_row() -> None:
    album = replace(a_post(Form.EN, Form.PT), media=(PHOTO, replace(PHOTO, id=2)))
    for letter, row in (
        (letter_for(album, PARTNER, Form.PT), ["EN", "• PT", BELL]),
        (letter_for_channel(album, PARTNER, [Form.PT]), ["EN"]),
    ):
        assert labels(letter) == row
        assert letter is not None
        assert letter.apart
    alone = letter_for(replace(album, versions={Form.EN: album.versions[Form.EN]}), PARTNER, Form.EN)
    assert alone is not None
    assert not alone.apart


@pytest.mark.parametrize("kind", PostKind)
def test_a_channel_that_gets_another_form_hears_why_and_is_offered_no_command(kind: PostKind) -> None:
    post = replace(a_post(Form.YUE), kind=kind)
    letter = letter_for_channel(post, PARTNER, [Form.ZH_HANT])
    assert letter is not None
    assert "暫時沒有書面中文版" in letter.text
    assert visible(letter.text).endswith("P（城市合夥人）")
    assert "/stop" not in letter.text


def test_a_channel_offers_only_what_it_does_not_show() -> None:
    post = a_post(Form.ZH_HANS, Form.ZH_HANT, Form.EN, Form.PT)
    assert labels(letter_for_channel(post, PARTNER, [Form.ZH_HANT, Form.PT])) == ["简", "EN"]
    assert labels(letter_for_channel(post, PARTNER, [Form.YUE])) == ["简", "EN", "PT"]


def test_a_channel_of_two_languages_gets_both_texts_whole() -> None:
    letter = letter_for_channel(long_post(2000), PARTNER, TWO.forms)
    assert letter is not None
    assert letter.text.startswith("字" * 2000 + "\n\n" + "x" * 2000)
    assert not letter.rows


def test_a_channel_that_takes_a_message_for_each_gets_whole_versions_and_pictures_with_the_first() -> None:
    post = replace(long_post(2100), media=(PHOTO, replace(PHOTO, id=2)))
    post = replace(post, versions={**post.versions, Form.EN: Version(Form.EN, "in English")})
    letter = letter_for_channel(post, PARTNER, TWO.forms, separately=True)
    assert letter is not None
    first, second = letter.letters
    assert ("字" * 2100 in first.text, "x" in visible(first.text)) == (True, False)
    assert second.text.startswith("x" * 2100)
    assert (len(first.media), len(second.media)) == (2, 0)
    assert (first.silent, second.silent) == (False, True)
    assert labels(first) == labels(second) == ["EN"]
    channel = replace(TWO, separately=True)
    assert left_to_a_tap(post, PARTNER, channel) == ()
    check_lengths(post, PARTNER, [channel])


@pytest.mark.parametrize("forms", [(Form.PT,), (Form.EN, Form.PT)])
def test_one_written_language_is_one_message_however_the_channel_takes_several(forms: tuple[Form, ...]) -> None:
    letter = letter_for_channel(a_post(Form.PT), PARTNER, forms, separately=True)
    assert letter is not None
    assert letter.then is None


def test_a_text_too_long_for_its_own_message_is_refused_under_its_own_language() -> None:
    post = replace(long_post(10), versions={**long_post(10).versions, Form.PT: Version(Form.PT, "x" * 4100)})
    with pytest.raises(Mistake) as refused:
        check_lengths(post, PARTNER, [replace(TWO, separately=True)])
    assert refused.value.facts["form"] is Form.PT


@given(
    written=st.sets(st.sampled_from(Form), min_size=1),
    taken=st.lists(st.sampled_from(Form), min_size=1, unique=True),
    pictures=st.integers(0, 3),
)
def test_a_channels_messages_are_whole_versions_each_once_never_parts_of_two(
    written: set[Form], taken: list[Form], pictures: int
) -> None:
    texts = {form: Version(form, f"begin {form.value} end") for form in written}
    media = tuple(replace(PHOTO, id=no) for no in range(pictures))
    post = replace(a_post(Form.EN), versions=texts, source=next(iter(written)), media=media)
    letter = letter_for_channel(post, PARTNER, taken, separately=True)
    assert letter is not None
    held = [[form for form in written if texts[form].text in each.text] for each in letter.letters]
    assert [each.text.count("begin ") for each in letter.letters] == [1] * len(held)
    own = [form for form in taken if form in written]
    assert held == ([[form] for form in own] or [held[0]])


@pytest.mark.parametrize("media", [(), (PHOTO,)])
def test_what_does_not_fit_together_stands_alone_and_whole_and_the_other_is_a_tap_away(
    media: tuple[Media, ...],
) -> None:
    post = replace(long_post(2100), media=media)
    letter = letter_for_channel(post, PARTNER, TWO.forms)
    assert letter is not None
    assert units(visible(letter.text)) <= TEXT_LIMIT
    assert "字" * 2100 in letter.text
    assert "x" not in visible(letter.text)
    assert labels(letter) == ["PT"]
    assert left_to_a_tap(post, PARTNER, TWO) == (Form.PT,)
    check_lengths(post, PARTNER, [TWO])


def test_an_album_that_cannot_hold_both_has_its_text_below_it_with_the_other_a_tap_away() -> None:
    post = replace(long_post(2100), media=(PHOTO, replace(PHOTO, id=2)))
    letter = letter_for_channel(post, PARTNER, TWO.forms)
    assert letter is not None
    assert letter.apart
    assert labels(letter) == ["PT"]
    check_lengths(post, PARTNER, [TWO])
