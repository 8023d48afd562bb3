"""What stands first on a page that a sentence opens, if the sentence asks one thing of it (`bot.hearing.points`)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from bot.content import ALBUM_LIMIT
from bot.hearing.aliases import Wish
from bot.hearing.points import point_of
from bot.shares import SHARE_LIMIT
from bot.transport import Button
from bot.words import Words, marked
from handlers.audience.home_screens import paragraphs
from handlers.audience.personal_data.forget_screens import AskAboutData, minutes
from handlers.audience.plain_words.suggesting_screens import suggestions
from handlers.showing.screen import Screen


class Point(NamedTuple):
    """What answers a question about a page, and the button that it needs before those of the page."""

    told: str
    press: Callable[[Words], Button] | None = None


def _to(wish: Wish) -> Callable[[Words], Button]:
    return lambda words: suggestions(words, (wish,))[0][0]


def _to_people(words: Words) -> Button:
    return Button(words.say("Ask about my data"), AskAboutData().pack())


POINTS: Mapping[Wish, Mapping[str, Point]] = {
    Wish.FORGET: {
        "how_long": Point(
            marked("It takes {minutes} minutes: until then you can change your mind, then all of it goes at once.")
        ),
        "kept": Point(
            marked(
                "All that I keep about you goes. Only one line stays for three years, as the law requires: that "
                "somebody unsubscribed, when, and which text they had agreed to."
            )
        ),
        "stories": Point(
            marked(
                "Stories of yours that came out stay, without your name. Whatever else you told goes, and so do "
                "your votes."
            )
        ),
        "chat": Point(
            marked(
                "I erase what I keep. The messages in this chat are kept by the app: delete the chat there yourself."
            )
        ),
        "undone": Point(
            marked(
                "For {minutes} minutes you can still change your mind. After that nothing can be brought back, but "
                "you may start afresh here at any time."
            )
        ),
        "others": Point(
            marked(
                "I erase only what belongs to the account that asks me. For somebody else's, let it be asked from "
                "there; if that isn't possible, ask the people who run the programme."
            ),
            _to_people,
        ),
        "proof": Point(marked("When all of it is gone, I tell you here, in one last message.")),
        "part": Point(
            marked(
                "I can erase only all of it at once. Place, language and partners can be changed without that, "
                "under Settings."
            ),
            _to(Wish.SETTINGS),
        ),
        "by_itself": Point(
            marked(
                "Nothing is erased by itself: not when you stop posts, block me or remove the app. You have to ask "
                "me for it."
            )
        ),
    },
    Wish.STOP: {
        "back": Point(marked("You may come back at any time: /start brings the posts back.")),
        "kept": Point(
            marked("Your language, your partners and your settings are kept when you stop. Only /forget erases them.")
        ),
        "still": Point(
            marked(
                "Once you've stopped you can still read the stories here, vote, and tell your own: only no posts come."
            )
        ),
        "when": Point(marked("It works at once: with the press, no more posts come.")),
        "told": Point(marked("Nobody is told that you stop: partners see numbers only, never names.")),
        "cost": Point(marked("It costs nothing to stop, and binds you to nothing.")),
        "why": Point(
            marked(
                "Posts come only to those who said yes to them here, perhaps somebody with this phone. Nobody gave "
                "me your number."
            )
        ),
        "others": Point(
            marked(
                "This button stops the posts of this account. For another one, use that phone, and /stop in its "
                "chat with me."
            )
        ),
        "again": Point(
            marked("I'm sorry that posts still come. One press of the button, and no more do; /stop does the same.")
        ),
    },
    Wish.SHARE: {
        "spoken": Point(
            marked(
                "I take only what is written. The microphone on your phone's keyboard writes down what you say; "
                "somebody may also type it for you."
            )
        ),
        "video": Point(marked("A story has text and photos: there's no room in it for videos or recordings.")),
        "photos": Point(
            marked("Up to {photos} photos can go with it, and it may be none. A few sentences must stand beside them.")
        ),
        "written": Point(
            marked(
                "What you've written can be pasted here, in one message or several: there's room for {letters} "
                "characters."
            )
        ),
        "several": Point(
            marked(
                "You may tell as many as you like, one after the other: send one in, and begin the next with /share."
            )
        ),
        "interview": Point(
            marked(
                "I can send nobody to ask or to write: write down what is told, as you heard it. A few sentences "
                "will do."
            )
        ),
        "about": Point(
            marked("It may be somebody else's story, too. Ask them first whether they like it, if you can.")
        ),
        "who_may": Point(
            marked(
                "Anybody may tell a story of the city, in any language that I speak, with photos or without; a "
                "child should do it together with a parent."
            )
        ),
    },
    Wish.VOTE: {
        "partner": Point(
            marked(
                "No partner or company can be voted for here: the vote is about stories that people of the city told."
            )
        ),
        "change": Point(
            marked("You may change your vote until the month is over: a press on another story moves it there.")
        ),
        "undo": Point(
            marked("A vote can't be taken back, only moved to another story, as long as the month isn't over.")
        ),
        "how_many": Point(marked("Everybody has one vote a month, for one story.")),
        "until": Point(
            marked("You can vote until the last day of the month. With the next month a new vote begins by itself.")
        ),
        "results": Point(
            marked("When the month is over, I tell those who voted which story won, and with how many votes.")
        ),
        "leading": Point(
            marked(
                "While a vote goes on, I don't say who leads or how many have voted. When the month is over, I "
                "tell those who voted."
            )
        ),
        "mine": Point(
            marked(
                "“✓ My vote” stands beside the story that you chose. Where it stands nowhere, you have no vote in yet."
            )
        ),
        "secret": Point(marked("No reader, author or partner is told whom you voted for: only votes are counted.")),
        "fair": Point(
            marked(
                "Readers alone decide, without a jury: one vote for each account, and the story with the most votes "
                "wins."
            )
        ),
        "who_may": Point(
            marked("Anybody who uses me may vote, wherever they live, each from an account of their own.")
        ),
        "must": Point(marked("Nobody has to vote, and nothing happens if you don't.")),
        "advice": Point(
            marked("I take no sides. A press on a title shows the story: read them, and choose the one you like.")
        ),
        "own": Point(
            marked(
                "A story that came out is up for the vote in the month after, yours too, and you may vote for it "
                "yourself. Only the newest stand here."
            )
        ),
        "like": Point(
            marked("There are no likes and no stars here. Your vote for the story of the month says that you like it.")
        ),
        "stopped": Point(marked("You can vote even if you've stopped posts.")),
    },
    Wish.MY_DATA: {
        "phone": Point(
            marked(
                "I don't see your phone number, so I can't give it to anybody. Ask whoever rang you where they have it."
            )
        ),
        "how_long": Point(
            marked("I keep it until you ask me to erase it, with /forget. To stop or to remove the app erases nothing.")
        ),
        "location": Point(
            marked(
                "I don't see where you are. I know only the place that you chose here, or that of the link you came by."
            )
        ),
        "shared": Point(
            marked(
                "I sell nothing that I know of you and pass none of it on. Partners see numbers only, and what you "
                "write to them."
            )
        ),
        "law": Point(
            marked(
                "I keep your language, your place and whom you follow, and use them for nothing else. For whatever "
                "else you'd like to know, ask the people who run the programme."
            ),
            _to_people,
        ),
        "read": Point(
            marked(
                "Nobody else sees what you read or type here. People read only what you send them: a letter to a "
                "partner, a story, a question about your data."
            )
        ),
        "not_known": Point(
            marked(
                "I know nothing of the kind, neither birthday nor address nor papers: only your name in this app, "
                "and what you chose or sent here."
            )
        ),
        "server": Point(
            marked("Where your data is kept and how it is secured, the people who run the programme can tell you."),
            _to_people,
        ),
        "how_know": Point(
            marked(
                "Your name is the one that you show in this app. Place and language I have from what you chose or "
                "wrote here, or from the link that you came by."
            )
        ),
        "listening": Point(
            marked(
                "I hear nothing, and see neither your phone nor your contacts or photos: only what you send me here."
            )
        ),
        "clicks": Point(
            marked(
                "I note which posts were sent to you, and which buttons you pressed under them. What you look up, I "
                "don't."
            )
        ),
        "chats": Point(
            marked(
                "I keep no record of what we say here. What you send to people stays with them: a letter to a "
                "partner, a story, a question about your data."
            )
        ),
        "rename": Point(
            marked("Your name is the one that you show in this app: change it in the app's settings, and I follow.")
        ),
    },
}
"""What is asked of pages: the points of bot/data/points, each with its answer. The page itself says the rest."""


def asked_of(words: Words, wish: Wish, said: str, page: Screen) -> Screen:
    """The page of a wish, and first what `said` asks of it; the page as it is where it asks nothing in particular."""
    point = POINTS[wish].get(point_of(wish, said)) if wish in POINTS else None
    page = replace(page, about=wish)
    return answered_first(words, point, page) if point else page


def answered_first(words: Words, point: Point, page: Screen) -> Screen:
    """A page below the answer to a question about it; nothing is guessed any more."""
    told = words.say(
        point.told,
        minutes=words.number(minutes()),
        letters=words.number(SHARE_LIMIT),
        photos=words.number(ALBUM_LIMIT),
    )
    rows = ((point.press(words),), *page.rows) if point.press else page.rows
    return replace(page, text=paragraphs(told, page.text), rows=rows, guess=False)
