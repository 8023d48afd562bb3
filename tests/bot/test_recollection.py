"""What a partner said before is proposed for the same sentence, and for one that is nearly the same."""

from dataclasses import replace

from bot.content import Version
from bot.languages import Form
from bot.translating.recollection import Recollection
from bot.translating.worksheets import Earlier
from tests.bot.posts import POST

ENGLISH = Version(Form.EN, "Come on Sunday at five. <b>Bring</b> friends!")
PORTUGUESE = Version(Form.PT, "Venha no domingo às cinco. <b>Traga</b> amigos!", basis=ENGLISH.print)
SAID = replace(POST, versions={Form.EN: ENGLISH, Form.PT: PORTUGUESE})


def test_the_very_sentence_is_proposed_alone() -> None:
    recollection = Recollection([SAID], Form.EN, Form.PT)
    assert recollection.of("<b>Bring</b> friends!") == (Earlier("<b>Bring</b> friends!", "<b>Traga</b> amigos!", 1.0),)


def test_a_near_sentence_is_proposed_with_its_likeness_and_a_far_one_is_not() -> None:
    recollection = Recollection([SAID], Form.EN, Form.PT)
    (near,) = recollection.of("Come on Monday at five.")
    assert near.target == "Venha no domingo às cinco."
    assert 0.8 < near.likeness < 1.0
    assert not near.exact
    assert recollection.of("The ferry leaves from the pier.") == ()


def test_both_directions_and_no_other_language_are_known() -> None:
    assert (
        Recollection([SAID], Form.PT, Form.EN).of("Venha no domingo às cinco.")[0].target == "Come on Sunday at five."
    )
    assert Recollection([SAID], Form.EN, Form.YUE).of("Come on Sunday at five.") == ()


def test_texts_whose_sentences_do_not_match_are_not_remembered() -> None:
    other = replace(PORTUGUESE, text="Venha no domingo. Às cinco. <b>Traga</b> amigos!")
    post = replace(SAID, versions={Form.EN: ENGLISH, Form.PT: other})
    assert Recollection([post], Form.EN, Form.PT).of("Come on Sunday at five.") == ()


def test_what_a_machine_said_or_what_is_stale_is_not_remembered() -> None:
    for bad in (replace(PORTUGUESE, machine=True), replace(PORTUGUESE, basis="another")):
        post = replace(SAID, versions={Form.EN: ENGLISH, Form.PT: bad})
        assert Recollection([post], Form.EN, Form.PT).of("<b>Bring</b> friends!") == ()
    signed = replace(SAID, versions={Form.EN: ENGLISH, Form.PT: replace(PORTUGUESE, machine=True, signed_by=3)})
    assert Recollection([signed], Form.EN, Form.PT).of("<b>Bring</b> friends!")


def test_of_a_sentence_said_twice_the_newest_post_counts() -> None:
    older = replace(
        SAID, versions={Form.EN: ENGLISH, Form.PT: replace(PORTUGUESE, text="Vem domingo. <b>Traz</b> gente!")}
    )
    assert Recollection([SAID, older], Form.EN, Form.PT).of("<b>Bring</b> friends!")[0].target == "<b>Traga</b> amigos!"


def test_where_one_line_does_not_match_the_others_are_remembered() -> None:
    here = replace(ENGLISH, text="The tower\n\nIt glitters. Come!")
    there = Version(Form.PT, "A torre\nBrilha, e por isso venha!", basis=here.print)
    recollection = Recollection([replace(SAID, versions={Form.EN: here, Form.PT: there})], Form.EN, Form.PT)
    assert recollection.of("The tower")[0].target == "A torre"
    assert recollection.of("Come!") == ()
