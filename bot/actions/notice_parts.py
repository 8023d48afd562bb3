"""What letters of notices are made of."""

from markupsafe import Markup

from bot.content import Post, PostState
from bot.people import Reader
from bot.store import Work
from bot.transport import Button, Letter
from bot.words import words_for


def with_button(text: Markup, label: Markup, data: str) -> Letter:
    """A letter with one button."""
    return Letter(text, rows=((Button(str(label.unescape()), data=data),),))


async def writes(tx: Work, post: Post, reader: Reader) -> bool:
    """Whether they write for its partner."""
    return post.partner_id in {partner.id for partner in await tx.partners.of_member(reader.id)}


async def headed(tx: Work, letter: Letter, post: Post, reader: Reader) -> Letter:
    """Under whose post it is about, for who has to do with several partners: an admin, or a writer for others too."""
    theirs = await tx.partners.of_member(reader.id)
    partner = await tx.partners.get(post.partner_id)
    if partner is None or [each.id for each in theirs] == [partner.id]:
        return letter
    if letter.then is not None:
        return letter._replace(then=await headed(tx, letter.then, post, reader))
    name = partner.name(words_for(reader.speaks).form)
    return letter._replace(text=Markup("<b>{}</b>\n{}").format(name, letter.text))


async def door(tx: Work, post: Post, reader: Reader) -> tuple[Markup, str]:
    """Where this person can do something about it: its authors in their own room, admins in the review."""
    words = words_for(reader.speaks)
    if reader.id in post.authors or await writes(tx, post, reader):
        return words.say("Open the post"), f"post:{post.id}"
    waits = post.state is PostState.SUBMITTED
    return words.say("Review it") if waits else words.say("Look at it"), f"review:{post.id}"
