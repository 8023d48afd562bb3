"""Letters that several languages share are told as letters; those of one language alone name it."""

from bot.forms.foreign import foreign_name
from bot.hearing.unread import Letters, unread
from tests.rows import each_of


@each_of(
    ("text", "letters"),
    [
        ("Привет", Letters.CYRILLIC),
        ("ok спасибо!", Letters.CYRILLIC),
        ("شكرا 🙂", Letters.ARABIC),
        ("नमस्ते", Letters.DEVANAGARI),
        ("ইতিহাস", Letters.OTHER),
        ("አማርኛ", Letters.OTHER),
        ("bom dia, µ e ª", None),
        ("聽日ㄉ send 俾你", None),
        ("π ≈ 3,14", None),
        ("я", None),
        ("the word спасибо means thank you", None),
        ("🎉🎊", None),
        ("", None),
    ],
)
def test_letters_that_nobody_reads_here_are_told_when_most_is_written_in_them(
    text: str, letters: Letters | None
) -> None:
    assert unread(text) is letters


@each_of(
    ("text", "code"),
    [
        ("ขอบคุณ", "th"),
        ("cảm ơn bạn", "vi"),
        ("CẢM ƠN", "vi"),
        ("감사", "ko"),
        ("ありがとう", "ja"),
        ("გამარჯობა", "ka"),
        ("நன்றி", "ta"),
        ("Привет", None),
    ],
)
def test_a_short_text_in_letters_of_one_language_alone_names_it(text: str, code: str | None) -> None:
    assert foreign_name(text) == code


def test_a_sign_that_stands_for_eighteen_letters_is_told_in_a_moment_however_often_it_is_repeated() -> None:
    """Each of 73,728 letters was counted among all the others, which took minutes."""
    assert unread("\ufdfa" * 4096) is Letters.ARABIC
