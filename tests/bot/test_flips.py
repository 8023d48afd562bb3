"""The row of marks under a letter."""

from dataclasses import replace

import pytest

from bot.actions.render import check_lengths, left_to_a_tap, letter_for, letter_for_channel
from bot.content import TEXT_LIMIT, Media, MediaKind, Post, Version, units, visible
from bot.flips import BELL
from bot.languages import Form
from bot.partners import Channel, Kind, Partner
from bot.transport import Letter
from bot.words import words_for
from tests.bot.test_content import a_post

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


def test_a_channel_offers_only_what_it_does_not_show() -> None:
    post = a_post(Form.ZH_HANS, Form.ZH_HANT, Form.EN, Form.PT)
    assert labels(letter_for_channel(post, PARTNER, [Form.ZH_HANT, Form.PT])) == ["简", "EN"]
    assert labels(letter_for_channel(post, PARTNER, [Form.YUE])) == ["简", "EN", "PT"]


def test_a_channel_of_two_languages_gets_both_texts_whole() -> None:
    letter = letter_for_channel(long_post(2000), PARTNER, TWO.forms)
    assert letter is not None
    assert letter.text.startswith("字" * 2000 + "\n\n" + "x" * 2000)
    assert not letter.rows


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
