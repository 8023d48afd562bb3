"""What a kind of partner carries, as a table in plain words."""

from datetime import UTC, datetime, timedelta

from bot.languages import Form
from bot.partners import BENEFITS, CHOICES, Benefit, Channel, Kind, Partner, forms_then, languages_of
from tests.rows import each_of

RULES = """
                        strategic    super        dreamer      ambassador
posts_a_month           60           30           12           6
languages               4            4            3            2
channels                10           5            2            1
messages                everybody    followers    followers    followers
review                  source       written      written      every
reports                 reasons      reasons      languages    sums
pinning                 True         True         False        False
"""
HEAD, *ROWS = [line.split() for line in RULES.strip().splitlines()]
CASES = [(Kind(kind), Benefit(row[0]), row[no]) for no, kind in enumerate(HEAD, 1) for row in ROWS]


@each_of(("kind", "benefit", "value"), CASES)
def test_a_kind_carries(kind: Kind, benefit: Benefit, value: str) -> None:
    assert str(getattr(BENEFITS[kind], benefit.value)) == value


def test_the_table_names_every_kind_and_every_benefit() -> None:
    assert {kind for kind, _, _ in CASES} == set(Kind)
    assert {benefit for _, benefit, _ in CASES} == set(Benefit)


def test_what_every_kind_carries_can_be_chosen_for_a_single_partner_too() -> None:
    for kind in Kind:
        for benefit in Benefit:
            assert getattr(BENEFITS[kind], benefit.value) in CHOICES[benefit]


def test_a_partner_s_own_benefit_stands_before_its_kind_s_and_the_others_stay() -> None:
    mine = Partner(1, "p", Kind.DREAMER, {}, own={Benefit.POSTS: 60})
    assert mine.benefits.posts_a_month == 60
    assert mine.benefits.languages == BENEFITS[Kind.DREAMER].languages


@each_of(
    ("forms", "number"),
    [
        ((), 0),
        ((Form.ZH_HANS, Form.ZH_HANT), 1),
        ((Form.ZH_HANT, Form.YUE), 2),
        (tuple(Form), 4),
    ],
)
def test_both_scripts_of_chinese_are_one_language(forms: tuple[Form, ...], number: int) -> None:
    assert len(languages_of(forms)) == number


def test_a_channel_remembers_the_languages_it_had_and_until_when() -> None:
    begun, later = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
    channel = Channel(1, -1, 2, "Channel", (Form.ZH_HANS, Form.EN))
    changed = channel.taking((Form.ZH_HANS,), begun).taking((Form.ZH_HANS,), begun).taking((Form.PT,), later)
    told = {
        begun - timedelta(days=1): (Form.ZH_HANS, Form.EN),
        begun: (Form.ZH_HANS,),
        later: (Form.PT,),
        later + timedelta(days=1): (Form.PT,),
    }
    assert {moment: forms_then(changed.past, changed.forms, moment) for moment in told} == told
