"""Machines that translate, each over real HTTP against a server that speaks its protocol, well and badly."""

import json
import logging
from collections.abc import AsyncIterator

import pytest

from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.settings import Machine
from bot.translating.translator import hide
from bot.translators import translator_for
from bot.translators.chat import Chat
from bot.translators.deepl import DeepL
from bot.wire import Wire
from tests.machine import KEY, PATHS, Server, machine_at, machine_server


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with machine_server() as machine:
        yield machine


@pytest.mark.parametrize("protocol", PATHS)
async def test_sentences_come_back_in_their_order_and_the_key_goes_only_into_its_header(
    server: Server, protocol: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    machine = machine_at(server, protocol)
    async with Wire() as wire:
        translator = translator_for(machine, wire)
        said = await translator.translate(['one <x id="0"/>', "two"], Form.EN, Form.PT)
    assert list(said) == ['um <x id="0"/>', "dois"]
    assert server.logins == [f"{'Bearer' if protocol == 'chat' else 'DeepL-Auth-Key'} {KEY}"]
    assert KEY not in json.dumps(server.heard) + caplog.text + repr(machine) + repr(translator)


async def test_deepl_is_asked_for_european_portuguese_and_to_leave_marks_alone(server: Server) -> None:
    async with Wire() as wire:
        await DeepL(machine_at(server, "deepl"), wire).translate(["one"], Form.ZH_HANT, Form.PT)
    asked = server.heard[0]
    assert (asked["source_lang"], asked["target_lang"], asked["tag_handling"]) == ("ZH", "PT-PT", "xml")


async def test_deepl_gets_fifty_sentences_at_once_at_the_most(server: Server) -> None:
    async with Wire() as wire:
        said = await DeepL(machine_at(server, "deepl"), wire).translate(["one"] * 120, Form.EN, Form.PT)
    assert list(said) == ["um"] * 120
    assert [len(asked["text"]) for asked in server.heard] == [50, 50, 20]


async def test_deepl_knows_no_cantonese_and_is_not_even_asked(server: Server) -> None:
    async with Wire() as wire:
        with pytest.raises(Mistake) as refused:
            await DeepL(machine_at(server, "deepl"), wire).translate(["one"], Form.EN, Form.YUE)
    assert refused.value.why is Why.TRANSLATOR_UNABLE
    assert server.heard == []


async def test_a_chat_is_told_which_model_and_which_language_and_may_put_its_answer_in_a_fence(server: Server) -> None:
    server.mood = "fenced"
    async with Wire() as wire:
        said = await Chat(machine_at(server, "chat"), wire).translate(["one"], Form.EN, Form.YUE)
    assert list(said) == ["um"]
    assert server.heard[0]["model"] == "small-model"
    assert "Cantonese" in server.heard[0]["messages"][0]["content"]


MOODS = {
    "401": Why.TRANSLATOR_KEY,
    "403": Why.TRANSLATOR_KEY,
    "429": Why.TRANSLATOR_BUSY,
    "456": Why.TRANSLATOR_BUSY,
    "500": Why.TRANSLATOR_AWAY,
    "404": Why.TRANSLATOR_AWAY,
    "no json": Why.TRANSLATOR_GARBLED,
    "another shape": Why.TRANSLATOR_GARBLED,
    "too few": Why.TRANSLATOR_GARBLED,
    "none": Why.TRANSLATOR_GARBLED,
    "slow": Why.TRANSLATOR_AWAY,
}


@pytest.mark.parametrize("protocol", PATHS)
@pytest.mark.parametrize("mood", MOODS)
async def test_what_goes_wrong_has_a_name(server: Server, protocol: str, mood: str) -> None:
    server.mood = mood
    async with Wire() as wire:
        kind = Chat if protocol == "chat" else DeepL
        with pytest.raises(Mistake) as refused:
            await kind(machine_at(server, protocol), wire, seconds=0.5).translate(["one", "two"], Form.EN, Form.PT)
    assert refused.value.why is MOODS[mood]


async def test_a_machine_that_is_not_there_is_away() -> None:
    async with Wire() as wire:
        with pytest.raises(Mistake) as refused:
            await Chat(Machine("http://127.0.0.1:9", KEY), wire).translate(["one"], Form.EN, Form.PT)
    assert refused.value.why is Why.TRANSLATOR_AWAY


TERMS = {"Canton Tower": "Torre de Cantão", "Guangzhou": "Cantão", "R&D": "I&D"}


def test_tags_links_and_terms_are_hidden_and_come_back_in_the_other_language() -> None:
    hidden = hide("<b>Guangzhou</b> &amp; R&amp;D: see https://a.hk at Canton Tower", TERMS)
    assert hidden.text == '<x id="0"/><x id="1"/><x id="2"/> &amp; <x id="3"/>: see <x id="4"/> at <x id="5"/>'
    back = hidden.shown('<x id="0"/><x id="1"/><x id="2"/> &amp; <x id="3"></x>: veja <x id="4" /> na <x id="5"/>')
    assert back == "<b>Cantão</b> &amp; I&amp;D: veja https://a.hk na Torre de Cantão"


@pytest.mark.parametrize(
    "answer",
    [
        'Olá <x id="0"/>mundo',
        'Olá <x id="0"/>mundo<x id="1"/><x id="1"/>',
        'Olá <x id="1"/>mundo<x id="0"/>',
        'Olá <x id="0"/>mundo<x id="1"/><x id="2"/>',
        'Olá <b><x id="0"/>mundo<x id="1"/></b>',
        'Olá <x id="0"/>mundo<x id="1"/> por <5 euros',
        'Olá <x id="0"/>a<b<x id="1"/>',
    ],
)
def test_an_answer_with_a_lost_doubled_crossed_or_invented_mark_is_not_taken(answer: str) -> None:
    assert hide("Hello <b>world</b>", {}).shown(answer) is None


def test_a_term_inside_another_word_is_none() -> None:
    assert hide("Guangzhouers", TERMS).text == "Guangzhouers"


def test_what_no_database_takes_is_left_out_of_an_answer() -> None:
    assert hide("Hello <b>world</b>", {}).shown('Olá\x00 <x id="0"/>mun\ud800do<x id="1"/>\x07!') == "Olá <b>mundo</b>!"
