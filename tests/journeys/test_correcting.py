"""A sent text is corrected in chat: by an admin alone, by a communicator with an admin's word, in every copy."""

from dataclasses import replace

import pytest

from bot.actions.correct import propose
from bot.actions.meet import meet
from bot.broadcast import Broadcast, BroadcastState, Errand
from bot.content import PostState, Version
from bot.corrections import Replacement
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.ways import WAYS_LIMIT
from bot.words import Words, words_for
from handlers.correcting.waiting import MOST
from handlers.partner.presses import WriteInto
from handlers.sending import live
from handlers.sending.broadcast_screens import SendingPress
from handlers.sending.facts import Act
from handlers.showing.mistakes import in_words
from tests import cast
from tests.journeys.admin_deeds import speaks
from tests.journeys.conftest import City, Person, labels_of, words_of
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
    presses_old,
    saved,
    say,
    submits,
    until,
)
from tests.journeys.sending import goes_out, looks

WHAT = "What needs correcting? Choose the language of a text, or send the whole text as it should be."
NO_PICTURE = "No picture can be added any more: for that, recall the post and send it again, or write a follow-up."
SEVERAL = say(
    "Only one can take its place: I took the first of those you sent, as shown above. If you meant another, send it "
    "alone."
)
WENT_OUT = say("“{title}” went out already. Is your text a correction of it, or another post?", title="|")
GOES_OUT = say(
    "“{title}” is going out just now. Is your text a correction of it, or another post? It can be corrected as soon as "
    "the sending is over; before that you can pause or cancel it.",
    title="|",
)
OVER = "It has a text in {language} already: yours takes its place."
SUNDAY = "On Sunday the Pearl River has wings: glide past the tower as the lights come on along both banks."
BROKEN = "今晚的珠江，多了两双翅膀。戴上眼镜，从广州塔旁边飞过，看两岸的灯一盏一盏亮起来。"


HALTED = say("All sending is stopped by an admin; it goes on when they resume it.")


async def sent_post(city: City) -> tuple[Person, int, int]:
    """Its author, the post and the broadcast that is over."""
    author, broadcast = await goes_out(city)
    await until(city, broadcast.post_id, BroadcastState.FINISHED)
    return author, broadcast.post_id, broadcast.id


def sentence(words: Words, told: str, **gaps: object) -> str:
    return str(words.say(told, **gaps).striptags())


async def test_a_communicator_proposes_and_an_admin_approves_with_one_press(city: City) -> None:
    author, post_id, _ = await sent_post(city)
    await looks(author)
    await author.presses(say("Correct it"))
    await author.sees(say(WHAT))
    await author.presses("英文")
    await author.sees(say("Send the whole {language} text as it should be. Now it says:", language="英文"), EN)
    await author.says("算了，不改了")
    await author.sees(say(WHAT))
    await author.presses("英文")
    await author.sees(EN)
    await author.says(SUNDAY)
    page = await author.sees("Tonight", "On Sunday", say("An admin looks at it first."))
    struck = [entity["type"] for entity in page["entities"]]
    assert "strikethrough" in struck
    assert "bold" in struck
    admin = city.person(cast.ZHIYUAN)
    await admin._mark()
    await author.presses(say("Propose it to the admins"))
    await author.sees(say("✓ Proposed for “{title}”. An admin will look at it, and I'll tell you.", title="|")[:3])
    notice = await admin.sees("周子晴", "Tonight", "On Sunday")
    assert labels_of(notice) == [say("✓ Correct every copy"), say("Keep as it is")]
    assert EN in words_of(await city.person(cast.EMMA).last())
    await author._mark()
    await admin.presses(say("✓ Correct every copy"))
    await admin.sees(say("Correction"))
    settled = labels_of(await admin.sees("周子晴", say("✓ An admin has approved it.")))
    assert settled, "what asked has no way on"
    assert say("✓ Correct every copy") not in settled
    errand = await until(city, post_id, BroadcastState.FINISHED)
    assert errand.errand is Errand.CORRECT
    assert SUNDAY in words_of(await city.person(cast.EMMA).last())
    assert HANS in words_of(await city.person(cast.XIAOLAN).last())
    assert copies(city, cast.EMMA) == 1
    corrected = str(WORDS.plural("{n} copy corrected", "{n} copies corrected", errand.meant))
    await author.sees(corrected)
    await admin.sees(corrected)
    # What is pressed on the card from before it was sent shows what became of it.
    for stale in (f"draft:{post_id}", f"pe:form:{post_id}:en", f"py:l:{post_id}:0:", f"schedule:{post_id}"):
        await presses_old_button(city, author, stale)
        page = await author.sees(say("That button is from before the post went out. This is how it stands now:"))
        assert say("Correct, recall and more") in labels_of(page)
    yes = notice["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    toast = await presses_old(city, admin, yes)
    assert toast
    assert toast["text"] == say("Somebody has already decided on this correction.")


async def test_what_waits_is_found_by_admins_and_withdrawn_by_its_author(city: City) -> None:
    author, post_id, broadcast_id = await sent_post(city)
    admin = city.person(cast.ZHIYUAN)
    await presses_old_button(city, author, f"fix:{broadcast_id}:en")
    await author.sees(EN)
    await author.says(SUNDAY)
    await author.presses(say("Propose it to the admins"))
    notice = await admin.sees("周子晴", "Tonight", "On Sunday")
    one = str(WORDS.plural("{n} correction of a post that is out is waiting for a decision.", "", 1))
    await admin.says("/status")
    await admin.sees(one)
    await admin.says("/review")
    await admin.sees(say("No post is waiting for review."), one)
    await admin.presses(say("Proposed corrections"))
    await admin.sees("英文")
    await admin.presses("英文")
    assert labels_of(await admin.sees("Tonight", "On Sunday"))[:2] == labels_of(notice)
    see = say("⏳ See or withdraw: {what}", what="英文")
    for page in (f"post:{post_id}", f"fix:{broadcast_id}:"):
        await presses_old_button(city, author, page)
        assert see in labels_of(await author.sees(say("⏳ Waiting for an admin's yes:"), "周子晴"))
    await author.presses(see)
    await author.sees("On Sunday", say("⏳ It waits for an admin's yes."))
    await author.presses(say("Withdraw it"))
    await author.sees("✓")
    ended = await admin.sees(say("✗ It was withdrawn before an admin decided. Nothing changes."))
    assert ended["message_id"] == notice["message_id"]
    await admin.says("/review")
    assert one not in words_of(await admin.sees(""))
    assert say("✓ Correct every copy") not in labels_of(ended)


async def test_many_that_wait_are_counted_and_one_that_no_longer_fits_is_only_taken_off_the_list(city: City) -> None:
    author, post_id, broadcast_id = await sent_post(city)
    writer = await meet(city.store, cast.ZIQING, "周子晴", None, city.watch())
    for no in range(MOST + 1):
        what = Replacement([Version(Form.EN, f"{SUNDAY} {no}")])
        colleague = replace(writer, reader=replace(writer.reader, id=writer.reader.id + 90 * no))
        proposed = await propose(city.store, colleague, broadcast_id, what, city.watch())
    await presses_old_button(city, author, f"post:{post_id}")
    page = await author.sees(say("⏳ Waiting for an admin's yes:"), str(WORDS.plural("… and {n} more", "", 1)))
    assert labels_of(page).count(say("⏳ See or withdraw: {what}", what="英文")) == MOST
    admin = city.person(cast.ZHIYUAN)
    async with city.store.write() as tx:
        proposed = await tx.corrections.add(replace(proposed, content_hash="of another text"))
    await presses_old_button(city, admin, f"fixq:{proposed.id}:0")
    await admin.presses(say("Take it off the list"))
    await admin.sees("我会告诉提出的人")
    await presses_old_button(city, admin, f"fixq:{proposed.id}:0")
    await admin.sees(say("✗ The post had changed since, so it wasn't carried out."))


async def test_the_corrected_text_may_be_sent_at_once_and_its_language_tells_which_it_is(city: City) -> None:
    author, _, broadcast_id = await sent_post(city)
    await presses_old_button(city, author, f"sending:{broadcast_id}")
    await author.presses(say("Correct it"))
    await author.sees(say(WHAT))
    await author.says(SUNDAY)
    await author.sees("Tonight", "On Sunday", say("An admin looks at it first."))


async def test_a_text_that_says_nearly_what_was_sent_is_offered_as_its_correction_by_one_press(city: City) -> None:
    author, post_id, _ = await sent_post(city)
    await author.says(SUNDAY)
    offer = await author.sees(WENT_OUT.split("|")[1])
    assert say("Begin a post with it") in labels_of(offer)
    for sure in (False, True):  # it had come back then, or was about to go out
        into = WriteInto(post_id=post_id, sure=sure, form=Form.EN).pack()
        await presses_old(city, author, into, about=offer["reply_to_message"]["message_id"])
        assert labels_of(await author.sees(WENT_OUT.split("|")[1])) == labels_of(offer)
    await author.presses(say("Correct it"))
    await author.sees("Tonight", "On Sunday", say("An admin looks at it first."))


async def test_an_older_offer_to_put_a_text_into_a_post_asks_whether_it_corrects_it_once_that_goes_or_went_out(
    city: City,
) -> None:
    author, post_id, _ = await sent_post(city)
    for state, told in ((PostState.SENT, WENT_OUT), (PostState.SENDING, GOES_OUT)):
        await stands(city, post_id, PostState.APPROVED)
        await author.says(SUNDAY)
        await author.sees(str(WORDS.plural(OVER, "", 1, language="英文")))
        await stands(city, post_id, state)
        await author.presses("放进“")
        await author.sees(told.split("|")[1])
        await author.says(f"{SUNDAY} Bring a coat.")
        offer = await author.sees(told.split("|")[1])
    assert {say("Pause or cancel"), say("Correct it")} < {*labels_of(offer)}
    await stands(city, post_id, PostState.SENT)
    await author.presses(say("Correct it"))
    await author.sees("Bring a coat", say("An admin looks at it first."))


async def stands(city: City, post_id: int, state: PostState) -> None:
    async with city.store.write() as tx:
        post = await tx.posts.get(post_id)
        assert post
        assert await tx.posts.advance(replace(post, state=state), post.state)


async def test_a_language_that_the_post_lacks_is_named_with_what_its_readers_got_and_a_follow_up(
    city: City,
) -> None:
    author, _, broadcast_id = await sent_post(city)
    lacking = (
        "This post has no {language} text, and none can be added to it any more: its readers got {other}. A follow-up "
        "can bring it."
    )
    told = say(lacking, language="葡文", other="英文")
    await presses_old_button(city, author, f"fix:{broadcast_id}:pt")
    await author.sees(told, say(WHAT))
    await author.says("Esta noite, o Rio das Pérolas tem asas: passa-se ao lado da torre enquanto as luzes se acendem.")
    shown = await author.sees(told, say(WHAT))
    assert say("Write a follow-up") in labels_of(shown)
    await author.says("那就改英文")
    await author.sees(EN)
    await presses_old_button(city, author, f"fix:{broadcast_id}:pt")
    await author.sees(told)
    await author.presses(say("Write a follow-up"))
    await author.presses(say("Open the draft"))


async def test_a_corrected_text_whose_language_cannot_be_told_is_kept_while_that_is_asked(city: City) -> None:
    author, _, broadcast_id = await sent_post(city)
    await presses_old_button(city, author, f"sending:{broadcast_id}")
    await author.presses(say("Correct it"))
    await author.sees(say(WHAT))
    await author.says("XPENG 2026")
    await author.sees(say(WHAT))
    await author.presses("英文")
    await author.sees("Tonight", "XPENG 2026", say("An admin looks at it first."))


@pytest.mark.parametrize("form", [Form.YUE])
async def test_an_admin_corrects_alone_in_their_own_language(city: City, form: Form) -> None:
    _, post_id, broadcast_id = await sent_post(city)
    await speaks(city, cast.ZHIYUAN, form)
    admin, words = city.person(cast.ZHIYUAN), words_for(form)
    await presses_old_button(city, admin, f"sending:{broadcast_id}")
    await admin.presses(sentence(words, "Correct it"))
    await admin.sees(sentence(words, WHAT))
    await admin.presses(words.language(Form.ZH_HANS, begins=True))
    await admin.sees(HANS)
    await admin.says("/help")
    await admin.says(BROKEN)
    assert HANS in words_of(await city.person(cast.XIAOLAN).last())
    await presses_old_button(city, admin, f"fix:{broadcast_id}:zh-Hans")
    await admin.sees(HANS)
    await admin.says(BROKEN)
    await admin.sees(sentence(words, "<b>As it is now</b>"), sentence(words, "<b>As it would be</b>"))
    await admin.presses(sentence(words, "Write it again"))
    await admin.sees(HANS)
    await admin.says(BROKEN)
    await admin.sees(sentence(words, "<b>As it would be</b>"))
    await admin.presses(sentence(words, "✓ Correct every copy"))
    await admin.sees(sentence(words, "Correction"))
    await until(city, post_id, BroadcastState.FINISHED)
    assert BROKEN in words_of(await city.person(cast.XIAOLAN).last())
    assert EN in words_of(await city.person(cast.EMMA).last())


async def presses_old_button(city: City, person: Person, data: str) -> None:
    await presses_old(city, person, data)
    await person.sees("")


async def test_what_is_declined_stays_and_its_author_hears_it(city: City) -> None:
    author, _, broadcast_id = await sent_post(city)
    await presses_old_button(city, author, f"fix:{broadcast_id}:en")
    await author.says(SUNDAY)
    await author.sees("On Sunday")
    admin = city.person(cast.ZHIYUAN)
    await admin._mark()
    await author.presses(say("Propose it to the admins"))
    await admin.sees("周子晴", "On Sunday")
    await author._mark()
    await admin.presses(say("Keep as it is"))
    await admin.sees(
        say("“{title}” stays as it is. I'll tell the person who proposed the correction.", title="|").split("|")[1]
    )
    settled = labels_of(await admin.sees("周子晴", say("✗ An admin has left it as it is.")))
    assert settled, "what asked has no way on"
    assert say("Keep as it is") not in settled
    declined = say("✗ Your correction wasn't accepted. Everything stays as it is.")
    await author.sees("· 英文", declined, "Tonight", "On Sunday")
    assert EN in words_of(await city.person(cast.EMMA).last())


async def test_the_script_made_from_it_is_shown_and_goes_along_or_stays(city: City) -> None:
    author, post_id, broadcast_id = await sent_post(city)
    admin = city.person(cast.ZHIYUAN)
    new = BROKEN.replace("今晚", "周六")
    await presses_old_button(city, admin, f"fix:{broadcast_id}:zh-Hans")
    await admin.says(new)
    both = say("{language} is made from it, and changes with it:", language=WORDS.language(Form.ZH_HANT, begins=True))
    shown = await admin.sees("周六", both, "星期六")
    only = say("Only {language}", language=WORDS.language(Form.ZH_HANS))
    assert only in labels_of(shown)
    await admin.presses(only)
    await admin.sees(say("Correction"))
    await until(city, post_id, BroadcastState.FINISHED)
    assert new in words_of(await city.person(cast.XIAOLAN).last())
    assert "今晚的珠江，多了一雙翅膀" in words_of(await city.person(cast.WINGSZE).last())
    await presses_old_button(city, author, f"fix:{broadcast_id}:zh-Hans")
    await author.says(BROKEN)
    told = words_of(await author.sees(both))
    await author.presses(say("Propose it to the admins"))
    await admin.sees("周子晴", both, "多了兩雙翅膀")
    await admin.presses(say("✓ Correct every copy"))
    await admin.sees(say("Correction"))
    errand = await until(city, post_id, BroadcastState.FINISHED)
    has = "{n} chat has this text; its copy changes in place, without a sound."
    have = "{n} chats have this text; their copies change in place, without a sound."
    assert str(WORDS.plural(has, have, errand.meant)) in told
    assert BROKEN in words_of(await city.person(cast.XIAOLAN).last())
    assert "今晚的珠江，多了兩雙翅膀" in words_of(await city.person(cast.WINGSZE).last())


async def test_a_derived_script_that_would_not_fit_is_named_and_left(city: City) -> None:
    author, _, broadcast_id = await sent_post(city)
    await presses_old_button(city, author, f"fix:{broadcast_id}:zh-Hans")
    await author.says("周六江边见" * 800)
    shown = await author.sees(WORDS.language(Form.ZH_HANT), say("An admin looks at it first."))
    assert say("Only {language}", language=WORDS.language(Form.ZH_HANS)) not in labels_of(shown)
    assert "星期六" not in words_of(shown)


async def test_a_text_that_is_too_long_or_empty_is_asked_for_again(city: City, png: bytes) -> None:
    author, _, broadcast_id = await sent_post(city)
    await presses_old_button(city, author, f"fix:{broadcast_id}:en")
    await author.says("x" * 4090)
    await author.sees("4,096", EN)
    await author.sends(("a.png", png))
    await author.sees(say("There's no text in this. Write a few words and send it again."), EN)
    await author.presses(say("Keep as it is"))
    await author.sees(say("The sending"))
    await author.says(SUNDAY)
    assert EN in words_of(await city.person(cast.EMMA).last())


FORGED = (
    "fix:{}:en",
    "fix:{}:",
    "fix!:{}:en:0123456789abcdef:0",
    "fixed:1:1",
    "fixed:1:0",
    "fixb:{}:0",
    "fixw:l:{}:0:",
    "fixp:{}:0",
)


async def test_strangers_correct_nothing(city: City) -> None:
    author, _, broadcast_id = await sent_post(city)
    await presses_old_button(city, author, f"fix:{broadcast_id}:en")
    await author.says(SUNDAY)
    await author.presses(say("Propose it to the admins"))
    emma, words = city.person(cast.EMMA), words_for(Form.EN)
    no = {
        sentence(words, "You can't do that here. /help shows what you can do."),
        sentence(words, "The post has changed since you opened it. Here it is as it stands now: look again."),
    }
    for data in FORGED:
        assert await presses_forged(city, emma, data.format(broadcast_id)) in no, data


async def test_a_correction_in_another_language_than_its_readers_get_is_warned_of(city: City) -> None:
    author, _, _ = await sent_post(city)
    await looks(author)
    await author.presses(say("Correct it"))
    await author.presses("英文")
    await author.sees(EN)
    await author.says("Esta noite, o Rio das Pérolas tem asas: passa-se ao lado da torre enquanto as luzes se acendem.")
    english, portuguese = WORDS.language(Form.EN), WORDS.language(Form.PT)
    unlike = say("This doesn't look like {language}, but like {other}.", language=english, other=portuguese)
    await author.sees(f"⚠ {unlike}")
    await author.presses(say("Write it again"))
    await author.sees(EN)
    await author.says(SUNDAY)
    assert "⚠" not in words_of(await author.sees(say("An admin looks at it first.")))


async def test_a_wrong_address_is_corrected_by_pressing_and_typing_and_an_admin_sees_both(city: City) -> None:
    author, post_id, broadcast_id = await sent_post(city)
    await presses_old_button(city, author, f"fix:{broadcast_id}:")
    await author.sees(say(WHAT), say(NO_PICTURE))
    await author.presses(say("The buttons"))
    await author.sees(say("There are none yet. Readers see them below the text, each in their own language."))
    await author.says("预约座位 https://example.com/wrong")
    await author.presses("预约座位")
    await author.presses(say("Change the address"))
    await author.sees(say("Send the new address. Now the button leads to:"), "https://example.com/wrong")
    await author.says("seat dot com")
    await author.sees(say("That isn't a web address. Send one like https://example.com/page."))
    await author.says("https://example.com/seat")
    await author.sees("https://example.com/seat")
    await author.presses("+ " + say("Follow this partner"))
    await author.presses(say("See the change"))
    await author.sees(say("No buttons."), "https://example.com/seat", say("An admin looks at it first."))
    admin = city.person(cast.ZHIYUAN)
    await admin._mark()
    await author.presses(say("Propose it to the admins"))
    await author.sees(say("✓ Proposed for “{title}”. An admin will look at it, and I'll tell you.", title="|")[:3])
    await admin.sees("周子晴", say("No buttons."), "https://example.com/seat")
    assert "https://example.com/seat" not in str(await city.person(cast.EMMA).last())
    await author._mark()
    await admin.presses(say("✓ Correct every copy"))
    await admin.sees(say("Correction"))
    errand = await until(city, post_id, BroadcastState.FINISHED)
    assert errand.errand is Errand.CORRECT
    emma = await city.person(cast.EMMA).last()
    assert EN in words_of(emma)
    assert "https://example.com/seat" in str(emma)
    await author.sees(
        f"· {say('The buttons')}", say("✓ Your correction is approved and on its way."), "example.com/seat"
    )


async def test_a_button_is_taken_away_by_an_admin_alone_and_another_bench_does_not_mix_in(city: City) -> None:
    _, post_id, broadcast_id = await sent_post(city)
    admin = city.person(cast.ZHIYUAN)
    await presses_old_button(city, admin, f"fixb:{broadcast_id}:0")
    await admin.says("Book a seat https://example.com/seat")
    await admin.presses(say("See the change"))
    await admin.presses(say("Change them again"))
    await admin.presses("Book a seat")
    await admin.presses(say("Remove it"))
    shown = await admin.sees(say("There are none yet. Readers see them below the text, each in their own language."))
    assert say("See the change") not in labels_of(shown)
    await admin.says("Book a seat https://example.com/seat")
    await admin.presses(say("See the change"))
    await admin.presses(say("✓ Correct every copy"))
    await admin.sees(say("Correction"))
    await until(city, post_id, BroadcastState.FINISHED)
    assert "https://example.com/seat" in str(await city.person(cast.EMMA).last())
    # What is pressed when its change is kept no longer says so, and leads to the beginning.
    anew = say("I no longer have the change that this button is about, so nothing was done. Start again.")
    for stale in (f"fixb!:{broadcast_id}:0123456789abcdef", f"fix!:{broadcast_id}:en:0123456789abcdef:0"):
        await presses_old(city, admin, stale)
        await admin.sees(anew, say(WHAT))
    await presses_old(city, admin, f"fixp!:{broadcast_id}:9")
    await admin.sees(anew, say(WHAT))


async def a_picture_is_out(city: City, png: bytes) -> tuple[Person, Broadcast]:
    """Its author, and the sending of a post with one picture."""
    author = await begins(city)
    await author.sends(("a.png", png), caption=HANS)
    await author.sees(saved(Form.ZH_HANS))
    post = await submits(city, author)
    await admin_approves(city, post)
    await hears_of_approval(author)
    broadcast = await its_minute_comes(city, await newest(city))
    return author, broadcast


async def test_a_picture_is_replaced_and_what_cannot_be_is_said(city: City, png: bytes) -> None:
    author, broadcast = await a_picture_is_out(city, png)
    before = await city.person(cast.XIAOLAN).last()
    await presses_old_button(city, author, f"fix:{broadcast.id}:")
    await author.sees("不能增加")
    # A picture is no text, and none that comes with one is lost without a word.
    left_out = say(
        "The picture that you sent is left out here. To replace one, first press “{button}”.", button=say("A picture")
    )
    await author.sends(("b.png", other_picture()))
    await author.sees(left_out, say(WHAT))
    await author.sends(("b.png", other_picture()), caption=BROKEN)
    await author.sees(left_out, say("An admin looks at it first."))
    await presses_old_button(city, author, f"fix:{broadcast.id}:")
    await author.presses(say("A picture"))
    await author.sees(say("Send the photo that takes its place. The text stays as it is."))
    await author.says("这张")
    await author.sees(say("I'm waiting for a picture now: words can't take its place."))
    await author.says("怎么加按钮？")
    await author.sees("草稿下面的“按钮”")
    await author.says("草稿")
    await author.sees(say("There are no drafts. /new starts a post."))
    await presses_old_button(city, author, f"fixp:{broadcast.id}:")
    await author.sees(say("Send the photo that takes its place. The text stays as it is."))
    await author.says("算了")
    await author.sees(say("No picture is changed: everything stays as it is."))
    await presses_old_button(city, author, f"fixp:{broadcast.id}:")
    await author.sees(say("Send the photo that takes its place. The text stays as it is."))
    await author.sends(("b.png", other_picture()), caption="新的")
    left = say("The words that came with it are left out. To correct a text, go back and choose its language.")
    await author.sees(say("Above: first as it is now, then as it would be."), left)
    admin = city.person(cast.ZHIYUAN)
    await admin._mark()
    await author.presses(say("Propose it to the admins"))
    await author.sees("✓")
    await admin.sees("周子晴", say("Above: first as it is now, then as it would be."))
    names = [str(say(f"<b>{name}</b>")) for name in ("As it is now", "As it would be")]
    assert [each["caption"] for each in (await admin.messages())[-3:] if "photo" in each] == names
    await admin.presses(say("✓ Correct every copy"))
    await admin.sees(say("Correction"))
    await until(city, broadcast.post_id, BroadcastState.FINISHED)
    after = await city.person(cast.XIAOLAN).last()
    assert after["message_id"] == before["message_id"]
    assert after["photo"][-1]["file_unique_id"] != before["photo"][-1]["file_unique_id"]
    assert after["caption"] == before["caption"]
    assert copies(city, cast.XIAOLAN) <= 1


def other_picture() -> bytes:
    return (cast.SAMPLE / "pictures" / "flying-car.png").read_bytes()


async def test_of_an_album_it_is_asked_which_picture(city: City, png: bytes) -> None:
    author = await begins(city)
    await author.sends(("a.png", png), ("b.png", other_picture()), caption=HANS)
    await author.sees(saved(Form.ZH_HANS))
    post = await submits(city, author)
    await admin_approves(city, post)
    await hears_of_approval(author)
    broadcast = await its_minute_comes(city, await newest(city))
    await presses_old_button(city, author, f"fixp:{broadcast.id}:")
    await author.sees(
        say("Which picture should be replaced? Above is the album as it stands: count from the left, row by row.")
    )
    assert sum("photo" in each for each in (await author.messages())[-4:]) == 2
    await author.sends(("b.png", other_picture()))
    await author.sees(say("First choose which picture it replaces, then send it again."))
    await author.presses(say("Photo {no}", no=2))
    await author.sees(say("Send the photo that takes its place. The text stays as it is."))
    third = (cast.SAMPLE / "pictures" / "arcades.png").read_bytes()
    await author.sends(("c.png", third), ("d.png", png))
    shown = await author.sees(say("It's number {no} of {n} in the album.", no=2, n=2))
    assert labels_of(shown)[0] == say("Propose it to the admins")
    await author.sees(SEVERAL)
    await author.sends(("d.png", png), ("e.png", third), ("f.png", png))
    await author.sees(say("It's number {no} of {n} in the album.", no=2, n=2))
    await author.sees(SEVERAL)
    assert sum(SEVERAL in words_of(each) for each in await author.messages()) == 2


async def test_the_page_of_a_small_correction_shows_its_end_by_itself_unless_something_else_was_pressed(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "EVERY", 0.2)
    _, post_id, broadcast_id = await sent_post(city)
    admin = city.person(cast.ZHIYUAN)
    await presses_old_button(city, admin, f"fixb:{broadcast_id}:0")
    await admin.says("Book a seat https://example.com/seat")
    await admin.presses(say("See the change"))
    await admin.presses(say("✓ Correct every copy"))
    await admin.sees(say("Correction"), say("Finished."))
    async with city.store.write() as tx:
        await tx.programme.halt(city.watch())
    await presses_old_button(city, admin, f"fixb:{broadcast_id}:0")
    await admin.presses("Book a seat")
    await admin.presses(say("Remove it"))
    await admin.presses(say("See the change"))
    await admin.presses(say("✓ Correct every copy"))
    await admin.sees(say("Correction"), HALTED)
    await admin.presses(say("‹ The sending"))
    page = await admin.sees(say("The sending"))
    async with city.store.write() as tx:
        await tx.programme.resume()
    errand = await until(city, post_id, BroadcastState.FINISHED)
    await admin.sees(str(WORDS.plural("{n} copy corrected", "{n} copies corrected", errand.meant)))
    (shown,) = [each for each in await admin.messages() if each["message_id"] == page["message_id"]]
    assert say("The sending") in words_of(shown)


async def test_an_album_of_the_wrong_kind_is_refused_once(city: City, png: bytes) -> None:
    author, broadcast = await a_picture_is_out(city, png)
    await presses_old_button(city, author, f"fixp:{broadcast.id}:")
    film = b"\x00\x00\x00\x18ftypmp42"
    await author.sends(("a.mp4", film + bytes(2000)), ("b.mp4", film + bytes(3000)), kind="video")
    wrong = in_words(Mistake(Why.MEDIA_KIND), WORDS)
    await author.sees(wrong)
    await author.sends(("b.png", other_picture()))
    await author.sees(say("Above: first as it is now, then as it would be."))
    assert sum(wrong in words_of(each) for each in await author.messages()) == 1


async def test_what_came_too_early_is_not_said_again_at_the_end(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "EVERY", 0.2)
    _, post_id, broadcast_id = await sent_post(city)
    admin = city.person(cast.ZHIYUAN)
    await presses_old_button(city, admin, f"fixb:{broadcast_id}:0")
    await admin.says("Book a seat https://example.com/seat")
    async with city.store.write() as tx:
        await tx.programme.halt(city.watch())
    await admin.presses(say("See the change"))
    await admin.presses(say("✓ Correct every copy"))
    await admin.sees(say("Correction"), HALTED)
    await admin.presses(say("‹ The sending"))
    await admin.sees(say("The sending"))
    async with city.store.read() as tx:
        errand = next(each for each in await tx.broadcasts.of_post(post_id) if each.id != broadcast_id)
    await presses_old(city, admin, SendingPress(act=Act.RECALL_SURE, broadcast_id=errand.id).pack())
    early = in_words(Mistake(Why.BROADCAST_RUNNING), WORDS)
    await admin.sees(early, HALTED)
    async with city.store.write() as tx:
        await tx.programme.resume()
    await until(city, post_id, BroadcastState.FINISHED)
    assert early not in words_of(await admin.sees(say("Correction"), say("Finished.")))


async def test_a_fifth_button_leaves_the_changes_of_the_others_on_the_bench(city: City) -> None:
    author, _, broadcast_id = await sent_post(city)
    await presses_old_button(city, author, f"fixb:{broadcast_id}:0")
    for no in range(WAYS_LIMIT):
        await author.says(f"预约座位{no} https://example.com/{no}")
        await author.sees("https://example.com/" + str(no))
    await author.says("再来一个 https://example.com/fifth")
    await author.sees(in_words(Mistake(Why.WAYS_FULL, limit=WAYS_LIMIT), WORDS), "https://example.com/3")
    await author.presses("预约座位3")
    await author.presses(say("Remove it"))
    await author.says("再来一个 https://example.com/fifth")
    await author.presses(say("See the change"))
    await author.sees("https://example.com/2", "https://example.com/fifth")


async def test_a_text_that_already_stands_is_asked_for_once_more(city: City) -> None:
    author, _, broadcast_id = await sent_post(city)
    await presses_old_button(city, author, f"fix:{broadcast_id}:en")
    await author.says(EN)
    await author.sees(in_words(Mistake(Why.NOTHING_CORRECTED), WORDS), EN)
    await author.says(SUNDAY)
    await author.sees("Tonight", "On Sunday", say("An admin looks at it first."))
