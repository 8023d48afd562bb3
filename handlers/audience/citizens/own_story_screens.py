"""Questions about a story of one's own that a few words answer: how it is told, and what became of it."""

from dataclasses import replace

from markupsafe import Markup

from bot.content import ALBUM_LIMIT, Post
from bot.hearing.aliases import Wish
from bot.hearing.points import point_of
from bot.shares import BEGUN, SHARE_LIMIT, Share, ShareState
from bot.texts import shortened, visible
from bot.transport import Button
from bot.words import Words
from handlers.audience.home_screens import Ballot, StoriesPage, TellStory, back_home, paragraphs, to_help, told_first
from handlers.audience.library.stories_screens import ReadStory
from handlers.audience.personal_data.forget_screens import AskAboutData
from handlers.showing.screen import Screen

_OF_ANY = frozenset({"read", "erased"})
"""Points whose answer is the same whichever story it is."""
TITLE = 40
"""Characters of a story's first line."""


def telling_screen(words: Words, said: str = "") -> Screen:
    """Who may tell a story, and what becomes of it; first what was asked."""
    told = {
        "whole": words.say(
            "Anybody may tell a story of the city, in any language that I speak, with photos or without; a child "
            "should do it together with a parent."
        ),
        "length": words.say(
            "A few sentences are enough; there's room for {limit} characters.", limit=words.number(SHARE_LIMIT)
        ),
        "name": words.say("You may leave your name out."),
        "editors": words.say(
            "Editors read it before it comes out, and I tell you what they say. How long that takes I don't know."
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
            "Press the button below and send the text here, in one message or several. There's no last day, and when "
            "one story is sent in you may begin another."
        ),
    }
    tell = _tell(words)
    text = told_first(point_of(Wish.TELLING, said), told, only_asked)
    return Screen(text, ((tell,), (to_help(words),), (back_home(words),)))


def own_screen(words: Words, said: str = "") -> Screen:
    """A story of theirs: a draft, one that was handed in, one that is told to all; first what was asked."""
    point = point_of(Wish.OWN, said)
    told = {
        "draft": words.say(
            "A story that you haven't sent in yet waits under /share: change it there, or throw it away."
        ),
        "news": words.say("One that you've sent in is with the editors; I'll tell you what they say."),
        "change": words.say("To have it changed or taken out after that, ask them: they answer here."),
    }
    only_asked = {
        "why": words.say(
            "When the editors want something changed, or don't take a story, they say why in a message above. You may "
            "write it anew."
        ),
        "read": words.say("I can't say how many read a story. Readers vote for the story of the month: /vote."),
        "seen": words.say("Stories that came out are under /stories, and /mydata has all that you sent in."),
        "erased": words.say("If you have your data erased, stories that came out stay, without your name."),
    }
    ask = Button(words.say("Ask about my data"), AskAboutData().pack())
    tell = _tell(words)
    rows = [(ask,), (tell,)]
    if point in {"draft", "why"}:
        rows = [(tell,), (ask,)]
    elif point == "read":
        rows.insert(0, (Button(words.say("Vote for the story of the month"), Ballot().pack()),))
    elif point == "seen":
        rows.insert(0, (Button(words.say("Stories"), StoriesPage().pack()),))
    return Screen(told_first(point, told, only_asked), (*rows, (back_home(words),)))


def this_story_screen(words: Words, share: Share | None, out: Post | None, said: str, *, never: bool = False) -> Screen:
    """Where the story stands that they told last, with the one thing to do about it; `out`: as it can be read.

    Who `never` told one hears no more than that. First of all stands that only the editors can change it, to who
    would have it changed.
    """
    point = point_of(Wish.OWN, said)
    if point in _OF_ANY:
        return own_screen(words, said)
    if never:
        none = words.say("You haven't told a story here yet. If you have one, I'd like to read it.")
        return Screen(none, ((_tell(words),), (back_home(words),)))
    if share is None:
        general = own_screen(words, said)
        return replace(general, text=paragraphs(words.say("I find no story that you've told here."), general.text))
    if share.state in BEGUN:
        back = Button(words.say("Back to the story"), TellStory().pack())
        return Screen(_where_it_stands(words, share, out), ((back,), (back_home(words),)))
    ask = Button(words.say("Ask the editors"), AskAboutData().pack())
    change = words.say(
        "You can no longer change it yourself. Ask the editors to change it, to leave your name out or to take it out: "
        "they answer here."
    )
    stands = _where_it_stands(words, share, out)
    text = paragraphs(change, stands) if point == "change" else paragraphs(stands, change)
    if share.state is ShareState.DECLINED:
        why = words.say("The editors say: {comment}", comment=share.comment) if share.comment else ""
        return Screen(paragraphs(stands, why), ((ask,), (_tell(words),), (back_home(words),)))
    read = ((Button(words.say("Read it"), ReadStory(post_id=out.id).pack()),),) if out else ()
    return Screen(text, (*read, (ask,), (back_home(words),)))


def _where_it_stands(words: Words, share: Share, out: Post | None) -> Markup:
    told = next(iter(visible(share.text).strip().splitlines()), "…")
    story = out.title_in(words.form) if out else shortened(told, TITLE)
    if out:
        return words.say("“{story}” is out, among the stories of the city.", story=story)
    if share.state is ShareState.DRAFT:
        return words.say(
            "“{story}” isn't sent in yet, and only you see it: change it, leave your name out, send it in or throw it "
            "away.",
            story=story,
        )
    if share.state is ShareState.RETURNED:
        return words.say("The editors ask you to change something in “{story}”; it waits for you.", story=story)
    if share.state is ShareState.DECLINED:
        return words.say("The editors didn't take “{story}” this time.", story=story)
    if share.state is ShareState.ACCEPTED:
        return words.say("The editors accepted “{story}”. I'll tell you when it's out.", story=story)
    since = words.day(share.submitted_at or share.at)
    return words.say(
        "“{story}” has been with the editors since {day}. I'll tell you what they say.", story=story, day=since
    )


def _tell(words: Words) -> Button:
    return Button(words.say("Tell your own story"), TellStory().pack())
