"""A post may be for the readers of some places: chosen by a press, approved with it, and only they get it."""

from bot.content import PostKind, PostState
from bot.languages import Form
from bot.mistakes import Why
from bot.places import Place
from bot.words import words_for
from handlers.showing.mistakes import SENTENCES
from handlers.showing.roughly import roughly
from tests import cast
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.partner_deeds import (
    EN,
    HANS,
    WORDS,
    admin_approves,
    begins,
    copies,
    hears_of_approval,
    its_minute_comes,
    newest,
    presses_forged,
    say,
    submits,
    writes,
)

HONG_KONG = WORDS.place(Place.HONG_KONG)
ABROAD = WORDS.place(Place.ABROAD)


def reaches(n: int) -> str:
    return str(WORDS.plural("It reaches {n} follower.", "It reaches {n} followers.", n))


def reaches_about(n: int) -> str:
    return str(roughly(WORDS, "It reaches {n} follower.", "It reaches {n} followers.", n))


async def test_a_post_for_two_places_goes_to_their_readers_and_to_no_channel(city: City) -> None:
    author = await begins(city)
    await writes(author, ZH_HANS=HANS, EN=EN)
    await author.presses(say("For all followers"))
    page = await author.sees(say("Who is it for?"), reaches(5))
    assert f"✓ {say('All followers')}" in labels_of(page)
    await author.presses(HONG_KONG)
    page = await author.sees(HONG_KONG, reaches_about(2), say("It isn't posted in channels: they're read everywhere."))
    assert f"✓ {HONG_KONG} · < 5" in labels_of(page)
    await author.presses(ABROAD)
    await author.sees(reaches_about(5))
    await author.presses(say("Back"))
    card = await author.sees(say("Only for readers in: {places}.", places="|").split("|")[0], HONG_KONG, ABROAD)
    assert str(WORDS.plural("For {n} place", "For {n} places", 2)) in labels_of(card)
    post = await submits(city, author)
    await admin_reads(city)
    await admin_approves(city, post)
    await hears_of_approval(author)
    broadcast = await its_minute_comes(city, post)
    assert broadcast.meant == 3
    got = {who: copies(city, who) for who in (cast.XIAOLAN, cast.WINGSZE, cast.KAMAN, cast.EMMA, cast.JOANA)}
    assert got == {cast.XIAOLAN: 0, cast.WINGSZE: 1, cast.KAMAN: 1, cast.EMMA: 0, cast.JOANA: 1}
    assert not [each for each in await city.channel().messages() if HANS in words_of(each)]


async def admin_reads(city: City) -> None:
    """The reviewer sees whom it is for, and how many that is."""
    admin = city.person(cast.ZHIYUAN)
    await admin.says("/review")
    await admin.presses(HANS[:8])
    page = await admin.sees(HONG_KONG, ABROAD, reaches_about(5))
    assert say("In its channels") not in labels_of(page)


async def test_another_choice_voids_the_approval_after_a_question(city: City) -> None:
    author = await begins(city)
    await writes(author, ZH_HANS=HANS, EN=EN)
    post = await submits(city, author)
    await admin_approves(city, post)
    await hears_of_approval(author)
    await author.says("/schedule")
    await author.sees(say("For all followers."))
    await author.presses(say("For whom?"))
    await author.sees(say("Who is it for?"))
    await author.presses(HONG_KONG)
    await author.sees(str(WORDS.say(STATE, title="|", state="¦").striptags()).split("¦")[1])
    assert (await newest(city)).state is PostState.APPROVED
    await author.presses(say("Change it"))
    await author.sees(say("Send or press what you want to change."))
    await author.presses(say("For all followers"))
    await author.sees(say("Who is it for?"))
    await author.presses(HONG_KONG)
    await author.sees(reaches_about(2))
    changed = await newest(city)
    assert (changed.state, changed.places, changed.approved_hash) == (
        PostState.DRAFT,
        frozenset({Place.HONG_KONG}),
        None,
    )
    await author.presses(say("All followers"))
    await author.sees(reaches(5))
    assert (await newest(city)).hash() == post.hash()


STATE = "“{title}” is {state}. If you change it, it becomes a draft and has to be approved again."


async def test_nobody_else_chooses_whom_a_post_is_for(city: City) -> None:
    author = await begins(city)
    await writes(author, ZH_HANS=HANS)
    post = await newest(city)
    sorry = str(words_for(Form.EN).bare(SENTENCES[Why.NO_PARTNER]))
    assert await presses_forged(city, city.person(cast.EMMA), f"pw:{post.id}:macau:1:0") == sorry
    assert (await newest(city)).places == frozenset()


async def test_a_press_that_comes_again_changes_nothing_more(city: City) -> None:
    author = await begins(city)
    await writes(author, ZH_HANS=HANS)
    post = await newest(city)
    for press, places in ((f"pw:{post.id}:macau:1:0", {Place.MACAU}), (f"pw:{post.id}:macau:0:0", set())):
        for _ in range(2):
            await presses_forged(city, author, press)
            assert (await newest(city)).places == places
    for press, kind in (("promo", PostKind.CAMPAIGN), ("story", PostKind.STORY)):
        for _ in range(2):
            await presses_forged(city, author, f"pe:{press}:{post.id}:")
            assert (await newest(city)).kind is kind
