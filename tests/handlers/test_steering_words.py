"""That a plan shall not go out, and for which rounds another moment is, as people write it in five forms."""

from datetime import date, datetime

from handlers.partner.planning.reading_plan import Scope, bare, said_when, scoped
from handlers.partner.planning.steering_words import NoMore, no_more
from tests.rows import each_of

NOW = datetime(2027, 3, 9, 12)  # noqa: DTZ001 - a wall clock; a Tuesday


@each_of(
    ("text", "scope", "rest"),
    [
        ("这周日改到四点，只这一次", Scope.ONE, "这周日改到四点"),
        ("只改这一次：周六上午十点", Scope.ONE, "周六上午十点"),
        ("淨係呢次改做下晝四點", Scope.ONE, "改做下晝四點"),
        ("only this one, at 4 pm", Scope.ONE, "at 4 pm"),
        ("Saturday at 10, just this once", Scope.ONE, "Saturday at 10"),
        ("só desta vez, sábado às 10h", Scope.ONE, "sábado às 10h"),
        ("以后都改成周六上午十点", Scope.ALL, "改成周六上午十点"),
        ("3月21日 11点，以后都改", Scope.ALL, "3月21日 11点"),
        ("由而家起改做禮拜六朝早十點", Scope.ALL, "改做禮拜六朝早十點"),
        ("以後每次都改到下午四點", Scope.ALL, "改到下午四點"),
        ("from now on Saturday at 10", Scope.ALL, "Saturday at 10"),
        ("a partir de agora ao sábado às 10h", Scope.ALL, "ao sábado às 10h"),
        ("周六上午十点", None, "周六上午十点"),
        ("以后", None, "以后"),
    ],
)
def test_for_which_rounds_a_moment_is_stands_apart_from_it(text: str, scope: Scope | None, rest: str) -> None:
    assert scoped(text) == (scope, rest)
    if scope:
        assert bare(rest)
        said = said_when(text, NOW)
        assert said
        assert (said.text, said.moves) == (text, True)


@each_of(
    ("text", "day"),
    [
        ("以后都不发", None),
        ("不要再发了", None),
        ("停止这个系列", None),
        ("唔好再發喇", None),
        ("暫停先", None),
        ("stop it", None),
        ("Please don't send it any more", None),
        ("no more of this", None),
        ("pára com isto", None),
        ("não enviar mais", None),
        ("3月14日不发", date(2027, 3, 14)),
        ("呢個禮拜日唔好發", date(2027, 3, 14)),
        ("skip Sunday", date(2027, 3, 14)),
        ("saltar dia 14", date(2027, 3, 14)),
    ],
)
def test_who_says_that_it_shall_not_go_out_is_heard_and_the_day_with_it(text: str, day: date | None) -> None:
    assert no_more(text, NOW) == NoMore(day)


@each_of("text", ["周日下午三点", "Sunday at 3 pm", "每逢禮拜日", "until 30 June", "domingo", "九点", "怎么改"])
def test_a_moment_alone_stops_nothing(text: str) -> None:
    assert no_more(text, NOW) is None
