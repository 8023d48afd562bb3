"""What the card of a draft says of a text in two languages."""

from dataclasses import replace

from bot.content import Version
from bot.languages import Form
from bot.words import words_for
from handlers.partner.composing.card_screens import Card, card_screen
from tests.bot.posts import POST

TEXT = "The kapok is in bloom along the river.\n今晚珠江邊睇<b>木棉花</b>，一齊嚟啦。"


def test_the_card_tells_of_a_second_language_in_a_text_when_it_was_just_saved() -> None:
    post, told = replace(POST, versions={Form.EN: Version(Form.EN, TEXT)}), "Part of the English text is in Cantonese."
    assert told in card_screen(words_for(Form.EN), Card(post, "P", saved=Form.EN)).text
    assert told not in card_screen(words_for(Form.EN), Card(post, "P")).text
