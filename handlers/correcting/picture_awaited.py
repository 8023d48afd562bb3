"""Words typed while a picture is awaited that takes another's place: no picture, so it is asked for once more."""

from aiogram import Router
from aiogram.types import Message

from bot.hearing.nods import lets_be
from handlers.correcting.beside_screens import CorrectingPicture, picture_question_screen
from handlers.correcting.texts import sent_post
from handlers.correcting.texts_screens import leave
from handlers.showing.screen import Screen, show
from handlers.turns.filters import PLAIN
from handlers.turns.turn import Turn, hand


def router() -> Router:
    """Before `beside`, which takes the picture; after those who hear orders and questions of work."""
    awaited = Router(name="picture_awaited")
    hand(awaited, "turn", Turn)
    awaited.message.register(typed, CorrectingPicture.file, PLAIN)
    return awaited


async def typed(message: Message, turn: Turn) -> None:
    """It is still awaited, and how to do without; who thinks better of it has left."""
    data, words = await turn.state.get_data(), turn.words
    broadcast_id = int(data["broadcast_id"])
    if lets_be(message.text or ""):
        await turn.state.clear()
        kept = words.say("No picture is changed: everything stays as it is.")
        await show(message, Screen(kept, ((leave(words, broadcast_id),),)))
        return
    post = await sent_post(turn, broadcast_id)
    waits = words.say("I'm waiting for a picture now: words can't take its place.")
    await show(message, picture_question_screen(words, post.media[int(data["no"])].kind, broadcast_id, waits))
