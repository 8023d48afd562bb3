"""What is said of the languages that must be reviewed: to the admin who looks, and to the author."""

from bot.gate import signed
from bot.languages import Form
from bot.partners import Depth
from bot.words import words_for
from handlers.admin.reviewing.review_screens import review_screen
from handlers.partner.composing.form_standing import gate_lines
from tests.screens.examples_admin import ZONE, case, post

NEEDED = "Must be reviewed before it goes out"


def test_what_is_signed_needs_no_review_any_more_says_the_page_of_the_admin_and_the_card_of_the_author() -> None:
    words, open_post = words_for(Form.EN), post()
    done = signed(open_post, open_post.versions, 99)
    assert NEEDED in review_screen(words, case(open_post), ZONE).text
    assert NEEDED not in review_screen(words, case(done), ZONE).text
    half = signed(open_post, [next(iter(open_post.versions))], 99)
    told = " ".join(gate_lines(half, Depth.EVERY, words))
    assert NEEDED in told
    assert words.language(next(iter(open_post.versions))) not in told.split(NEEDED)[1]
