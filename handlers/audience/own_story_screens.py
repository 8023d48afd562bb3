"""Questions about a story of one's own that a few words answer: how it is told, and what became of it."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from bot.aliases import Wish
from bot.content import ALBUM_LIMIT, Post
from bot.points import point_of
from bot.recurrence import city_day
from bot.shares import BEGUN, SHARE_LIMIT, Share, ShareState
from bot.texts import shortened, visible
from bot.transport import Button, Row
from bot.words import Words
from handlers.audience.forget_screens import AskAboutData
from handlers.audience.home_screens import (
    Ballot,
    StoriesPage,
    TellStory,
    back_home,
    paragraphs,
    to_help,
    told_first,
)
from handlers.audience.stories_screens import StoryIn
from handlers.screen import Screen

TITLE = 40
"""Characters of a story's first line that name it."""
_OF_ALL = frozenset({"erased", "read"})
"""What is asked of whatever story, before how one of theirs stands."""


class Own(NamedTuple):
    """A story that they have told, and its post while everybody can read it."""

    share: Share
    post: Post | None = None


def telling_screen(words: Words, said: str = "") -> Screen:
    """Who may tell a story, and what becomes of it; first what was asked."""
    told = {
        "whole": words.say(
            "Anybody may tell a story of the city, in any language that I speak, with photos or without; a child "
            "should do it together with a parent."
        ),
        "length": words.say(
            "A few sentences are enough; there is room for {limit} characters.", limit=words.number(SHARE_LIMIT)
        ),
        "name": words.say("You may leave your name out."),
        "editors": words.say(
            "Editors read it before it comes out, and I tell you what they say. How long that takes I do not know."
        ),
        "paid": words.say("It costs nothing, and I promise no pay and no prize."),
    }
    only_asked = {
        "rights": words.say(
            "Words and photos must be yours to share, and whoever you tell about should agree. You may write down what "
            "somebody else tells you."
        ),
        "picture": words.plural(
            "A story is text, with up to {n} photo or without: no video, no voice.",
            "A story is text, with up to {n} photos or without: no video, no voice.",
            ALBUM_LIMIT,
        ),
        "language": words.say(
            "Write as you speak, in Chinese, Cantonese, English or Portuguese; it need not be perfect. If something "
            "should change, the editors tell you."
        ),
        "topic": words.say(
            "It may be about whatever you know of the city or of the places around it, then or now. The editors decide "
            "what comes out."
        ),
        "how": words.say(
            "Press the button below and send the text here, in one message or several. There is no last day, and when "
            "one story is sent in you may begin another."
        ),
    }
    tell = Button(words.say("Tell your own story"), TellStory().pack())
    text = told_first(point_of(Wish.TELLING, said), told, only_asked)
    return Screen(text, ((tell,), (to_help(words),), (back_home(words),)))


def own_screen(words: Words, said: str = "", stories: Sequence[Own] = ()) -> Screen:
    """How each of their stories stands, the newest first, or that there is none; and what was asked of it."""
    point = point_of(Wish.OWN, said)
    told = {
        "change": words.say("To have a story that you have sent in changed or taken out, ask them: they answer here."),
        "why": words.say(
            "When the editors want something changed, or do not take a story, they say why in a message above. You may "
            "write it anew."
        ),
        "read": words.say("I cannot say how many read a story. Readers vote for the story of the month: /vote."),
        "seen": words.say("Stories that came out are under /stories, and /mydata has all that you sent in."),
        "erased": words.say("If you have your data erased, stories that came out stay, without your name."),
    }
    stand = [_stands(words, each) for each in stories] or [
        words.say("I have no story of yours: you have begun none here and sent none in.")
    ]
    asked = told.get(point, "")
    text = paragraphs(asked, *stand) if point in _OF_ALL else paragraphs(*stand, asked)
    ask = Button(words.say("Ask about my data"), AskAboutData().pack())
    tell = Button(words.say("Tell your own story"), TellStory().pack())
    begun = any(each.share.state in BEGUN for each in stories)
    rows: list[Row] = [_read(words, each.post) for each in stories if each.post]
    if point == "read":
        rows.insert(0, (Button(words.say("Vote for the story of the month"), Ballot().pack()),))
    elif point == "seen":
        rows.append((Button(words.say("Stories"), StoriesPage().pack()),))
    both = [(Button(words.say("Go on with my story"), TellStory().pack()),), (ask,)] if begun else [(ask,), (tell,)]
    return Screen(text, (*rows, *(both if stories else [(tell,), (ask,)]), (back_home(words),)))


def _stands(words: Words, own: Own) -> Markup:
    """Where one of them stands, and what the editors say."""
    share, title = own.share, _title(words, own)
    if own.post and own.post.sent_at:
        day = words.day(city_day(own.post.sent_at))
        return words.say("“{title}” is out: it came out on {day}.", title=title, day=day)
    if share.state is ShareState.ACCEPTED and share.told_at:
        return words.say("“{title}” came out, and can no longer be read.", title=title)
    says = words.say("The editors say: {comment}", comment=share.comment) if share.comment else ""
    return Markup("\n").join(filter(None, (_by_state(words, title)[share.state], says)))


def _by_state(words: Words, title: str) -> dict[ShareState, Markup]:
    return {
        ShareState.DRAFT: words.say("You have not sent in “{title}” yet. It waits for you.", title=title),
        ShareState.SUBMITTED: words.say("“{title}” is with the editors. I will tell you what they say.", title=title),
        ShareState.RETURNED: words.say(
            "“{title}” came back to you: the editors would like something changed.", title=title
        ),
        ShareState.DECLINED: words.say("The editors did not take “{title}”.", title=title),
        ShareState.ACCEPTED: words.say(
            "The editors have taken “{title}”. I will tell you when it is out.", title=title
        ),
    }


def _title(words: Words, own: Own) -> str:
    """As it is called where it is out; else how it begins."""
    begins = own.post.title_in(words.form) if own.post else visible(own.share.text).strip().partition("\n")[0]
    return shortened(begins or words.bare("A story without words"), TITLE)


def _read(words: Words, post: Post) -> Row:
    return (Button(words.say("Read it"), StoryIn(post_id=post.id, form=words.form, page=0).pack()),)
