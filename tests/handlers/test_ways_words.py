"""What is typed about a button."""

import pytest

from bot.languages import Form
from bot.words import words_for
from handlers.staff.ways_words import link_of


@pytest.mark.parametrize("label", ["Sign up", "Website", "官网", "买票", "按此報名", "睇多啲", "Comprar bilhetes"])
def test_the_words_before_an_address_are_the_buttons(label: str) -> None:
    way = link_of(f"{label} https://example.org", words_for(Form.EN))
    assert list(way.labels.values()) == [label]


@pytest.mark.parametrize("order", ["Put a button to", "põe um botão para", "加个按钮", "加個掣去"])
def test_an_order_is_no_label(order: str) -> None:
    assert not link_of(f"{order} https://example.org", words_for(Form.EN)).labels
