"""Stories from citizens, as admins see them."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from markupsafe import Markup

from bot.actions.quotes import language_line, reads
from bot.content import Post
from bot.ports.page import Page
from bot.shares import Share
from bot.texts import shortened, visible
from bot.transport import Button
from bot.words import Words
from handlers.admin.doors import lines, noted, status_door
from handlers.showing.listing_screens import Listed, arrows, only_lines, search_rows
from handlers.showing.screen import Number, Screen

TITLE = 40


class Editing(StatesGroup):
    """The words for a story that is returned or declined are typed. Data: share_id, do."""

    words = State()


class EditDo(StrEnum):
    """What to do with a citizen's story."""

    OPEN = "o"
    ACCEPT = "a"
    RETURN = "r"
    DECLINE = "d"
    TRANSLATE = "t"


class ShareButton(CallbackData, prefix="m_share"):
    """Something to do with a citizen's story."""

    do: EditDo
    share_id: Number


class SharesPage(Listed, prefix="m_shares"):
    """A page of the stories that wait."""


def _button(label: str, do: EditDo, share: Share) -> Button:
    return Button(label, data=ShareButton(do=do, share_id=share.id).pack())


def shares_screen(words: Words, shares: Page[Share], at: SharesPage) -> Screen:
    """Those that wait, oldest first."""
    total, told = shares.total, only_lines(words, at, shares.total)
    if total:
        n = words.plural("{n} story from citizens is waiting.", "{n} stories from citizens are waiting.", total)
        told.append(n)
    elif not at.sought:
        told.append(words.say("No stories from citizens are waiting."))
    rows = tuple((_button(_title(share), EditDo.OPEN, share),) for share in shares.items)
    return Screen(lines(*told), (*rows, arrows(at, total), *search_rows(words, at, total), (status_door(words),)))


def _title(share: Share) -> str:
    line = next(iter(visible(share.text).strip().splitlines()), "…")
    return shortened(line, TITLE)


def share_screen(words: Words, share: Share, *, own: bool, machine: bool = False) -> Screen:
    """What is to be known beside the text, which stands above; and the decision. `machine`: whether one translates."""
    place = words.place(share.place) if share.place else words.say("no particular city")
    text = lines(
        language_line(words, share.form),
        words.say("City: {place}", place=place),
        words.say("Told by {citizen}", citizen=share.credit) if share.credit else words.say("Told anonymously"),
        words.say("Its author says that text and photos are theirs to share."),
    )
    back = Button(words.say("‹ Back"), data=SharesPage().pack())
    if own:
        return Screen(lines(text, Markup(), words.say("It's your own, so another admin decides.")), ((back,),))
    accept = _button(words.say("✓ Accept"), EditDo.ACCEPT, share)
    others = (_button(words.say("Return"), EditDo.RETURN, share), _button(words.say("Decline"), EditDo.DECLINE, share))
    translate = (_button(words.say("Translate what they say"), EditDo.TRANSLATE, share),)
    foreign = machine and share.form is not None and not reads(words.form, share.form)
    return Screen(text, (*((translate,) if foreign else ()), (accept,), others, (back,)))


def words_question_screen(words: Words, share: Share, *, declines: bool, sorry: Markup | None = None) -> Screen:
    """Ask for the words that its author gets."""
    why = words.say("Why not? The author will see your words, without your name.")
    what = words.say("What should be changed? The author will see your words, without your name.")
    return Screen(noted(sorry, why if declines else what), ((_button(words.say("‹ Back"), EditDo.OPEN, share),),))


def accepted_screen(words: Words, post: Post) -> Screen:
    """It is an approved post of the citizens' now."""
    text = words.say(
        "✓ Accepted: “{title}”. It's approved as it stands. A change, such as another language, is reviewed again.",
        title=post.title_at_work(words.form),
    )
    schedule = Button(words.say("Schedule it"), data=f"schedule:{post.id}")
    draft = Button(words.say("Add languages"), data=f"draft:{post.id}")
    return Screen(text, ((schedule,), (draft,), (Button(words.say("‹ Back"), data=SharesPage().pack()),)))


def told_screen(words: Words) -> Screen:
    """Its author is told."""
    back = Button(words.say("‹ Back"), data=SharesPage().pack())
    return Screen(words.say("✓ The author will see your words."), ((back,),))
