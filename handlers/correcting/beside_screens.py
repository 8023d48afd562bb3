"""Correcting the buttons or a picture of a post that was sent: what they should be, and both sides before the yes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from markupsafe import Markup

from bot.actions.correction_notices import Rival, both_sides, rivals_lines, rounds_lines
from bot.content import MediaKind, Post
from bot.corrections import Replacement
from bot.languages import Form
from bot.transport import Button
from bot.ways import Way, numbered
from bot.words import Words, marked
from handlers.correcting.texts_screens import CorrectPicture, CorrectWays, leave, seen_of
from handlers.showing.screen import Number, Screen, grid
from handlers.staff.ways_screens import Bench, WayDo, ways_screen


class CorrectingWays(StatesGroup):
    """The buttons of a post that is out are being changed. Data: broadcast_id, ways, and no and form of a question."""

    open = State()
    label = State()
    lead = State()


class CorrectingPicture(StatesGroup):
    """A picture is awaited that takes another's place. Data: broadcast_id, no, and media and album once one came.

    `which`: it is not said yet which of an album. `several`: it was said that more came than one. `refused`: the album
    of which it was said that none can take its place.
    """

    file = State()
    which = State()


class CorrectWay(CallbackData, prefix="fixw"):
    """Something to do with those buttons, with the one at a place, or with its label in a form."""

    do: WayDo
    broadcast_id: Number
    no: Number = 0
    form: Form | None = None


class WaysSure(CallbackData, prefix="fixb!"):
    """Yes, these buttons."""

    broadcast_id: Number
    seen: str


class PictureSure(CallbackData, prefix="fixp!"):
    """Yes, this picture."""

    broadcast_id: Number
    media_id: Number


def _copies(words: Words, chats: int) -> Markup:
    return words.plural(
        "The copy in {n} chat changes in place, without a sound.",
        "The copies in {n} chats change in place, without a sound.",
        chats,
    )


def bench_of(words: Words, post: Post, broadcast_id: int, ways: tuple[Way, ...]) -> Bench:
    """The buttons on the way to be corrected; each press of theirs names the sending."""

    def press(do: WayDo, no: int, form: Form | None) -> str:
        return CorrectWay(do=do, broadcast_id=broadcast_id, no=no, form=form).pack()

    return Bench(post.title_at_work(words.form), ways, press)


def changing_ways_screen(
    words: Words, post: Post, broadcast_id: int, ways: tuple[Way, ...], wrong: Markup | None = None
) -> Screen:
    """The buttons as they would be, with a sentence above them; once they differ the change can be looked at."""
    see = Button(words.bare("See the change"), CorrectWays(broadcast_id=broadcast_id, seen=True).pack())
    below = ((see,),) if ways != numbered(post.ways) else ()
    screen = ways_screen(words, bench_of(words, post, broadcast_id, ways), (*below, (leave(words, broadcast_id),)))
    return screen if wrong is None else replace(screen, text=Markup("\n\n").join([wrong, screen.text]))


@dataclass(frozen=True, slots=True)
class ChangeBeside:
    """A correction of buttons or of a picture as it stands before its author's yes."""

    broadcast_id: int
    post: Post
    """As it stands."""
    what: Replacement
    chats: int
    alone: bool
    without: Sequence[str] = ()
    """Channels whose copies cannot bear the buttons."""
    captioned: bool = False
    """Words came with the picture, which have no place."""
    rivals: Sequence[Rival] = ()
    """What waits for the same."""
    again: bool = False
    """The post comes again."""


def change_beside_screen(words: Words, beside: ChangeBeside) -> Screen:
    """Both sides, and how many copies it is about; of a picture both stand above."""
    both, _ = both_sides(words, beside.post, beside.what)
    lines = [Markup("<b>{}</b>").format(beside.post.title_at_work(words.form)), Markup(""), *both, Markup("")]
    lines.append(_copies(words, beside.chats))
    lines += rounds_lines(words, again=beside.again)
    if beside.without:
        lines.append(
            words.say(
                "In {channels} it stands as an album, under which Telegram puts no buttons: there nothing changes.",
                channels=words.list(beside.without),
            )
        )
    if beside.captioned:
        lines.append(
            words.say("The words that came with it are left out. To correct a text, go back and choose its language.")
        )
    if not beside.alone:
        lines.append(words.say("An admin looks at it first."))
    lines += rivals_lines(words, beside.rivals)
    return Screen(Markup("\n").join(lines), _decisions(words, beside))


def _decisions(words: Words, beside: ChangeBeside) -> tuple[tuple[Button, ...], ...]:
    number, picture = beside.broadcast_id, beside.what.picture
    yes = words.bare("✓ Correct every copy") if beside.alone else words.bare("Propose it to the admins")
    if picture:
        again = CorrectPicture(broadcast_id=number, no=picture.no)
        rows = ((Button(yes, PictureSure(broadcast_id=number, media_id=picture.media.id).pack()),),)
        return (*rows, (Button(words.bare("Another picture"), again.pack()),), (leave(words, number),))
    change = CorrectWay(do=WayDo.LIST, broadcast_id=number)
    rows = ((Button(yes, WaysSure(broadcast_id=number, seen=print_of(beside.what.ways or ())).pack()),),)
    return (*rows, (Button(words.bare("Change them again"), change.pack()),), (leave(words, number),))


def print_of(ways: Iterable[Way]) -> str:
    """A fingerprint of buttons."""
    return seen_of("\n".join(way.print for way in ways))


def which_picture_screen(words: Words, post: Post, broadcast_id: int, *, early: bool = False) -> Screen:
    """Asks which picture of an album; `early`: the new one came before that was said."""
    names = {MediaKind.PHOTO: marked("Photo {no}"), MediaKind.VIDEO: marked("Video {no}")}
    buttons = [
        Button(words.bare(names[media.kind], no=no + 1), CorrectPicture(broadcast_id=broadcast_id, no=no).pack())
        for no, media in enumerate(post.media)
    ]
    title = Markup("<b>{}</b>").format(post.title_at_work(words.form))
    text = words.say(
        "Which picture should be replaced? Above is the album as it stands: count from the left, row by row."
    )
    if early:
        text = words.say("First choose which picture it replaces, then send it again.")
    return Screen(Markup("\n").join([title, text]), (*grid(buttons), (leave(words, broadcast_id),)))


def several_screen(words: Words) -> Screen:
    """More came than one."""
    return Screen(
        words.say(
            "Only one can take its place: I took the first of those you sent, as shown above. If you meant another, "
            "send it alone."
        )
    )


def picture_question_screen(words: Words, kind: MediaKind, broadcast_id: int, wrong: Markup | None = None) -> Screen:
    """Asks for the picture that takes another's place."""
    lines = [wrong, Markup("")] if wrong is not None else []
    if kind is MediaKind.PHOTO:
        lines.append(words.say("Send the photo that takes its place. The text stays as it is."))
    else:
        lines.append(words.say("Send the video that takes its place. The text stays as it is."))
    return Screen(Markup("\n").join(lines), ((leave(words, broadcast_id),),))
