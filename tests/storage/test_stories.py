"""Stories are found by words in four languages, by place, partner, theme and date; nothing else ever is."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert

from bot.broadcast import Broadcast, BroadcastState, Errand, Policy
from bot.content import Campaign, Post, PostKind, PostState, Version
from bot.delivery import DeliveryState
from bot.languages import Form
from bot.places import Place
from bot.searching import Picked, Sought
from storage import Database, stories
from storage.ledger import deliveries
from storage.prepared import OnSQLite
from storage.prepared_postgresql import OnPostgreSQL
from storage.terms import KNOWN, spans, terms
from tests.storage.conftest import NOW, Cast, draft

MARKET = {
    Form.ZH_HANS: "<b>迎春花市</b>\n\n除夕前，广州人要行花街，买一盆年桔。",
    Form.ZH_HANT: "<b>迎春花市</b>\n\n除夕前，廣州人要行花街，買一盆年桔。",
    Form.YUE: "<b>行花街</b>\n\n年卅晚，廣州人係要行花街嘅，買番盆桔仔。",
    Form.EN: "<b>The New Year flower market</b>\n\nBefore New Year’s Eve people carry kumquats home. Cafés stay open.",
    Form.PT: "<b>A feira das flores</b>\n\nAs tradições de Cantão: levar tangerineiras para casa.",
}
LETTER = {
    Form.ZH_HANT: "<b>寫一封信，寄過伶仃洋</b>\n\n裏面有一枚郵票。",
    Form.EN: "<b>A letter across the estuary</b>\n\nThree stories, told slowly. Chapter 2026.",
    Form.PT: "<b>Uma carta</b>\n\nO homem escreveu à mãe.",
}
PEAK = {Form.ZH_HANT: "<b>雲峯山上嘅羣鳥</b>", Form.ZH_HANS: "<b>云峰山上的群鸟</b>"}
TEXTS = {"market": MARKET, "letter": LETTER, "peak": PEAK}
QUERIES = {
    "花市": {"market"},
    "行花街": {"market"},
    "廣州人": {"market"},
    "广州人": {"market"},
    "買一盆": {"market"},
    "桔仔": {"market"},
    "係要": {"market"},
    "伶仃洋": {"letter"},
    "写一封信": {"letter"},
    "寫一封信": {"letter"},
    "里面": {"letter"},
    "裡面": {"letter"},
    "邮票": {"letter"},
    "郵": {"letter"},
    "票": {"letter"},
    "群鳥": {"peak"},
    "羣鳥": {"peak"},
    "云峰": {"peak"},
    "雲峰": {"peak"},
    "flower": {"market"},
    "FLOWERS": {"market"},
    "ｆｌｏｗｅｒ ｍａｒｋｅｔ": {"market"},
    "markets": {"market"},
    "cafe": {"market"},
    "café": {"market"},
    "story": {"letter"},
    "letters": {"letter"},
    "estuar": {"letter"},
    "tradicoes": {"market"},
    "tradição": {"market"},
    "TRADIÇÕES": {"market"},
    "cantao": {"market"},
    "flor": {"market"},
    "homens": {"letter"},
    "mae": {"letter"},
    "花市 flower": {"market"},
    "2026": {"letter"},
    "\u200b花\u200b市\u202e": {"market"},
    "北京": set(),
    "zzz": set(),
}
BEST = {
    # short words, and those that say little beside those that do
    "no": "no",
    "AI hall": "ai",
    "VR": "ai",
    "why kumquats": "market",
    "what is the flower market?": "market",
    "para quê uma carta": "letter",
    "onde é a feira das flores": "market",
    "點解要行花街": "market",
    "唔該 花市": "market",
    # one Han character
    "花": "market",
    "信": "letter",
    "鳥": "peak",
    "鸟": "peak",
    "茶": "tea",
    # two scripts in one question
    "AI茶樓": "tea",
    "茶楼 AI": "tea",
    "XPeng小鹏": "ai",
    "feira 花市": "market",
    "2026 letter 郵票": "letter",
    # the best of several that hold it
    "market": "market",
    "tea": "tea",
}
MORE: Mapping[str, Mapping[Form, str]] = {
    "ai": {Form.EN: "<b>AI and VR in XPeng's hall</b>\n\nBehind the market.", Form.ZH_HANS: "小鹏展厅里的 AI"},
    "tea": {Form.ZH_HANT: "<b>AI茶樓</b>\n\n飲茶嘅人。", Form.EN: "<b>Morning tea</b>\n\nNo flowers here."},
    "no": {Form.EN: "<b>Say no to waste</b>\n\nTea leaves, letters and why."},
}
NOTHING = (
    '" OR NEAR *',
    "*",
    '"',
    "a OR b) --",
    "'; DROP TABLE post; --",
    "\u200b\u202e",
    "🌺",
    "",
    " ",
    "%",
    "_",
    "\\",
    "9" * 4096,
)


async def tell(store: Database, cast: Cast, texts: Mapping[Form, str], **more: object) -> Post:
    versions = {form: Version(form, text) for form, text in texts.items()}
    post = replace(draft(cast, PostState.SENT), versions=versions, sent_at=NOW)
    async with store.write() as tx:
        return await tx.posts.add(replace(post, **more))  # type: ignore[arg-type]


async def found(store: Database, sought: Sought | str, *, near: bool = False) -> list[int]:
    asked = Sought(words=sought) if isinstance(sought, str) else sought
    async with store.read() as tx:
        page = await tx.stories.found(asked, 0, 10, near=near)
    assert page.total == len(page.items)
    return [post.id for post in page.items]


async def test_a_search_finds_what_a_person_would_expect_in_four_languages(store: Database, cast: Cast) -> None:
    names = {(await tell(store, cast, texts)).id: name for name, texts in TEXTS.items()}
    answers = {typed: {names[key] for key in await found(store, typed)} for typed in QUERIES}
    assert answers == QUERIES


async def test_words_are_heard_of_when_each_of_them_stands_in_some_story(store: Database, cast: Cast) -> None:
    for texts in TEXTS.values():
        await tell(store, cast, texts)
    heard = {typed: await store.heard_of(Sought(typed)) for typed in QUERIES}
    assert heard == {typed: bool(names) for typed, names in QUERIES.items()}
    assert await store.heard_of(Sought("flower letter"))
    assert not await store.heard_of(Sought("flower letter tonight"))
    assert await store.heard_of(Sought("flower letter tonight"), 2)
    assert not await store.heard_of(Sought("flower letter tonight"), 3)
    assert not await store.heard_of(Sought("flower"), 2)
    assert not any([await store.heard_of(Sought(typed)) for typed in NOTHING])


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_whether_words_are_heard_of_is_found_by_the_terms_and_not_by_walking_through_posts(
    store: Database, cast: Cast
) -> None:
    await tell(store, cast, TEXTS["market"])
    asked = KNOWN.on(OnSQLite.dialect)
    given = asked.arguments({"wanted": spans(Sought("flower letter tonight").wanted)})
    async with store.read() as tx:
        keeper: Any = tx.stories
        plan_of = await keeper._tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked.text}", tuple(given))
        plan = [str(row.detail) for row in plan_of]
    assert "SEARCH story_term USING PRIMARY KEY (term>? AND term<?)" in plan
    assert {step for step in plan if " post " in step} == {"SEARCH post USING INTEGER PRIMARY KEY (rowid=?)"}


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
async def test_whether_words_are_heard_of_is_found_by_the_terms_on_postgresql_too(store: Database, cast: Cast) -> None:
    post = await tell(store, cast, TEXTS["market"])
    asked = KNOWN.on(OnPostgreSQL.dialect)
    (given,) = asked.arguments({"wanted": spans(Sought("flower letter tonight").wanted)})
    many = [{"term": f"term{number}", "post_id": post.id, "heading": False} for number in range(20_000)]
    async with store.write() as tx:
        keeper: Any = tx.stories
        await keeper._tx.execute(insert(terms), many)
        await keeper._tx.exec_driver_sql("ANALYZE story_term")
        plan_of = await keeper._tx.exec_driver_sql(f"EXPLAIN {asked.text}", (given,))
        plan = "\n".join(row[0] for row in plan_of)
    assert re.search(r"Index Cond: \(\(term >= \(\w+\.value ->> 0\)\) AND \(term <= ", plan), plan
    assert "Seq Scan on story_term" not in plan


async def test_words_of_a_draft_are_found_in_the_lists_of_its_writers_and_heard_of_by_nobody(
    store: Database, cast: Cast
) -> None:
    names: dict[int, str] = {}
    async with store.write() as tx:
        for name, texts in TEXTS.items():
            versions = {form: Version(form, text) for form, text in texts.items()}
            names[(await tx.posts.add(replace(draft(cast), versions=versions))).id] = name
        answers = {
            typed: {names[post.id] for post in (await tx.posts.page((), {PostState.DRAFT}, 0, 9, Picked(typed))).items}
            for typed in QUERIES
        }
        for typed in ("没有这个人", "a feira do homem", "why not"):
            assert not (await tx.posts.page((), {PostState.DRAFT}, 0, 9, Picked(typed))).items
        of_partner = (await tx.posts.page((), {PostState.DRAFT}, 0, 2, Picked("", [cast.post_office.id]))).total
    assert answers == QUERIES
    assert of_partner == len(TEXTS)
    assert not any([await store.heard_of(Sought(typed)) for typed in QUERIES])
    assert await found(store, "花市") == []


async def test_titles_are_those_of_the_newest_stories_as_they_stand_and_the_same_object_until_one_changes(
    store: Database, cast: Cast
) -> None:
    assert await store.titles(9) == ()
    letter = await tell(store, cast, LETTER)
    before = await store.titles(9)
    assert set(before) == {"<b>寫一封信，寄過伶仃洋</b>", "<b>A letter across the estuary</b>", "<b>Uma carta</b>"}
    assert await store.titles(9) is before
    await tell(store, cast, PEAK, sent_at=NOW + timedelta(days=1))
    assert set(await store.titles(9)) == set(before) | set(PEAK.values())
    assert set(await store.titles(1)) == set(PEAK.values())
    async with store.write() as tx:
        await tx.posts.save(replace(letter, state=PostState.DRAFT, sent_at=None))
    assert set(await store.titles(9)) == set(PEAK.values())


async def test_the_story_that_fits_best_comes_first(store: Database, cast: Cast) -> None:
    names = {(await tell(store, cast, texts)).id: name for name, texts in {**TEXTS, **MORE}.items()}
    answers = {typed: [names[key] for key in await found(store, typed)][:1] for typed in BEST}
    assert answers == {typed: [name] for typed, name in BEST.items()}


@pytest.mark.parametrize("typed", ["no", "why", "why not", "點解呀", "为什么", "porquê", "so", "ok", "hum", "not her"])
async def test_a_word_in_passing_that_tells_nothing_finds_nothing(store: Database, cast: Cast, typed: str) -> None:
    texts = {Form.EN: "<b>No, why not: so humans notice</b>\n\nok, herbs", Form.YUE: "點解呀", Form.ZH_HANS: "为什么"}
    await tell(store, cast, {**texts, Form.PT: "Porquê não"})
    assert await found(store, Sought(words=typed, overheard=True)) == []


@pytest.mark.parametrize("typed", NOTHING)
async def test_what_is_no_word_or_a_databases_operator_finds_nothing_and_harms_nothing(
    store: Database, cast: Cast, typed: str
) -> None:
    post = await tell(store, cast, MARKET)
    if typed.strip():
        assert await found(store, typed) == []
    assert await found(store, "花市") == [post.id]


async def test_the_beginning_of_a_very_long_search_counts(store: Database, cast: Cast) -> None:
    post = await tell(store, cast, MARKET)
    assert await found(store, "花市 " * 1400) == [post.id]


async def test_a_sentence_finds_what_comes_near_when_nothing_has_all_of_it(store: Database, cast: Cast) -> None:
    post = await tell(store, cast, MARKET)
    await tell(store, cast, LETTER)
    typed = "flower market of the New Year tonight"
    assert await found(store, typed) == []
    assert await found(store, typed, near=True) == [post.id]


async def test_a_first_line_counts_for_more_than_being_new(store: Database, cast: Cast) -> None:
    named = await tell(store, cast, {Form.EN: "Kapok\n\nRed."}, sent_at=NOW - timedelta(days=9))
    newer = await tell(store, cast, {Form.EN: "Trees\n\nKapok and others."})
    assert await found(store, "kapok") == [named.id, newer.id]


@pytest.mark.parametrize("state", [state for state in PostState if state is not PostState.SENT])
async def test_what_was_not_sent_is_never_found(store: Database, cast: Cast, state: PostState) -> None:
    post = await tell(store, cast, MARKET, state=state, sent_at=None)
    assert await found(store, "花市") == await found(store, Sought()) == []
    async with store.read() as tx:
        assert bool(await tx.stories.story(post.id)) is (state is PostState.SENDING)  # its link leads to it already


async def errand(store: Database, post: Post, kind: Errand, origin: int | None = None) -> Broadcast:
    broadcast = Broadcast(
        0, post.id, NOW, post.hash(), NOW, 0, BroadcastState.SENDING, Policy.CAREFUL, errand=kind, origin_id=origin
    )
    async with store.write() as tx:
        if kind is Errand.SEND:
            return await tx.broadcasts.start(broadcast, post.whom)
        return await tx.broadcasts.start_errand(broadcast, ())


async def test_what_was_recalled_is_not_found_until_it_is_sent_anew(store: Database, cast: Cast) -> None:
    post = await tell(store, cast, MARKET)
    first = await errand(store, post, Errand.SEND)
    assert await found(store, "花市") == [post.id]
    await errand(store, post, Errand.RECALL, first.id)
    assert await found(store, "花市") == await found(store, Sought()) == []
    async with store.read() as tx:
        assert await tx.stories.story(post.id) is None
        assert not (await tx.stories.shelves()).partners
    await errand(store, replace(post), Errand.SEND)
    assert await found(store, "花市") == [post.id]


async def test_a_post_is_found_by_its_texts_as_they_were_sent_and_corrected(store: Database, cast: Cast) -> None:
    post = await tell(store, cast, MARKET, state=PostState.APPROVED)
    for was, state in ((PostState.APPROVED, PostState.SCHEDULED), (PostState.SCHEDULED, PostState.SENDING)):
        async with store.write() as tx:
            kept = await tx.posts.get(post.id)
            assert kept
            assert await tx.posts.advance(replace(kept, state=state), was)
    async with store.write() as tx:
        kept = await tx.posts.get(post.id)
        assert kept
        assert await tx.posts.advance(replace(kept, state=PostState.SENT, sent_at=NOW), PostState.SENDING)
    assert await found(store, "花市") == [post.id]
    async with store.write() as tx:
        kept = await tx.posts.get(post.id)
        assert kept
        await tx.posts.save(replace(kept, versions={Form.EN: Version(Form.EN, "Lanterns")}))
    assert await found(store, "花市") == []
    assert await found(store, "lantern") == [post.id]


async def test_terms_kept_under_older_rules_are_made_anew_at_the_next_opening(
    store: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stories, "_SOUGHT", stories._SOUGHT.limit(1))
    post, letter = await tell(store, cast, MARKET), await tell(store, cast, LETTER)
    async with store.write() as tx:
        await tx.stories._do(delete(terms))  # type: ignore[attr-defined]
        assert not await tx.stories.keep_up()
        await tx.programme.set_setting("search rules", "0")
        assert await tx.stories.keep_up()
    assert (await found(store, "花市"), await found(store, "信")) == ([post.id], [letter.id])


async def test_stories_stand_by_partner_campaign_kind_place_and_time(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        campaign = await tx.campaigns.add(
            Campaign(0, cast.post_office.id, {Form.EN: "Spring"}, date(2026, 1, 1), date(2026, 2, 1))
        )
    macau = await tell(store, cast, LETTER, places=frozenset({Place.MACAU}), campaign_id=campaign.id)
    old = await tell(store, cast, MARKET, kind=PostKind.CAMPAIGN, sent_at=NOW - timedelta(days=400))
    assert await found(store, Sought(place=Place.MACAU)) == [macau.id]
    assert await found(store, Sought(place=Place.HONG_KONG)) == []
    assert await found(store, Sought(campaign_id=campaign.id)) == [macau.id]
    assert await found(store, Sought(kind=PostKind.CAMPAIGN)) == [old.id]
    assert await found(store, Sought(partner_id=cast.post_office.id)) == [macau.id, old.id]
    assert await found(store, Sought(partner_id=cast.post_office.id + 1)) == []
    spans = ((NOW - timedelta(days=401), NOW - timedelta(days=399)), (NOW + timedelta(1), NOW + timedelta(2)))
    assert await found(store, Sought(spans=spans)) == [old.id]
    assert await found(store, Sought(spans=())) == []
    assert await found(store, Sought(words="信", place=Place.MACAU)) == [macau.id]
    async with store.read() as tx:
        shelves = await tx.stories.shelves()
        moments = await tx.stories.moments()
        assert await tx.stories.oldest() == NOW - timedelta(days=400)
    assert (shelves.places, shelves.campaigns) == ({Place.MACAU: 1}, {campaign.id: 1})
    assert shelves.partners == {cast.post_office.id: 2}
    assert shelves.kinds == {PostKind.STORY: 1, PostKind.CAMPAIGN: 1}
    assert list(moments) == [NOW, NOW - timedelta(days=400)]


async def test_what_came_to_a_reader_on_a_day_is_found_however_much_was_sent_since(
    store: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stories, "_LATE", 1)
    post, day = await tell(store, cast, MARKET), timedelta(days=1)
    broadcast = await errand(store, post, Errand.SEND)
    copy = {"state": DeliveryState.SENT, "at": NOW + day}
    async with store.write() as tx:
        await tx.stories._do(insert(deliveries).values(broadcast_id=broadcast.id, recipient=7, **copy))  # type: ignore[attr-defined]
    await errand(store, await tell(store, cast, LETTER), Errand.SEND)
    assert await found(store, Sought(reader_id=7, spans=((NOW + day, NOW + 2 * day),))) == [post.id]
    assert await found(store, Sought(reader_id=7, spans=((NOW, NOW + day),))) == []
    assert await found(store, Sought(reader_id=8, spans=((NOW + day, NOW + 2 * day),))) == []
