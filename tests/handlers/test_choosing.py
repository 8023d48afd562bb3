"""A yes, a no, a place, a label's words: which of the buttons that stand last they mean, if any."""

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.hearing.aliases import Wish
from bot.languages import Form
from bot.transport import Button
from bot.words import words_for
from handlers.audience.at_hand.choosing import Says, choice_in
from handlers.audience.home_screens import Answer, EndPause, back_home, doors
from handlers.audience.library.leaves import LAST
from handlers.audience.library.stories import number_named, one_named
from handlers.audience.library.stories_screens import ReadStory
from handlers.audience.personal_data.forget_screens import Forget
from handlers.audience.receiving.fewer_screens import FewerMenu, PickCap
from handlers.audience.receiving.partners_screens import FollowPartner, LimitPartner, MutePartner
from handlers.audience.receiving.pause_screens import AskPause, PauseUntil
from handlers.audience.receiving.stop_screens import NoPromotions
from handlers.turns.last_screen import Stands
from tests.rows import each_of

WORDS = words_for(Form.EN)
UNTIL, OTHER = (
    Button("Pause until Mon 30 Nov", PauseUntil(minute=9).pack()),
    Button("Change the date", AskPause().pack()),
)
EVERY = Button("One message every Sunday", Answer(wish=Wish.TIMING).pack())
DAILY = Button("One message a day", Answer(wish=Wish.LEARN).pack())
ONE, THREE = Button("1 a day", PickCap(cap=1).pack()), Button("3 a day", PickCap(cap=3).pack())
NONE = Button("No promotions", NoPromotions().pack())
FEWER = Button("Fewer posts", FewerMenu().pack())
HAN = Button("每个星期日合成一条", Answer(wish=Wish.TIMING).pack())


def stands(text: str, *buttons: Button, offers: bool = True, after: str = "") -> Stands:
    """A screen with these buttons and those below many."""
    rows = (*((each,) for each in buttons), *doors(WORDS), (back_home(WORDS),))
    return Stands(Markup.escape(text), rows, offers, after=after)


ASKED = stands("Pause everything until Monday?", UNTIL, OTHER)
TOLD = stands("What I can do:", DAILY, EVERY, FEWER)
DONE = stands("Posts are paused.", Button("End the pause", EndPause().pack()), offers=False)


@each_of(
    ("there", "typed", "choice"),
    [
        *((ASKED, yes, UNTIL) for yes in ("yes", "Yes please!", "ok", "sim", "好", "係呀", "可以")),
        *((ASKED, yes, UNTIL) for yes in ("ok do that", "go for it", "sim faz isso")),
        *((ASKED, no, Says.NO) for no in ("no", "não, obrigado", "不用了", "唔使")),
        *((ASKED, no, Says.NO) for no in ("wait never mind i'm staying", "afinal já não vou", "esquece, afinal fico")),
        *((TOLD, yes, Says.WHICH) for yes in ("yeah", "claro", "好呀")),
        *((TOLD, nod, None) for nod in ("ok", "thanks", "哦")),
        *((DONE, nod, None) for nod in ("ok", "yes", "好", "no")),
        *((TOLD, second, EVERY) for second in ("the second one", "2", "第二个", "o segundo")),
        *((TOLD, named, EVERY) for named in ("sundays", "the sunday one please", "every sunday")),
        (stands("", HAN, FEWER), "星期日嗰個", HAN),
        *(
            (ASKED, but, Says.OTHERWISE)
            for but in ("yes but only on weekends", "好，不过改成早上", "sim mas só à noite")
        ),
        *(
            (ASKED, other, None)
            for other in ("food", "who are you", "I would rather pause it some other time, thank you")
        ),
        (TOLD, "message", None),
        (stands("Stories", Button("1", ReadStory(post_id=1).pack()), FEWER), "1", None),
        (stands("", NONE, FEWER), "promotions", None),
        *((stands("", ONE, THREE), three, THREE) for three in ("3", "3 a day", "the second")),
        (stands("", NONE, FEWER), "no promotions", NONE),
    ],
)
def test_words_mean_the_button_that_was_offered_or_none(there: Stands, typed: str, choice: object) -> None:
    assert choice_in(typed, there) == choice


@each_of("typed", ["yes", "1", "erase", "好"])
def test_what_cannot_be_undone_is_never_pressed_by_words(typed: str) -> None:
    erase = Button("Yes, erase everything", Forget(sure=True).pack())
    assert choice_in(typed, stands("Shall I erase your data?", erase)) is None


FOLLOWED = Button("Unfollow", FollowPartner(partner_id=1, on=False).pack())
MUTED = Button("Unmute", MutePartner(partner_id=1).pack())
LIMITED = Button("All of them", LimitPartner(partner_id=1).pack())


@each_of(
    ("after", "back"),
    [
        (FollowPartner(partner_id=1, on=True), FOLLOWED),
        (LimitPartner(partner_id=1, weekly=1), LIMITED),
        (PickCap(cap=1), Says.UNDO),
        (AskPause(), None),
    ],
)
def test_undo_presses_the_other_side_of_what_was_done_last_and_no_other(after: CallbackData, back: object) -> None:
    assert choice_in("undo that", stands("", FOLLOWED, MUTED, LIMITED, offers=False, after=after.pack())) == back


def test_an_offer_that_nobody_took_changed_nothing_and_a_pause_is_ended() -> None:
    assert choice_in("改回来", ASKED) is Says.UNDO
    assert choice_in("desfaz", DONE) == DONE.rows[0][0]
    assert choice_in("how long does that last?", DONE) is Says.HOW_LONG
    assert choice_in("how long does that last?", TOLD) is None


@each_of(
    ("said", "place"),
    [
        ("第两篇", 2),
        ("第兩篇", 2),
        ("a 3.ª", 3),
        ("num 2", 2),
        ("abre lá a segunda", 2),
        ("mostra-me a primeira", 1),
        ("tell me more abt the last one", LAST),
        ("gimme the 3rd one", 3),
        ("mostra a 2", 2),
        ("deixa ver a primeira aí", 1),
        ("can you open number 3", 3),
        ("tell me about no 2", 2),
        ("conta a 2", 2),
        ("第三篇", 3),
        ("open the window", None),
    ],
)
def test_a_place_in_a_list_is_heard_behind_what_asks_for_it(said: str, place: int | None) -> None:
    assert number_named(said) == place


@each_of(
    ("said", "place", "rest"),
    [
        ("第二个详细说说", 2, "详细说说"),
        ("第1個係講咩架", 1, "係講咩架"),
        ("最上面那个讲啥的", 1, "讲啥的"),
        ("仲有最尾嗰篇喺邊", LAST, "仲有 喺邊"),
        ("how much is the third one?", 3, "how much is ?"),
        ("onde fica a última", LAST, "onde fica"),
        ("第二篇", 0, "第二篇"),
        ("the second time it came twice", 0, "the second time it came twice"),
        ("第二日再講", 0, "第二日再講"),
    ],
)
def test_a_place_in_a_list_is_heard_among_what_is_asked_of_it(said: str, place: int, rest: str) -> None:
    assert one_named(said) == (place, rest)
