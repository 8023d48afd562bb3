"""Texts that no keyboard should make, through detection, conversion, rendering, and a reader's and an author's chat."""

from dataclasses import replace

from bot.actions.render import letter_for
from bot.content import Version
from bot.detection import detect
from bot.forms.conversion import changed_terms, convert
from bot.forms.foreign import foreign_name
from bot.forms.register import other_register
from bot.forms.weighing import weigh
from bot.hearing.aliases import alias_of, mentioned
from bot.languages import Form, hinted
from bot.partners import Kind, Partner
from bot.texts import units, visible
from tests import cast
from tests.bot.posts import a_post
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.deeds import reader_of
from tests.journeys.partner_deeds import begins, newest, say
from tests.rows import each_of

ODD = {
    "mixed scripts": "今晚Tonight 今夜 сегодня الليلة 오늘 밤 คืนนี้",
    "half converted": "广州的故事，廣州嘅故仔，说說话話，网絡网络",
    "a lone surrogate": "你好\ud83d，广州",
    "zero-width joiners": "广\u200d州\u200b的\u2060故\ufeff事",
    "right-to-left marks": "\u202e廣州\u202c\u200f故事\u200e hello",
    "emoji": "👍" * 2048,
    "a family": "👨‍👩‍👧‍👦🏳️‍🌈" * 20,
    "digits": "20270309 123456 ８８８ ٣٤٥",
    "combining marks": "Z\u0351\u0368a\u0363l\u0368g\u0348o\u0334 " * 20,
    "nothing but spaces": "\u3000\u00a0\u2003 \u200b",
    "mark-up": "<b>不<i>配</b>对</i> &nbsp; &#0; &lt;a href='x'> {partner} %s",
    "null": "a\x00b\x1b[31m",
    "private use": "\ue000\uf8ff\U000f0000",
    "rare characters": "𠮷𠝹𨋢𨳒㗎嚟",
}
SENDABLE = {name: text for name, text in ODD.items() if text.strip().strip("\u200b") and "surrogate" not in name}


@each_of("name", ODD)
def test_detection_of_an_odd_text_is_calm_and_always_the_same(name: str) -> None:
    text = ODD[name]
    found = detect(text)
    assert found == detect(text)
    assert 0 <= found.confidence <= 1
    assert weigh(found, Form.PT, [Form.EN], Form.YUE) == weigh(found, Form.PT, [Form.EN], Form.YUE)
    assert foreign_name(text) == foreign_name(text)
    assert alias_of(text) == alias_of(text)
    assert len(mentioned(text)) <= 2
    assert other_register(text, Form.YUE) in {None, *Form}


@each_of("name", ["emoji", "a family", "digits", "nothing but spaces", "private use"])
def test_what_has_no_letters_has_no_language(name: str) -> None:
    assert detect(ODD[name]).form is None
    assert detect(ODD[name]).confidence == 1.0


@each_of("to", [Form.ZH_HANS, Form.ZH_HANT])
@each_of("name", ODD)
def test_conversion_of_an_odd_text_can_be_kept_and_is_settled_after_one_time(name: str, to: Form) -> None:
    made = convert(ODD[name], to)
    made.encode()
    assert convert(made, to) == convert(convert(made, to), to)
    changed_terms(ODD[name], to)


@each_of("form", Form)
@each_of("name", ODD)
def test_a_letter_of_an_odd_text_is_rendered_whole(name: str, form: Form) -> None:
    post = replace(a_post(Form.ZH_HANS), versions={Form.ZH_HANS: Version(Form.ZH_HANS, ODD[name])})
    letter = letter_for(post, Partner(1, "p", Kind.SUPER, {}), form)
    assert letter is not None
    assert ODD[name].strip() in letter.text
    assert units(visible(letter.text)) > 0


@each_of("tag", ["xx", "zh-Klon-XX", "tlh", "english", "zh_", "-", "💬", "pt" * 500, "zh-hant\x00"])
def test_a_language_tag_that_does_not_exist_still_leads_to_a_form(tag: str) -> None:
    assert hinted(tag) in Form


async def test_every_odd_text_of_a_reader_is_answered_with_a_way_on(city: City) -> None:
    emma = city.person(cast.EMMA)
    for name, text in SENDABLE.items():
        await emma.says(text)
        answer = await emma.sees("")
        assert labels_of(answer), name
        assert "went wrong" not in words_of(answer), name
    assert (await reader_of(city, cast.EMMA)).form is Form.EN


async def test_every_odd_text_of_an_author_is_saved_or_asked_about_and_previewed(city: City) -> None:
    author = await begins(city)
    for name, text in SENDABLE.items():
        await author.says(text)
        answer = await author.sees("")
        assert labels_of(answer), name
        assert say(
            "Something went wrong here, and it isn't your fault. It has been noted: please try again in a moment."
        ) not in words_of(answer), name
        if say("Leave it out") in labels_of(answer):
            await author.presses(say("Leave it out"))
            await author.sees("")
    assert (await newest(city)).id


async def test_a_text_that_nobody_can_see_is_no_text_of_a_post(city: City) -> None:
    author = await begins(city)
    await author.says("\u200b\u2060\u200d")
    await author.sees(say("There's no text in this. Write a few words and send it again."))
    assert not (await newest(city)).versions
