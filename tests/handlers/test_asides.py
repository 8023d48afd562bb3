"""What is said in the middle of a story, and likely for the bot; pure."""

import pytest

from bot.hearing.aliases import Wish
from handlers.audience.plain_words.asides import beside_a_story


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("show me stories about food", Wish.STORIES),
        ("mostra-me as definições", Wish.SETTINGS),
        ("俾我睇吓有咩故事", Wish.STORIES),
        ("我想看合作伙伴", Wish.PARTNERS),
    ],
)
def test_who_tells_the_bot_to_show_something_may_not_be_telling_their_story(said: str, wish: Wish) -> None:
    assert wish in (beside_a_story(said) or ())


@pytest.mark.parametrize(
    "told",
    ["She would show me the stars.", "Open the door, she said.", "搵咗成日先搵到條巷。", "Abre a janela, dizia a avó."],
)
def test_a_sentence_of_a_story_that_begins_so_is_its_own(told: str) -> None:
    assert beside_a_story(told) is None
