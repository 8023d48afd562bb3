"""A communicator's working day: campaign, post, buttons, review, report."""

from dataclasses import replace

import pytest

from bot.content import PostState
from bot.languages import Form
from bot.mistakes import Why
from bot.partners import BENEFITS, Benefit, Kind
from handlers.showing.mistakes import SENTENCES
from tests import cast
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.partner_deeds import EN, PT, YUE, admin_returns, newest, presses_forged
from tests.journeys.working_day import OWN, Day, plain


@pytest.fixture(params=[Form.YUE])
def day(city: City, request: pytest.FixtureRequest) -> Day:
    return Day(city, request.param)


async def test_a_campaign_is_begun_in_five_answers_and_shows_its_progress(day: Day) -> None:
    await day.begins()
    author, say = day.author, day.say
    await author.says("/campaigns")
    await author.sees(
        say("There are no campaigns yet. A campaign groups posts between two dates, with a goal and a hashtag.")
    )
    await author.presses(say("New campaign"))
    await author.sees(say("What's the campaign called? Send its name in any language."))
    await author.says("木棉花季" if day.form is Form.YUE else "Época da sumaúma")
    await author.sees(say("What is its first day? Press one, or write it, like “31 March” or “next Friday”."))
    await author.says("???")
    await author.sees(say("I couldn't read that as a day. Write it like 2027-03-31, or “tomorrow”."))
    await author.says("聽日" if day.form is Form.YUE else "amanhã")
    await author.sees(say("What is its last day? Press one, or write it."))
    await author.says("9/3/2027")
    await author.sees(say("A campaign can't end before it begins. Choose a later last day."))
    await author.says("31/3/2027")
    await author.sees(say("How many posts should it have? Press a number, or write one."))
    await author.presses("5")
    await author.says("two words here")
    await author.sees(say(SENTENCES[Why.HASHTAG_UNREADABLE]))
    await author.says("#廣州木棉 #GuangzhouKapok")
    page = await author.sees(say("✓ The campaign is ready."))
    for told in (
        str(day.words.plural("Goal: {n} post", "Goal: {n} posts", 5)),
        say("There are no posts in it yet."),
        say("Begin the first one below, or put one of your /drafts into it."),
    ):
        assert told in words_of(page)
    assert "0" not in words_of(page).replace("2027", "").replace("30", "").replace("10", "")
    await author.presses(say("New post"))
    await author.sees("")
    await day.writes(OWN[day.form])
    post = await newest(day.city)
    assert post.hashtag == "#廣州木棉 #GuangzhouKapok"
    await author.says("/campaigns")
    one = str(day.words.plural("{n} without a time yet", "{n} without a time yet", 1))
    await author.sees(f"{'▱' * 10} {day.words.plural('Goal: {n} post', 'Goal: {n} posts', 5)} · {one}")


async def test_no_goal_and_no_hashtag_may_be_written_too(day: Day) -> None:
    await day.begins()
    author, say, none = day.author, day.say, "冇" if day.form is Form.YUE else "Nenhuma."
    await author.says("/campaigns")
    await author.presses(say("New campaign"))
    for answer in ("木棉花季", "hoje", "31/3/2027", none, none):
        await author.says(answer)
        page = await author.sees("")
    assert say("✓ The campaign is ready.") in words_of(page)
    assert say("No hashtag") in words_of(page)


@pytest.mark.parametrize("backwards", [False, True])
async def test_both_days_may_be_written_at_once(day: Day, *, backwards: bool) -> None:
    await day.begins()
    author, say = day.author, day.say
    await author.says("/campaigns")
    await author.presses(say("New campaign"))
    await author.says("木棉花季")
    await author.sees("")
    if backwards:
        await author.says("31/3/2027 到 聽日" if day.form is Form.YUE else "de 31/3/2027 a amanhã")
        await author.sees(say("A campaign can't end before it begins. Choose a later last day."))
        return
    await author.says("聽日到3月31日" if day.form is Form.YUE else "de amanhã até 31/3/2027")
    await author.sees(say("How many posts should it have? Press a number, or write one."))


async def test_a_campaign_that_was_begun_and_left_goes_on_or_gives_way_to_another(day: Day) -> None:
    await day.begins()
    author, say = day.author, day.say
    await author.says("/campaigns")
    await author.presses(say("New campaign"))
    await author.sees(say("What's the campaign called? Send its name in any language."))
    await author.says("飞行月")
    await author.sees(say("What is its first day? Press one, or write it, like “31 March” or “next Friday”."))
    await author.says("/posts")
    await author.says("/campaigns")
    await author.presses(say("New campaign"))
    began = "You began the campaign “{name}”, and it isn't finished. Shall we go on with it?"
    await author.sees(say(began, name="飞行月"))
    await author.presses(say("Go on with the campaign"))
    await author.sees(say("What is its first day? Press one, or write it, like “31 March” or “next Friday”."))
    await author.says("/campaigns")
    await author.presses(say("New campaign"))
    await author.presses(say("Begin another"))
    await author.sees(say("What's the campaign called? Send its name in any language."))


async def test_a_forged_answer_to_a_campaigns_question_is_said_to_be_unreadable(day: Day) -> None:
    await day.begins()
    author, say = day.author, day.say
    await author.says("/campaigns")
    await author.presses(say("New campaign"))
    await author.says("木棉花季")
    await author.sees("")
    for forged in ("20270230", "tomorrow"):
        toast = await presses_forged(day.city, author, f"pca:{forged}")
        assert toast == plain(day.words, SENTENCES[Why.DAY_UNREADABLE])
    for answer in ("hoje", "31/3/2027", "冇"):
        await author.says(answer)
        await author.sees("")
    assert await presses_forged(day.city, author, "pca:<b") == plain(day.words, SENTENCES[Why.HASHTAG_UNREADABLE])


async def test_a_post_with_buttons_is_sent_to_its_author_alone_as_readers_will_get_it(day: Day) -> None:
    await day.begins()
    author, say = day.author, day.say
    await author.says("/new")
    await author.sees("")
    await day.writes(OWN[day.form], EN)
    await author.presses(say("Buttons"))
    await author.sees(say("There are none yet. Readers see them below the text, each in their own language."))
    await author.presses(say("Link"))
    await author.sees("https://example.com")
    await author.says("no address")
    await author.sees(say("That isn't a web address. Send one like https://example.com/page."))
    await author.says("訂位 example.com/a" if day.form is Form.YUE else "Reservar lugar example.com/a")
    await author.sees("https://example.com/a")
    await author.presses(day.words.language(Form.EN, begins=True))
    await author.sees(
        say("What should this button say in {language}? Send a few words.", language=day.words.language(Form.EN))
    )
    await author.says("Book a seat")
    await author.sees("EN Book a seat")
    await author.presses(say("Back"))
    await author.sees("example.com")
    await author.presses(say("+ {button}", button=say("Follow this partner")))
    await author.presses(say("Back"))
    await author.sees(say("Must be reviewed before it goes out: {languages}.", languages=day.words.language(day.form)))
    await author.presses(say("More ›"))
    await author.sees(say("“Send to me” sends it only to you, exactly as it will arrive."))
    await author.presses(say("Send to me: {mark}", mark="EN"))
    copy = await author.sees(EN, "/stop")
    marks = ["粵", "• EN", "🔕"] if day.form is Form.YUE else ["• EN", "PT", "🔕"]
    assert labels_of(copy) == ["Book a seat", "Follow this partner", *marks]
    emma = day.city.person(cast.EMMA)
    assert not [message for message in await emma.messages() if EN in words_of(message)]


async def test_a_reviewers_change_takes_another_admin_and_the_author_sees_what_changed(day: Day) -> None:
    await day.begins()
    city, say, admin = day.city, day.say, day.admin
    async with city.store.write() as tx:
        await tx.admins.ensure({cast.EMMA}, city.watch())
    await day.opens(OWN[day.form])
    await day.submits()
    await day.opens_review()
    await admin.presses(say("All texts"))
    await admin.sees(OWN[day.form])
    await admin.presses(f"✎ {day.form.mark}")
    await admin.sees(say("Send the whole new text. It's yours from then on, so another admin must approve the post."))
    changed = OWN[day.form].replace("珠江", "白鵝潭").replace("Rio das Pérolas", "Rio da Cidade")
    await admin.says(changed)
    shown = await admin.sees(say("✓ Changed. I've told its authors and the other admins."))
    assert say("✓ Approve") not in labels_of(shown)
    await day.author.sees("白鵝潭" if day.form is Form.YUE else "Rio da Cidade", say("<b>As it was</b>"))
    post = await newest(city)
    second = city.person(cast.EMMA)
    await second.says("/review")
    await second.sees("")
    await second.presses(post.title_at_work(Form.EN)[:12])
    await second.sees("")
    await second.presses("✓ Approve")
    await second.sees("✓")
    assert (await newest(city)).state is PostState.APPROVED


async def test_the_only_admin_hears_before_writing_that_nobody_else_could_approve_a_change(day: Day) -> None:
    await day.begins()
    await day.opens(OWN[day.form])
    await day.submits()
    await day.opens_review()
    await day.admin.presses(day.say("All texts"))
    await day.admin.sees(OWN[day.form])
    toast = await day.admin.presses(f"✎ {day.form.mark}")
    assert toast is not None
    assert toast["text"] == day.say(SENTENCES[Why.NO_OTHER_ADMIN])
    await day.admin.presses(day.say("‹ Back"))
    await day.admin.sees("")


async def test_an_ambassador_writes_and_submits_in_three_taps_and_each_language_is_signed(day: Day) -> None:
    await day.begins(Kind.AMBASSADOR)
    assert BENEFITS[Kind.AMBASSADOR].languages == 2
    city, say = day.city, day.say
    await day.opens(OWN[day.form], EN)
    await day.author.says(PT if day.form is Form.YUE else YUE)
    await day.author.sees("2", "✗")
    await day.author.presses(say("Submit"))
    await day.author.sees("✓")
    assert (await newest(city)).state is PostState.SUBMITTED
    await day.opens_review()
    shown = await day.admin.sees(day.form.mark)
    assert say("✓ Approve") not in labels_of(shown)
    await day.admin.presses(say("All texts"))
    for form in (day.form, Form.EN):
        await day.admin.sees("")
        await day.admin.presses(say("✓ {mark} is good", mark=form.mark))
    await day.admin.sees("")
    await day.admin.presses(say("✓ Approve"))
    await day.admin.sees("✓")
    assert (await newest(city)).state is PostState.APPROVED


async def test_an_admin_gives_a_partner_another_benefit_and_takes_it_back(day: Day) -> None:
    await day.begins(Kind.DREAMER)
    admin, say = day.admin, day.say
    await admin.says("/partners")
    await admin.sees("")
    async with day.city.store.read() as tx:
        partner = await tx.partners.by_slug("xpeng")
    assert partner is not None
    await admin.presses(partner.name(day.form))
    await admin.sees("")
    await admin.presses(say("Benefits"))
    await admin.sees(say("Posts per month"), "12")
    await admin.presses(say("Posts per month"))
    await admin.sees(say("Usual for its kind: {value}", value="12"))
    await admin.presses("60")
    await admin.sees("✎", "60")
    await admin.presses(say("Posts per month"))
    await admin.sees("")
    await admin.presses(say("Back to the usual"))
    assert "60" not in words_of(await admin.sees("12"))


async def test_who_was_taken_out_while_a_question_was_open_is_answered_kindly_and_changes_nothing(day: Day) -> None:
    await day.begins()
    city, author = day.city, day.author
    await author.says("/new")
    await author.sees("")
    await day.writes(OWN[day.form])
    post = await newest(city)
    await author.presses(day.say("Buttons"))
    await author.sees("")
    async with city.store.write() as tx:
        reader = await tx.readers.by_address(cast.ZIQING)
        assert reader is not None
        await tx.partners.leave(post.partner_id, reader.id)
    told = await presses_forged(city, author, f"py:f:{post.id}:0:")
    assert told == plain(day.words, SENTENCES[Why.NO_PARTNER])
    assert (await newest(city)).ways == ()


@pytest.mark.parametrize("returned", [False, True])
async def test_a_post_in_too_many_languages_by_now_is_brought_down_in_the_refusal_itself(
    day: Day, *, returned: bool
) -> None:
    await day.begins(Kind.DREAMER)
    author, say, city = day.author, day.say, day.city
    await author.says("/new")
    await author.sees("")
    await day.writes(YUE, EN, PT)
    if returned:
        await day.submits()
        await admin_returns(city, await newest(city), "Too long")
        await author.sees("Too long")
    await lowered(city, 2)
    if returned:
        await author.presses(say("Open the draft"))
    await author.presses(say("Submit"))
    names = {form: day.words.language(form) for form in (Form.YUE, Form.EN, Form.PT)}
    page = await author.sees(
        say("Without {language}, those readers get {given}.", language=names[Form.PT], given=names[Form.EN])
    )
    assert {say("Remove {language}", language=name) for name in names.values()} < set(labels_of(page))
    await author.presses(say("Remove {language}", language=names[Form.EN]))
    await author.sees(
        say("{language} is removed. Now you can submit it.", language=day.words.language(Form.EN, begins=True))
    )
    post = await newest(city)
    assert set(post.versions) == {Form.YUE, Form.PT}
    assert post.state is (PostState.RETURNED if returned else PostState.DRAFT)
    await day.submits()
    assert (await newest(city)).state is PostState.SUBMITTED


async def test_an_old_button_removes_no_language_that_may_stay(city: City) -> None:
    day = Day(city, Form.PT)
    await day.begins(Kind.DREAMER)
    await day.opens(EN, PT)
    post = await newest(city)
    await presses_forged(city, day.author, f"pe:drop:{post.id}:pt")
    assert await newest(city) == post


async def lowered(city: City, languages: int) -> None:
    async with city.store.write() as tx:
        partner = await tx.partners.by_slug("xpeng")
        assert partner is not None
        await tx.partners.save(replace(partner, own={**partner.own, Benefit.LANGUAGES: languages}))
