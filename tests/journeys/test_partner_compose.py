"""A communicator writes a post: five languages, pictures, corrections, and everything that can go wrong."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.actions.copies import duplicate
from bot.actions.meet import meet
from bot.actions.schedule import schedule
from bot.actions.submit import submit
from bot.content import Post, PostKind, PostState
from bot.languages import Form
from bot.mistakes import Why
from bot.partners import Benefit, Partner
from bot.recurrence import local
from bot.words import words_for
from handlers.showing.mistakes import SENTENCES
from tests import cast
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.partner_deeds import (
    EN,
    HANS,
    HANT,
    PT,
    WORDS,
    YUE,
    admin_approves,
    admin_returns,
    approved_post,
    begins,
    has_one_card,
    newest,
    presses_forged,
    saved,
    say,
    submits,
    writes,
)


async def test_five_languages_in_any_order_are_recognised_and_stand_on_one_card(city: City) -> None:
    author = await begins(city)
    await writes(author, PT=PT, YUE=YUE, ZH_HANS=HANS, EN=EN, ZH_HANT=HANT)
    post = await newest(city)
    assert set(post.versions) == set(Form)
    assert post.source is Form.PT
    await has_one_card(author)


async def test_with_every_language_there_one_tap_submits(city: City) -> None:
    author = await begins(city)
    await writes(author, ZH_HANS=HANS, ZH_HANT=HANT, YUE=YUE, EN=EN, PT=PT)
    await author.presses(say("Submit"))
    await author.sees("✓", "今晚的珠江")
    assert (await newest(city)).state is PostState.SUBMITTED


async def test_missing_languages_are_named_with_what_their_readers_get_before_submitting(city: City) -> None:
    author = await begins(city)
    await writes(author, ZH_HANT=HANT, EN=EN)
    await author.presses(say("Submit"))
    await author.sees(say("Readers of {language} will get {given}.", language="粤语", given="繁体中文"))
    await author.presses(say("Submit as it is"))
    await author.sees("✓")
    assert (await newest(city)).state is PostState.SUBMITTED


async def another(city: City, post: Post) -> Post:
    """A second post that says the same, approved."""
    speaker = await meet(city.store, cast.ZIQING, "x", None, city.watch())
    copy = await duplicate(city.store, speaker, post.id, city.watch())
    await admin_approves(city, await submit(city.store, speaker, copy.id, city.watch()))
    return copy


async def plans(city: City, post: Post, days: int) -> None:
    """At this hour, so many days from now."""
    speaker = await meet(city.store, cast.ZIQING, "x", None, city.watch())
    wall = local(city.watch() + timedelta(days=days), "Asia/Shanghai").replace(tzinfo=None)
    await schedule(city.store, speaker, post.id, wall, city.watch())


async def test_who_submits_hears_that_the_months_posts_are_used_up_and_may_submit_all_the_same(city: City) -> None:
    author, planned = await approved_post(city)
    async with city.store.write() as tx:
        partner = await tx.partners.get(planned.partner_id)
        assert partner is not None
        await tx.partners.save(replace(partner, own={Benefit.POSTS: 2}))
    await plans(city, planned, 1)
    await plans(city, await another(city, planned), 2)
    await author.says("/new")
    await writes(author, ZH_HANS=HANS)
    used_up = say(
        "⚠ {partner} has used up its {limit} posts for this month. This one can go out from {renews}.",
        partner="小鹏汽车",
        limit=2,
        renews="4月1日",
    ).split("4月1日")[0]
    await author.presses(say("Submit"))
    await author.sees(used_up, "4月1日", say("<b>Some languages are missing</b>"))
    await author.presses(say("Submit as it is"))
    await author.sees("✓", used_up)
    assert (await newest(city)).state is PostState.SUBMITTED
    await author.presses(str(WORDS.plural("Within {n} hour", "Within {n} hours", 4)))
    await author.sees("✓", used_up)


async def test_formatting_stays_and_an_unclosed_tag_is_shown_as_it_was_typed(city: City) -> None:
    author = await begins(city)
    await author.says(f"{EN} **Bold** stays, <b>this <a href= and </i> are only letters & signs.")
    await author.sees(saved(Form.EN))
    await author.presses(say("Preview"))
    letter = await author.sees("<b>this <a href= and </i> are only letters & signs.")
    assert [entity["type"] for entity in letter["entities"]][:1] == ["bold"]


async def test_a_link_with_a_quotation_mark_in_its_address_survives(city: City) -> None:
    author = await begins(city)
    link = {"type": "text_link", "offset": 0, "length": 7, "url": 'https://example.org/?q="a"&b=<c>'}
    await author.says(EN, entities=[link])
    await author.sees(saved(Form.EN))
    await author.presses(say("Preview"))
    letter = await author.sees("Tonight the Pearl")
    assert letter["entities"][0]["url"] == 'https://example.org/?q="a"&b=<c>'


async def test_the_preview_shows_what_each_reader_and_the_channel_get(city: City) -> None:
    author = await begins(city)
    await writes(author, ZH_HANS=HANS, YUE=YUE, EN=EN)
    await author.presses(say("Preview"))
    await author.sees(HANS)
    await author.presses("PT")
    await author.sees(EN, "inglês")
    await author.presses("繁")
    await author.sees(HANT)
    await author.presses("小鹏汽车 · 城市合伙人")
    await author.sees(HANS, EN)
    await author.presses(say("Back to draft"))
    await author.sees("✓ 英文")


async def test_a_text_too_long_for_a_caption_is_kept_and_the_author_hears_that_it_comes_below_the_picture(
    city: City, png: bytes
) -> None:
    author = await begins(city)
    await author.sends(("a.png", png), caption=HANS)
    await author.sees(saved(Form.ZH_HANS))
    await author.says((EN + " ") * 12)
    line = say("Too long for a caption: {languages}. The text comes as a separate message, just below.",
               languages="英文")  # fmt: skip
    await author.sees(line)
    await author.presses(say("Preview"))
    await author.sees(HANS)
    await author.presses("EN")
    await author.sees(say("A reader of {language} sees:", language="英文"))
    below = await author.sees(EN, "/stop")
    assert "caption" not in below
    above = [message for message in await author.messages() if message["message_id"] == below["message_id"] - 1]
    assert above[0]["photo"]
    assert not words_of(above[0])
    await author.sends(("b.png", png), caption=f"{HANS}明晚见。")
    await author.sees(
        say("✓ The pictures are in the post; this is only about the text."),
        say("There's already a text in {language}. Replace it with this one?", language="简体中文"),
    )
    assert len((await newest(city)).media) == 2


async def test_a_text_too_long_for_any_message_is_told_by_how_much_and_nothing_else_changes(city: City) -> None:
    author = await begins(city)
    await writes(author, YUE=YUE)
    await author.says(f"{EN} {'🐉' * 1990}")  # 2,086 characters, but 4,076 units, and the footer comes to that
    await author.sees("✗", "英文", "4,096")
    assert set((await newest(city)).versions) == {Form.YUE}


async def test_an_album_is_answered_once_and_its_eleventh_picture_is_left_out(city: City, png: bytes) -> None:
    author = await begins(city)
    await author.sends(*[(f"{n}.png", png) for n in range(11)], caption=HANS, force=True)
    answer = await author.sees(
        say("An album holds at most {limit} pictures or videos. This one was left out.", limit=10)
    )
    assert saved(Form.ZH_HANS) in words_of(answer)
    assert "10" in words_of(answer)
    assert len((await newest(city)).media) == 10
    await has_one_card(author)


async def test_an_album_whose_language_is_open_is_asked_about_once(city: City, png: bytes) -> None:
    author = await begins(city)
    await author.sends(*[(f"{n}.png", png) for n in range(3)], caption="🐉🐉🐉 2027")
    await author.sees(say("Which language is this text in? Choose, and I'll save it."))
    await author.presses("葡文")
    await author.sees(saved(Form.PT), "3")
    post = await newest(city)
    assert len(post.media) == 3
    assert post.versions[Form.PT].text == "🐉🐉🐉 2027"


async def test_a_document_where_a_photo_is_asked_is_told_how_to_send_it(city: City, png: bytes) -> None:
    author = await begins(city)
    await author.sends(("a.png", png), kind="document")
    await author.sees(
        say("That came as a file. Send it again as a photo or a video, not as a file, and I'll put it into the post.")
    )
    await author.sends(("a.pdf", b"%PDF-1.4"), kind="document")
    left_out = (
        "A post holds text, photos and videos, but no files. I left this one out. Copy its text and send it here as a "
        "message."
    )
    await author.sees(say(left_out))
    await author.sends(("a.png", png), kind="photo", caption=EN)
    await author.sees(saved(Form.EN))
    await author.sends(("a.ogg", b"OggS"), kind="voice")
    await author.sees(say("I can't put a recording into a post. Write it as text, or send a photo or a video."))
    assert len((await newest(city)).media) == 1


async def test_a_text_that_could_be_any_language_waits_in_the_chat_until_it_is_named(city: City) -> None:
    author = await begins(city)
    await author.says("2027 🐉")
    question = await author.sees(say("Which language is this text in? Choose, and I'll save it."))
    data = question["reply_markup"]["inline_keyboard"][1][1]["callback_data"]
    await author.says("/drafts")
    await author.sees(say("There are no drafts. /new starts a post."))
    await author.presses_data(question["message_id"], data)
    await author.sees(saved(Form.EN))
    assert (await newest(city)).versions[Form.EN].text == "2027 🐉"


async def test_a_wrong_guess_is_put_right_with_two_taps(city: City) -> None:
    author = await begins(city)
    await writes(author, EN=EN)
    await author.presses(say("Not {language}?", language="英文"))
    await author.sees(say("It was saved as {language}. Which language is it?", language="英文"))
    await author.presses("葡文")
    await author.sees(saved(Form.PT))
    assert set((await newest(city)).versions) == {Form.PT}


async def test_a_second_text_in_a_language_replaces_the_first_only_when_told_to(city: City) -> None:
    author = await begins(city)
    await writes(author, EN=EN)
    other = "A quite different English text about the dragon boats of Liede village."
    await author.says(other)
    await author.sees(say("There's already a text in {language}. Replace it with this one?", language="英文"))
    await author.presses(say("Leave it out"))
    await author.sees("✓ 英文")
    assert (await newest(city)).versions[Form.EN].text == EN
    await author.says(other)
    await author.sees(say("There's already a text in {language}. Replace it with this one?", language="英文"))
    await author.presses(say("Replace it"))
    await author.sees(saved(Form.EN))
    assert (await newest(city)).versions[Form.EN].text == other


async def test_traditional_made_from_simplified_follows_its_source_until_a_person_writes_it(city: City) -> None:
    author = await begins(city)
    await author.says(HANS)
    await author.sees(
        saved(Form.ZH_HANS),
        say("⇄ I made {language} from it. To say it in your own words, just send that text.", language="繁体中文"),
        say("⇄ {language}: made from {source}", language="繁体中文", source="简体中文"),
    )
    await author.presses(say("Look at {language}", language="繁体中文"))
    await author.sees(
        say(
            "This is how readers of {language} will see it, made from {source}:", language="繁体中文", source="简体中文"
        ),
        HANT,
    )
    await author.presses(say("Back"))
    await author.sees(say("⇄ {language}: made from {source}", language="繁体中文", source="简体中文"))
    await author.says("荔枝熟了，广州的夏天到了，请来增城的果园里看一看。")
    await author.sees(say("There's already a text in {language}. Replace it with this one?", language="简体中文"))
    await author.presses(say("Replace it"))
    await author.sees(saved(Form.ZH_HANS))
    assert "廣州的夏天" in (await newest(city)).versions[Form.ZH_HANT].text
    await writes(author, ZH_HANT=HANT)
    assert (await newest(city)).versions[Form.ZH_HANT].derived_from is None
    await author.presses("繁 ✓")
    await author.presses(say("Make it from {source} instead", source="简"))
    await author.sees(
        say(
            "Your own {language} text will be replaced by one made from {source}.",
            language="繁体中文",
            source="简体中文",
        )
    )
    await author.presses(say("Replace it"))
    await author.sees("廣州的夏天")
    assert (await newest(city)).versions[Form.ZH_HANT].derived_from is Form.ZH_HANS


async def test_one_tap_takes_away_what_was_made_and_another_makes_it_again(city: City) -> None:
    author = await begins(city)
    await writes(author, ZH_HANS=HANS)
    await author.presses(say("Without {language}", language="繁体中文"))
    await author.sees(say("– {language}: missing, its readers get {given}", language="繁体中文", given="简体中文"))
    assert set((await newest(city)).versions) == {Form.ZH_HANS}
    await author.presses(say("Make {made} from {source}", made="繁", source="简"))
    await author.sees(HANT)
    assert (await newest(city)).versions[Form.ZH_HANT].derived_from is Form.ZH_HANS


async def test_words_that_the_term_list_changes_are_listed_to_the_author(city: City) -> None:
    author = await begins(city)
    await author.says("请登录账号观看视频，周六我们在江边等你来，一起看灯。")
    await author.sees(saved(Form.ZH_HANS), "登录 → 登入 · 账号 → 帳戶 · 视频 → 影片")
    await author.presses(say("Look at {language}", language="繁体中文"))
    await author.sees("登录 → 登入 · 账号 → 帳戶 · 视频 → 影片", "請登入帳戶觀看影片")


FORMAL = "我們明天七點在沙面等你。請記得帶雨傘，那裡經常下雨！吃完飯以後才回家吧。"


async def test_formal_chinese_that_is_marked_cantonese_is_told_and_the_mark_changed_or_kept(city: City) -> None:
    author = await begins(city)
    await writes(author, ZH_HANT=FORMAL)
    await author.presses(say("Not {language}?", language="繁体中文"))
    await author.presses("粤语")
    doubt = (
        "It's marked as {language}, but reads like formal written Chinese, not like spoken Cantonese. "
        "The choice is yours."
    )
    await author.sees(say(doubt, language="粤语"))
    await author.presses(say("Keep {language}", language="粤语"))
    card = await author.sees(say("✓ {language}", language="粤语"))
    assert say(doubt, language="粤语") not in words_of(card)
    await author.presses("粵 ✓")
    await author.presses(say("It's another language"))
    await author.presses("繁体中文")
    await author.sees(saved(Form.ZH_HANT))
    assert set((await newest(city)).versions) == {Form.ZH_HANT, Form.ZH_HANS}


ODD = "Some characters in the {language} text aren't in its script: {characters}. Please look at them."


async def test_characters_of_the_other_script_in_a_text_are_shown_to_its_author(city: City) -> None:
    author = await begins(city)
    await author.says("我哋请咗师傅嚟整姜撞奶，你哋可以喺 https://例.cn/视频 睇，快啲嚟啦！")
    await author.sees(say(ODD, language="粤语", characters="请 师"))
    await author.says("我哋請咗師傅嚟整薑撞奶，你哋可以喺 https://例.cn/视频 睇，快啲嚟啦！")
    await author.presses(say("Replace it"))
    await author.sees(saved(Form.YUE))
    assert "請咗師傅" in (await newest(city)).versions[Form.YUE].text
    card = await author.sees(say("✓ {language}", language="粤语"))
    assert "繁简不符" not in words_of(card)


async def test_a_version_can_be_looked_at_and_removed(city: City) -> None:
    author = await begins(city)
    await writes(author, EN=EN, PT=PT)
    await author.presses("PT ✓")
    await author.sees(PT)
    await author.presses(say("Remove it"))
    await author.sees("✓ 英文")
    assert set((await newest(city)).versions) == {Form.EN}


async def test_kind_and_pictures_are_changed_on_the_card(city: City, png: bytes) -> None:
    author = await begins(city)
    await author.sends(("a.png", png), caption=EN)
    await author.sees(saved(Form.EN))
    await author.presses(say("Make it a story"))
    await author.sees(say("Story by {partner} · {state}", partner="小鹏汽车", state=say("draft")))
    await author.presses(say("Remove pictures"))
    await author.sees("✓ 英文")
    post = await newest(city)
    assert (post.kind, post.media) == (PostKind.STORY, ())


async def test_a_text_that_the_app_cut_in_two_is_left_out_whole(city: City) -> None:
    author = await begins(city)
    await author.says((EN + " ") * 42 + "x" * 60)
    await author.sees("✗", "英文")
    await author.says("and this is the end of the long English text, which the app cut off.")
    await author.sees(say("✗ This is the rest of the text that was too long: it was left out, too."))
    assert not (await newest(city)).versions


async def test_a_draft_is_deleted_only_after_a_question(city: City) -> None:
    author = await begins(city)
    await writes(author, EN=EN)
    post = await newest(city)
    await author.presses(say("Delete draft"))
    await author.sees("Tonight the Pearl")
    await author.presses(say("Delete it"))
    await author.sees("/new")
    async with city.store.read() as tx:
        gone = await tx.posts.get(post.id)
    assert gone is not None
    assert gone.state is PostState.DELETED


async def test_a_returned_draft_shows_the_comment_and_can_be_submitted_again(city: City) -> None:
    author = await begins(city)
    await writes(author, EN=EN)
    post = await submits(city, author)
    await admin_returns(city, post, "Please name the place.")
    await author.says("/drafts")
    await author.sees("Please name the place.", say("returned for changes"))
    await author.presses("1 · ")
    await author.sees("Please name the place.", "✓ 英文")
    await writes(author, PT=PT)
    assert (await submits(city, author)).state is PostState.SUBMITTED


async def test_a_submitted_post_is_fetched_back_after_one_question_and_is_a_draft_again(city: City) -> None:
    author = await begins(city)
    await writes(author, EN=EN)
    post = await submits(city, author)
    await author.says("/drafts")
    await author.sees(say("waiting for review"))
    await author.presses("1 · ")
    card = await author.sees("✓ 英文", say("waiting for review"))
    assert say("Delete draft") not in labels_of(card)
    await author.presses(say("Change it"))
    await author.sees(
        say(
            "“{title}” is {state}. If you change it, it becomes a draft and has to be approved again.",
            title=post.title_in(Form.ZH_HANS),
            state=say("waiting for review"),
        )
    )
    await author.presses(say("Change it"))
    await author.sees(say("Send or press what you want to change."))
    assert (await newest(city)).state is PostState.SUBMITTED
    await writes(author, PT=PT)
    assert (await newest(city)).state is PostState.DRAFT


async def test_an_old_cards_button_does_not_change_a_submitted_post_unasked(city: City) -> None:
    author = await begins(city)
    await writes(author, EN=EN)
    post = await submits(city, author)
    await presses_forged(city, author, f"pe:promo:{post.id}:")
    await author.sees(say("waiting for review"))
    assert (await newest(city)).state is PostState.SUBMITTED


async def test_what_is_sent_after_finish_later_belongs_to_no_post(city: City) -> None:
    author = await begins(city)
    await writes(author, EN=EN)
    await author.presses(say("Finish later"))
    await author.sees("/drafts")
    await author.says(PT)
    await author.sees("")
    assert set((await newest(city)).versions) == {Form.EN}
    await author.presses(say("Open the draft"))
    await author.sees("✓ 英文")
    await writes(author, PT=PT)


async def test_a_reader_may_neither_write_nor_press_a_communicators_buttons(city: City) -> None:
    author = await begins(city)
    await writes(author, EN=EN)
    post = await newest(city)
    reader = city.person(cast.EMMA)
    await reader.says("/new")
    await reader.sees("/help")
    for data in (f"draft:{post.id}", f"pe:del!:{post.id}:", f"pv:{post.id}:en:", f"schedule:{post.id}", "pn:5"):
        answer = await presses_forged(city, reader, data)
        assert answer == SENTENCES[Why.NO_PARTNER]
    assert (await newest(city)).state is PostState.DRAFT


async def test_a_new_post_that_was_not_begun_leaves_nothing(city: City) -> None:
    author = city.person(cast.ZIQING)
    before = await newest(city)
    await author.says("/new")
    await author.sees("小鹏汽车")
    await author.presses(say("Not now"))
    await author.sees("/new")
    assert await newest(city) == before


async def test_a_deleted_posts_buttons_answer_kindly(city: City) -> None:
    author = await begins(city)
    await writes(author, EN=EN)
    post = await newest(city)
    await author.presses(say("Delete draft"))
    await author.sees("Tonight")
    await author.presses(say("Delete it"))
    await author.sees("/new")
    toast = await presses_forged(city, author, f"draft:{post.id}")
    assert toast == say("That's no longer there. /help shows what you can do here.")


async def writes_for(city: City, *slugs: str) -> list[Partner]:
    """周子晴 writes for these partners too, beside XPeng."""
    async with city.store.write() as tx:
        reader = await tx.readers.by_address(cast.ZIQING)
        found = [await tx.partners.by_slug(slug) for slug in slugs]
        assert reader
        partners = [each for each in found if each]
        for partner in partners:
            await tx.partners.join(partner.id, reader.id, city.watch())
    return partners


async def test_who_writes_for_several_partners_chooses_first(city: City) -> None:
    (jd,) = await writes_for(city, "jd")
    author = city.person(cast.ZIQING)
    await author.says("/new")
    await author.sees(say("For which partner is the new post?"))
    await author.presses("京东")
    await author.sees(say("<b>A new post for {partner}</b>", partner="京东"))
    await writes(author, EN=EN)
    assert (await newest(city)).partner_id == jd.id


async def test_words_that_are_typed_before_the_partner_is_chosen_are_offered_to_each_and_kept_for_the_one(
    city: City,
) -> None:
    (jd,) = await writes_for(city, "jd")
    author = city.person(cast.ZIQING)
    await author.says("/new")
    await author.sees(say("For which partner is the new post?"))
    await author.says("See you tonight by the river")
    offer = await author.sees("")
    labels = labels_of(offer)
    assert [any(name in label for label in labels) for name in ("京东", "小鹏汽车")] == [True, True]
    await author.presses(next(label for label in labels if "京东" in label))
    await author.sees("")
    post = await newest(city)
    assert (post.partner_id, [each.text for each in post.versions.values()]) == (
        jd.id,
        ["See you tonight by the river"],
    )
    await author.says(PT)
    await author.sees(saved(Form.PT))
    assert (await newest(city)).id == post.id


async def test_a_picture_before_the_partner_is_chosen_brings_the_question_again(city: City, png: bytes) -> None:
    (jd,) = await writes_for(city, "jd")
    author = city.person(cast.ZIQING)
    await author.says("/new")
    await author.sees(say("For which partner is the new post?"))
    await author.sends(("one.png", png))
    await author.sees(say("Choose the partner first, then send that once more."))
    await author.presses("京东")
    await author.sees(say("<b>A new post for {partner}</b>", partner="京东"))
    await author.sends(("one.png", png))
    await author.sees("")
    post = await newest(city)
    assert (post.partner_id, len(post.media)) == (jd.id, 1)


@pytest.mark.parametrize(
    ("form", "order"),
    [
        (Form.ZH_HANS, ["京东", "小鹏汽车", "中国邮政 · 广州文化主题邮局"]),
        (Form.EN, ["China Post · Guangzhou Cultural Theme Post Office", "JD.com", "XPeng Motors"]),
    ],
)
async def test_the_partners_to_choose_from_stand_in_the_order_of_the_authors_own_alphabet(
    city: City, form: Form, order: list[str]
) -> None:
    await writes_for(city, "jd", "china-post")
    author = city.person(cast.ZIQING)
    await author.says("/language")
    await author.sees("")
    await author.presses(form.endonym)
    await author.sees("")
    await author.says("/new")
    asked = await author.sees(str(words_for(form).say("For which partner is the new post?")))
    assert labels_of(asked) == order


async def test_a_communicator_who_was_removed_meanwhile_writes_nothing_more(city: City) -> None:
    author = await begins(city)
    await writes(author, EN=EN)
    async with city.store.write() as tx:
        reader = await tx.readers.by_address(cast.ZIQING)
        assert reader
        for partner in await tx.partners.of_member(reader.id):
            await tx.partners.leave(partner.id, reader.id)
    await author.says(PT)
    await author.sees("")
    assert set((await newest(city)).versions) == {Form.EN}


async def test_a_text_in_another_language_is_named(city: City) -> None:
    author = await begins(city)
    await author.says("Diese Geschichte über die alten Mauern der Stadt ist leider auf Deutsch geschrieben worden.")
    await author.sees("德语")
    await author.presses(say("Leave it out"))
    await author.sees(say("No text yet"))
    assert not (await newest(city)).versions


CROWDED = (
    "Its languages don't fit into one message together. A button below it opens the rest: {languages}. Shorter texts "
    "would fit."
)


async def test_what_does_not_fit_together_in_a_channel_is_told_before_submitting_and_in_the_preview(
    city: City,
) -> None:
    author = await begins(city)
    await author.says(HANS * 45)
    await author.sees(saved(Form.ZH_HANS))
    await writes(author, EN=(EN + " ") * 30, PT=PT)
    await author.presses(say("Submit"))
    told = say(CROWDED, languages="英文")
    await author.sees("小鹏汽车 · 城市合伙人", told, "粤语")
    await author.presses(say("Add a language"))
    await author.presses(say("Preview"))
    await author.sees(say("Whose view would you like to see?"))
    await author.presses("小鹏汽车 · 城市合伙人")
    await author.sees(told)
    channel = await author.sees("".join(HANS * 45)[:60])
    assert EN not in words_of(channel)
    assert labels_of(channel) == ["繁", "EN", "PT"]


async def test_a_story_with_a_picture_from_the_sample_is_previewed_as_it_went_out(city: City) -> None:
    author = city.person(cast.ZIQING)
    await author.says("/posts")
    await author.sees("1. ", say("sent"))
    await author.presses("1 · ")
    await author.sees(say("sent"))
    await author.presses(say("Preview"))
    await author.sees(say("This is exactly how it will arrive."))
    assert any(message.get("photo") for message in await author.messages())
    await author.presses(say("Back"))
    await author.sees(say("sent"))


async def test_a_text_changed_in_the_chat_is_asked_about_and_counts_when_told_to(city: City) -> None:
    author = await begins(city)
    sent = (await author.says(EN))["message"]["message_id"]
    await author.sees(saved(Form.EN))
    better = EN.replace("Tonight", "Tomorrow night")
    await author.does("edit", message_id=sent, text=better)
    question = await author.sees(
        say("There's already a text in {language}. Replace it with this one?", language="英文")
    )
    assert question["reply_to_message"]["message_id"] == sent
    assert (await newest(city)).versions[Form.EN].text == EN
    await author.presses(say("Replace it"))
    await author.sees(saved(Form.EN))
    assert (await newest(city)).versions[Form.EN].text == better


async def test_commands_may_be_typed_in_capitals(city: City) -> None:
    author = city.person(cast.ZIQING)
    for command in ("/NEW", "/Drafts", "/Schedule", "/POSTS"):
        await author.says(command)
        assert command not in words_of(await author.sees(""))


async def test_not_now_after_the_first_text_keeps_what_was_begun(city: City) -> None:
    author = await begins(city)
    await writes(author, EN=EN)
    await author.presses(say("Not now"))
    await author.sees(say("“{title}” is kept as it is: find it again with /drafts.", title=(await newest(city)).title))
    await author.says(PT)
    await author.sees("/help")
    assert set((await newest(city)).versions) == {Form.EN}


async def test_who_sends_the_picture_with_every_language_keeps_one_with_one_tap(city: City, png: bytes) -> None:
    author = await begins(city)
    await author.sends(("a.png", png), caption=HANS)
    await author.sees(saved(Form.ZH_HANS))
    await author.sends(("a.png", png), caption=EN)
    await author.sees(saved(Form.EN))
    assert len((await newest(city)).media) == 2
    await author.presses(say("Keep only the newest"))
    await author.sees(HANS[:4])
    post = await newest(city)
    assert len(post.media) == 1
    assert set(post.versions) == {Form.ZH_HANS, Form.ZH_HANT, Form.EN}
