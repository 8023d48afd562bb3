"""Who listens to a plain text, and in which order: the table is walked, and so is the board that stands before it."""

import inspect
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey

from bot.hearing import meaning as hearing_meaning
from bot.hearing.aliases import Alias, Wish
from bot.hearing.meaning import Meaning, meant
from bot.languages import Form
from bot.people import Reader
from bot.redirects import DIRECT
from bot.words import words_for
from handlers.audience.answering.points_screens import POINTS
from handlers.audience.answering.prizes_screens import prizes_screen
from handlers.audience.answering.trouble_screens import slip_screen
from handlers.audience.at_hand.pronouns import by_name
from handlers.audience.library.leaves import leaf_screen
from handlers.audience.library.shelves import PARTNERS
from handlers.audience.plain_words import listening
from handlers.audience.plain_words.circumstances_screens import silent_already_screen
from handlers.audience.plain_words.hearing import FIRST, Heard, listened_to
from handlers.audience.plain_words.listeners import of_stories
from handlers.audience.plain_words.listeners.last import at_last
from handlers.audience.plain_words.listeners.said import Answer, Hearing, Listener
from handlers.audience.plain_words.listening import ABOUT, LISTENERS, answer_to
from handlers.audience.plain_words.suggesting_screens import copy_first_screen, one_press_screen
from handlers.audience.plain_words.talk_screens import noted_screen, thanked_screen
from handlers.audience.plain_words.telling import behind_hello
from handlers.audience.questions import AT_DOOR
from handlers.audience.receiving.less_of_one_screens import others_followed
from handlers.audience.receiving.partners import partner_page
from handlers.audience.receiving.partners_screens import PartnerPage
from handlers.audience.receiving.stop_screens import promotions_screen
from handlers.audience.visit import Visit
from handlers.showing.directory import partner_named, partners_named
from handlers.showing.screen import Screen
from handlers.turns.conversations import conversations
from handlers.turns.facts import Facts
from handlers.turns.memory import OneTurn, conversation
from handlers.turns.switchboard import Board
from storage import Database
from storage.ledger import broadcasts, deliveries
from tests import cast, fresh, warm
from tests.actions.deeds import rows_added
from tests.journeys.conftest import TOKEN
from tests.rows import each_of

NEW = 1999
SAID = {
    "strange_language": "Привет, как дела сегодня? Где библиотека?",
    "work": "lovely weather",
    "lost": "i deleted our chat by mistake, can i have the posts back",
    "for_others": "my mother only reads Portuguese",
    "another_language": "我想睇多啲故事呀，唔該晒你",
    "why_this_language": "why did I get this in Portuguese",
    "as_it_stands": "when does my digest come?",
    "a_time": "only on weekends please",
    "all_but_some": "unfollow everything except xpeng",
    "one_district": "只想看天河那边的",
    "of_their_place": "im in macau not guangzhou, does that matter?",
    "one_topic": "only send me stuff about food",
    "several_wishes": "in Portuguese please, and fewer posts",
    "one_partner": "xpeng",
    "another_city": "events in Foshan too",
    "no_pictures": "no pics please",
    "a_voice": "can I send you a voice message",
    "no_vote": "I don't want to vote",
    "a_drawing": "my daughter drew you something",
    "once_a_week": "once a week max",
    "one_trade": "no more car ads please",
    "no_partner": "I want to follow Zebrano",
    "a_pause": "nothing until Monday please",
    "as_it_is": "nah, leave it in English",
    "this_post": "show me this one in Portuguese",
    "all_partners": "I want to follow them all",
    "in_its_place": "next page",
    "a_search": "search for kapok",
    "a_feast": "when is Chinese New Year?",
    "a_complaint": "I want to complain about the rude guide",
    "of_themselves": "I moved to Lisbon",
    "praise": "I loved the story about the lanterns",
    "to_eat": "any vegan places?",
    "of_what_stands": "will granny manage the stairs?",
    "what_nobody_here_knows": "what time does the museum open tomorrow?",
    "a_greeting": "good evening Bado",
    "a_slip_of_the_finger": "the wrong button was pressed by mistake",
    "a_prize": "do I get a prize for voting",
    "a_page": "can I become a partner of the city?",
    "a_wish": "I would like to tell you about my grandmother's shop",
    "stories": "please send me stories about tea",
    "a_slip": "stoties",
    "their_place": "Qwertyville",
    "a_jumble": "asdkjh",
}
"""What each of them answers, and nobody before it."""
BY_OTHERS = {
    "one_district": cast.XIAOLAN,
    "work": cast.ZIQING,
    "their_place": NEW,
}


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Database]:
    database = warm.at_hand(await fresh.sqlite(tmp_path, fresh.Ready.SAMPLE))
    await database.open()
    async with database.write() as tx:
        await tx.readers.meet(
            Reader(id=0, address=NEW, name="Ana", met_at=cast.NOON, form=Form.EN, stopped_at=cast.NOON)
        )
        emma = await tx.readers.by_address(cast.EMMA)
        assert emma
        line = {"id": 5, "post_id": 1, "moment": cast.NOON, "content_hash": "", "started_at": cast.NOON, "meant": 1}
        await rows_added(tx, broadcasts, **line, state="finished", policy="careful", finished_at=cast.NOON)
        copy = {"broadcast_id": 5, "recipient": emma.id, "at": cast.NOON, "message_ids": [11]}
        await rows_added(tx, deliveries, **copy, state="sent")
    await database.keep(f"1:{NEW}:{NEW}:default", None, f'{{"{AT_DOOR}": true}}')
    yield database
    await database.close()


async def visit_of(store: Database, person: int) -> Visit:
    key = StorageKey(bot_id=1, chat_id=person, user_id=person)
    seen = await store.glance(person, conversation(key))
    assert seen.speaker
    words, state = words_for(seen.speaker.reader.speaks), FSMContext(OneTurn(store, seen), key)
    return Visit(store, seen.speaker, words, state, Bot(TOKEN), cast.NOON, DIRECT)


@pytest.mark.parametrize("name", [listen.__name__ for listen in LISTENERS])
async def test_every_listener_answers_something_that_nobody_before_it_does(
    store: Database, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = None

    def noting(listen: Listener) -> Listener:
        async def noted(it: Hearing) -> Answer | None:
            nonlocal who
            answer = await listen(it)
            who = who or (listen.__name__ if answer else None)
            return answer

        return noted

    monkeypatch.setattr(listening, "LISTENERS", tuple(map(noting, LISTENERS)))
    assert await answer_to(await visit_of(store, BY_OTHERS.get(name, cast.EMMA)), SAID[name])
    assert who == name


def test_each_listener_says_for_what_it_is_there() -> None:
    assert all(inspect.getdoc(listen) for listen in LISTENERS)
    assert list(SAID) == [listen.__name__ for listen in LISTENERS]


async def test_what_nobody_answers_is_answered_all_the_same(store: Database) -> None:
    assert await answer_to(await visit_of(store, cast.EMMA), "zorble")


async def test_of_a_long_text_its_beginning_and_its_end_are_listened_to(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(listening, "nod_of", heard.append)
    for long in ("a" * FIRST + "b" * 3_000 + "c" * 200, "x" * 1_200):
        await answer_to(await visit_of(store, cast.EMMA), long)
    assert heard == ["a" * FIRST + "\n" + "c" * 200, "x" * 1_200]
    assert listened_to(heard[0]) == heard[0]


@pytest.mark.parametrize("said", ["no more food posts", "remind me less often", "少提醒我"])
async def test_who_would_have_less_of_something_is_led_to_fewer_posts(store: Database, said: str) -> None:
    answer = await answer_to(await visit_of(store, cast.EMMA), said)
    fewer = words_for(Form.EN).say("Fewer posts")
    labels = [button.label for row in answer.rows for button in row] if isinstance(answer, Screen) else []
    assert answer == Alias(Wish.FEWER, frozenset()) or labels[0] == fewer


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (cast.EMMA, "stop sending me ads"),
        (cast.EMMA, "but keep the stories"),
        (cast.JOANA, "deixem de me mandar publicidade"),
        (cast.JOANA, "mas continua com as histórias"),
    ],
)
async def test_who_would_have_no_ads_is_offered_stories_alone(store: Database, person: int, said: str) -> None:
    visit = await visit_of(store, person)
    assert await answer_to(visit, said) == promotions_screen(visit.words)


async def test_whose_data_can_be_erased_stands_above_the_offer_to_erase_it(store: Database) -> None:
    visit = await visit_of(store, cast.EMMA)
    told = POINTS[Wish.FORGET]["others"].told
    answer = await answer_to(visit, "does my mum's account get wiped too")
    assert isinstance(answer, Screen)
    assert answer.text.startswith(visit.words.say(told))
    assert answer.rows[0][0].label == visit.words.say("Ask about my data")


@pytest.mark.parametrize("said", ["did i win?", "how do i enter the prize draw"])
async def test_who_asks_of_a_draw_is_told_who_knows(store: Database, said: str) -> None:
    visit = await visit_of(store, cast.EMMA)
    assert await answer_to(visit, said) == prizes_screen(visit.words)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (cast.WINGSZE, "不好意思剛才按錯了，可以取消嗎"),
        (cast.EMMA, "i pressed the wrong thing can i undo that"),
        (cast.KAMAN, "啱啱撳錯掣，可唔可以還原"),
    ],
)
async def test_who_pressed_the_wrong_button_is_told_what_can_be_put_right(store: Database, who: int, said: str) -> None:
    visit = await visit_of(store, who)
    assert await answer_to(visit, said) == slip_screen(visit.words)


@pytest.mark.parametrize("said", ["goodnight, don't message me while i sleep", "how do i turn the sound off at night"])
async def test_who_would_sleep_is_told_that_the_night_is_quiet(store: Database, said: str) -> None:
    visit = await visit_of(store, cast.EMMA)
    told = silent_already_screen(visit.words, visit.reader.quiet, sorry=False)
    assert await answer_to(visit, said) == told


async def test_a_partner_that_somebody_likes_gets_no_page_beside_another_of_whom_they_want_less(
    store: Database,
) -> None:
    visit = await visit_of(store, cast.EMMA)
    answer = await answer_to(visit, "too many messages from JD, but i like the post office ones")
    assert isinstance(answer, Screen)
    assert "JD.com" in answer.text


async def test_above_what_was_found_stands_what_it_shall_be_about(store: Database) -> None:
    answer = await answer_to(await visit_of(store, cast.JOANA), "tens alguma coisa sobre macau")
    assert isinstance(answer, Screen)
    assert "“macau”" in answer.text


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("I live in Toronto", "Do you live there now?"),
        ("i live in Toronto, what does living abroad change?", "You can read and follow everything here"),
        ("I live in Shenzhen but I am often in Macau", "You can read and follow everything here"),
    ],
)
async def test_who_lives_anywhere_hears_what_that_changes(store: Database, said: str, first: str) -> None:
    answer = await answer_to(await visit_of(store, cast.EMMA), said)
    assert isinstance(answer, Screen)
    assert answer.text.startswith(first)
    assert "wherever you live" in answer.text


async def test_a_wish_behind_second_thoughts_is_heard_alone(store: Database) -> None:
    visit = await visit_of(store, cast.EMMA)
    assert await answer_to(visit, "nah changed my mind, drop them") == await answer_to(visit, "drop them")


@pytest.mark.parametrize("said", ["算了先别改，让我想想", "先不清了，我就问问", "never mind, it's too private"])
async def test_who_takes_it_back_and_says_why_is_told_that_it_is_noted(store: Database, said: str) -> None:
    visit = await visit_of(store, cast.EMMA)
    assert await answer_to(visit, said) == noted_screen(visit.words)


async def test_who_wants_no_end_but_a_break_is_asked_for_how_long(store: Database) -> None:
    answer = await answer_to(await visit_of(store, cast.XIAOLAN), "我不是要退订啊，就是停一阵子")
    assert answer == Alias(Wish.PAUSE, frozenset())
    beside = await answer_to(await visit_of(store, cast.WINGSZE), "我沒有說要退訂，只想休息一下")
    assert isinstance(beside, Screen)
    assert not beside.guess  # else “I do not understand every message” would stand above it


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (cast.EMMA, "You suck, this is the fourth time I've asked you to leave me alone"),
        (cast.KAMAN, "琴晚成點半send嚟嘅嗰單，係咪真係有得平㗎？去邊度換？"),
    ],
)
async def test_what_is_hardly_wished_beside_a_wish_gets_no_answer_of_its_own(
    store: Database, person: int, said: str
) -> None:
    assert isinstance(await answer_to(await visit_of(store, person), said), Screen)


@pytest.mark.parametrize("said", ["你個蠢材，停啦", "你個廢柴，唔好再send嘢嚟", "bad service, unsubscribe me"])
async def test_who_complains_and_asks_for_an_end_is_offered_it(store: Database, said: str) -> None:
    visit = await visit_of(store, cast.KAMAN if said[0] == "你" else cast.EMMA)
    assert await answer_to(visit, said) == one_press_screen(visit.words, Wish.STOP)


async def test_who_would_be_erased_and_have_a_copy_before_finds_both(store: Database) -> None:
    visit = await visit_of(store, cast.WINGSZE)
    assert await answer_to(visit, "刪除我所有資料，但先給我一份") == copy_first_screen(visit.words)


SENT = {
    cast.XIAOLAN: ("小鹏最近发了啥", "小鹏更新了吗", "小鹏的文章给我看看"),
    cast.WINGSZE: ("小鵬最近發了什麼", "想看小鵬寫的東西", "看看小鵬的貼文"),
    cast.KAMAN: ("小鵬最近出咗咩post", "小鵬呢個禮拜寫咗啲乜"),
    cast.EMMA: (
        "what has xpeng posted lately",
        "what did XPeng Motors write this week",
        "xpeng's latest posts",
        "latest from XPeng?",
    ),
    cast.JOANA: ("o que é que a xpeng publicou ultimamente", "últimas da xpeng", "mostra-me as publicações da xpeng"),
}


async def test_who_asks_what_a_partner_has_sent_gets_its_stories_and_who_names_it_its_page(store: Database) -> None:
    xpeng = partner_named("xpeng", await store.called())
    for person, asked in SENT.items():
        visit = await visit_of(store, person)
        theirs = await leaf_screen(visit, 0, f"{PARTNERS}{xpeng}")
        for said in asked:
            assert await answer_to(visit, said) == theirs, said
    named = await answer_to(await visit_of(store, cast.XIAOLAN), "小鹏")
    assert isinstance(named, Screen)
    assert named.text.startswith("<b>小鹏汽车</b>")


@each_of(
    ("said", "behind"),
    [
        ("boa noite, como é que mudo a língua?", "como é que mudo a língua?"),
        ("Olá, boa tarde, queria menos mensagens", "queria menos mensagens"),
        ("你好呀 这个怎么用", "这个怎么用"),
        ("hi there!", "hi there!"),
        ("stories", "stories"),
    ],
)
def test_what_is_asked_behind_a_hello_is_told_from_it(said: str, behind: str) -> None:
    assert behind_hello(said) == behind


UNKNOWN = {
    cast.XIAOLAN: {"广汽": "广汽", "比亚迪也参加吗": "比亚迪", "你们有没有华为的消息": "华为"},
    cast.WINGSZE: {"廣汽有參加嗎": "廣汽", "青草是合作夥伴嗎": "青草"},
    cast.KAMAN: {"我想跟華為": "華為", "有冇廣汽㗎": "廣汽"},
    cast.EMMA: {
        "what about BYD?": "BYD",
        "is Zebrano a partner?": "Zebrano",
        "why isn't tencent here": "tencent",
        "tell me about GAC": "GAC",
    },
    cast.JOANA: {"a huawei também participa?": "huawei", "têm a GAC?": "GAC"},
}


async def test_who_asks_for_a_company_that_takes_no_part_hears_so_above_the_list_of_partners(store: Database) -> None:
    for person, asked in UNKNOWN.items():
        visit = await visit_of(store, person)
        for said, name in asked.items():
            answer = await answer_to(visit, said)
            assert isinstance(answer, Screen), said
            assert answer.text.startswith(visit.words.say("No partner here is called “{name}”.", name=name)), said
    emma = await visit_of(store, cast.EMMA)
    assert isinstance(await answer_to(emma, "the pictures don't load on my Huawei phone"), Alias)


POINTING = {
    cast.XIAOLAN: {
        "静音他们一周": "静音小鹏汽车一周",
        "屏蔽他们一个月": "屏蔽小鹏汽车一个月",
        "关注它": "关注小鹏汽车",
        "先不关注了": "先不关注小鹏汽车了",
    },
    cast.KAMAN: {"跟佢哋同埋JD": "跟小鵬汽車同埋JD", "佢哋嘅帖": "佢哋嘅帖", "京東，靜音佢哋": "京東，靜音佢哋"},
    cast.EMMA: {
        "ok follow that and JD too": "ok follow XPeng Motors and JD too",
        "mute them and follow JD": "mute XPeng Motors and follow JD",
        "I want to follow them all": "I want to follow them all",
        "stop them": "stop them",
    },
    cast.JOANA: {
        "quero segui-los": "quero seguir XPeng Motors",
        "quero escrever-lhes": "quero escrever a XPeng Motors",
        "silencia-os um mês": "silencia XPeng Motors um mês",
        "silencia-os e segue a JD": "silencia XPeng Motors e segue a JD",
    },
}
"""What is said below another screen, some minutes after XPeng's page, and what is heard."""


async def test_who_points_at_a_partner_is_heard_as_if_they_had_named_the_one_seen_last(store: Database) -> None:
    for person, said in POINTING.items():
        visit = await visit_of(store, person)
        if person != cast.EMMA:  # to whom a post came
            assert [await by_name(visit, each) for each in said] == [*said]
        await partner_page(visit, PartnerPage(partner_id=partner_named("xpeng", await store.called()) or 0))
        assert [await by_name(visit, each) for each in said] == [*said.values()]


@pytest.mark.parametrize("said", ["只留京东和小鹏", "keep only XPeng and JD.com"])
async def test_who_would_keep_some_partners_is_shown_the_others_that_they_follow(store: Database, said: str) -> None:
    visit = await visit_of(store, cast.XIAOLAN if said[0] == "只" else cast.EMMA)
    called = await store.called()
    async with store.read() as tx:
        followed = await tx.partners.those(await tx.follows.of(visit.reader.id))
    others = [partner for number, partner in followed.items() if number not in partners_named(said, called)]
    assert await answer_to(visit, said) == others_followed(visit.words, others)


async def test_who_misses_posts_of_one_partner_hears_first_that_none_came(store: Database) -> None:
    visit = await visit_of(store, cast.XIAOLAN)
    answer = await answer_to(visit, "为什么收不到京东的")
    none_yet = visit.words.say("If nothing comes, no partner has posted anything.")
    assert isinstance(answer, Screen)
    assert str(answer.text).startswith(str(none_yet))


async def test_what_was_meant_is_heard_in_place_of_what_was_said_first(store: Database) -> None:
    visit = await visit_of(store, cast.XIAOLAN)
    assert await answer_to(visit, "不对，我是说晚上别发") == await answer_to(visit, "晚上别发")


async def test_a_text_is_heard_anew_for_each_reader(store: Database) -> None:
    """What is found out for all who listen is kept by the hearing of one person's one message, and goes with it."""
    emma, joana = await visit_of(store, cast.EMMA), await visit_of(store, cast.JOANA)
    answers = [await answer_to(visit, SAID["a_wish"]) for visit in (emma, joana, emma)]
    assert answers[0] == answers[2] != answers[1]
    one, other = (Hearing(emma, said, Heard(), meant(said)) for said in ("xpeng", "Lisbon"))
    assert (one.is_place, other.is_place) == (False, True)


def test_a_readers_plain_text_is_offered_to_few_and_to_nobody_who_serves_those_who_work_here(store: Database) -> None:
    board = Board("message", conversations(store, lambda: cast.NOON))
    reads = Facts(reader=True, text=True)
    rooms = [line.router.name for line in board.lines("ello", reads)]
    assert len(rooms) < 9
    assert {room.partition(".")[0] for room in rooms} == {"audience"}
    everybody = board.lines("ello", Facts(reader=True, text=True, admin=True, communicator=True))
    assert {"admin.said", "partner.how"} <= {line.router.name for line in everybody} - set(rooms)


async def heard_as(store: Database, meaning: Meaning, said: str, monkeypatch: pytest.MonkeyPatch) -> Answer:
    """What is answered where the whole message is heard so."""
    monkeypatch.setattr(listening, "meant", lambda _: meaning)
    return await listening._heard(await visit_of(store, cast.EMMA), said)


def labels_in(answer: Answer) -> list[str]:
    return [button.label for row in answer.rows for button in row] if isinstance(answer, Screen) else []


async def test_who_goes_by_words_is_not_asked_where_the_whole_clearly_says_something_else(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "I loved the story about the lanterns"
    keep, praised = (Wish.KEEP,), Meaning((Wish.THANKS,), sure=True, clear=True)
    pleased = await heard_as(store, praised, said, monkeypatch)
    assert await heard_as(store, Meaning(keep, sure=True, clear=True), said, monkeypatch) == Alias(
        Wish.KEEP, frozenset()
    )
    unsure = await heard_as(store, Meaning(keep, sure=True), said, monkeypatch)
    assert isinstance(pleased, Screen)
    assert isinstance(unsure, Screen)
    assert unsure.text.startswith(pleased.text)
    assert "Keep or pass on a story" in {*labels_in(unsure)} - {*labels_in(pleased)}


def test_all_that_a_listener_is_about_are_wishes_of_one_who_listens() -> None:
    assert set(ABOUT) <= set(LISTENERS)
    for listen, own in ABOUT.items():
        for wish in Wish:
            found = listening.not_about(listen, Meaning((wish,), sure=True, clear=True))
            assert found == (() if wish in own else (wish,))
            assert not listening.not_about(listen, Meaning((wish,)))


async def test_below_a_likely_page_stands_what_else_is_likely_unless_the_page_says_it(
    store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    whose = Meaning((Wish.WHO, Wish.HUMAN), sure=True, others=(Wish.MY_DATA,))
    assert await heard_as(store, whose, "qwzx", monkeypatch) == Alias(
        Wish.WHO, frozenset(), beside=(Wish.HUMAN, Wish.MY_DATA)
    )
    when = Meaning((Wish.TIMING, Wish.FEWER), sure=True, others=(Wish.SETTINGS,))
    assert await heard_as(store, when, "qwzx", monkeypatch) == Alias(Wish.TIMING, frozenset())
    offered = await heard_as(store, Meaning((Wish.SHARE,), sure=True, others=(Wish.JOIN,)), "qwzx", monkeypatch)
    assert labels_in(offered)[:2] == ["Tell your own story", "Become a partner"]


def test_what_else_may_be_meant_is_neither_too_unlikely_nor_too_weighty(monkeypatch: pytest.MonkeyPatch) -> None:
    likely = {wish.value: 0.0 for wish in Wish} | {"none": 0.02, "who": 0.75, "human": 0.08, "stop": 0.07, "join": 0.03}
    monkeypatch.setattr(hearing_meaning, "likelihoods", lambda _: dict(likely))
    assert meant.__wrapped__("zorble").others == (Wish.HUMAN,)


async def test_a_place_that_is_only_mentioned_is_no_question_and_a_question_is_no_thanks(store: Database) -> None:
    visit = await visit_of(store, cast.EMMA)

    def heard(said: str) -> Hearing:
        return Hearing(visit, said, Heard(), Meaning())

    assert await of_stories.what_nobody_here_knows(heard("will it rain tomorrow?"))
    assert await of_stories.what_nobody_here_knows(heard("I forgot my umbrella on the metro")) is None
    assert await at_last(heard("oh thank you so much")) == thanked_screen(visit.words)
    assert await at_last(heard("thanks, how do you do that")) != thanked_screen(visit.words)
