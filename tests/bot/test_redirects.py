"""Addresses that count presses: known again whole and unchanged, for the button that they were made for."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.content import Post, PostKind, PostState, Version
from bot.languages import Form
from bot.redirects import DIRECT, Redirects, passage_of
from bot.ways import Way, WayKind
from tests.rows import each_of

BASE = "https://kapok.example/go"
REDIRECTS = Redirects.made_with(BASE, "123456789:a-token-of-the-bot")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_. /%"
WEB = st.from_regex(r"https?://[a-z]{1,9}\.example(/[\w\-%?=&.]{0,40})?", fullmatch=True)


def post(*urls: str, post_id: int = 7, state: PostState = PostState.SENT) -> Post:
    versions = {Form.EN: Version(Form.EN, "See you by the river")}
    ways = tuple(Way(WayKind.LINK, url) for url in urls)
    now = datetime(2026, 11, 20, tzinfo=UTC)
    return Post(post_id, 1, 2, PostKind.STORY, state, now, versions, ways=ways)


def asked(redirects: Redirects, of: Post, no: int = 0) -> str:
    """What stands behind the base of a button's address."""
    return (redirects.through(of).ways[no].url or "").removeprefix(f"{redirects.base}/")


def leads(redirects: Redirects, text: str, of: Post) -> str | None:
    """Where it leads; nowhere when it is nothing of ours."""
    passage = passage_of(text)
    return redirects.leads_to(passage, of) if passage and passage.post_id == of.id else None


@given(WEB, st.integers(1, 2**53))
def test_a_buttons_address_leads_to_where_the_post_says(url: str, post_id: int) -> None:
    told = post("https://other.example", url, post_id=post_id)
    assert (REDIRECTS.through(told).ways[1].url or "").startswith(f"{BASE}/{post_id}.2.")
    assert leads(REDIRECTS, asked(REDIRECTS, told, 1), told) == url


@given(WEB, st.data())
def test_a_change_of_any_one_character_is_refused(url: str, data: st.DataObject) -> None:
    told = post(url, url)
    text = asked(REDIRECTS, told)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from(LETTERS).filter(lambda letter: letter != text[place]))
    changed = f"{text[:place]}{other}{text[place + 1 :]}"
    assert leads(REDIRECTS, changed, told) is None
    assert leads(REDIRECTS, text[:place] + text[place + 1 :], told) is None
    assert leads(REDIRECTS, f"{text[:place]}{other}{text[place:]}", told) is None


@given(st.text(max_size=60))
def test_whatever_is_asked_leads_nowhere_that_no_post_names(text: str) -> None:
    assert leads(REDIRECTS, text, post("https://a.example")) is None


def test_it_is_good_for_its_post_its_button_and_its_bot_alone() -> None:
    told = post("https://a.example", "https://a.example")
    text = asked(REDIRECTS, told)
    assert leads(REDIRECTS, text.replace("7.1.", "7.2."), told) is None
    assert leads(REDIRECTS, text.replace("7.1.", "7.3."), told) is None
    assert leads(REDIRECTS, text.replace("7.1.", "8.1."), replace(told, id=8)) is None
    assert leads(REDIRECTS, text, post("https://b.example")) == "https://b.example"  # it was corrected since
    assert leads(REDIRECTS, text, post()) is None
    assert leads(Redirects.made_with(BASE, "123456789:another-token"), text, told) is None


@each_of("url", ["tg://resolve?domain=kapok", "https://t.me/kapok", "http://telegram.me/kapok", "https://kapok.t.me"])
def test_what_opens_in_the_app_itself_is_left_alone(url: str) -> None:
    assert REDIRECTS.through(post(url)).ways[0].url == url


def test_a_button_without_an_address_has_none_afterwards() -> None:
    told = replace(post(), ways=(Way(WayKind.FOLLOW),))
    assert REDIRECTS.through(told).ways == told.ways


@each_of("state", PostState)
def test_a_screen_shows_the_true_address_until_the_post_is_out(state: PostState) -> None:
    told = post("https://a.example", state=state)
    straight = REDIRECTS.shown(told).ways == told.ways
    assert straight is not told.is_out


def test_an_author_is_told_over_which_address_their_links_will_lead_and_of_nothing_else() -> None:
    assert REDIRECTS.over(post("https://t.me/kapok", "https://a.example")) == BASE
    assert REDIRECTS.over(post("https://t.me/kapok")) == REDIRECTS.over(post()) == ""
    assert not DIRECT.over(post("https://a.example"))


def test_unless_it_is_set_every_button_leads_straight() -> None:
    told = post("https://a.example")
    assert DIRECT.through(told) is told


def test_its_key_is_neither_shown_nor_the_token() -> None:
    assert "key" not in repr(REDIRECTS)
    assert b"a-token-of-the-bot" not in REDIRECTS.key
