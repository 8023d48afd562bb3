"""/link: deep link and QR code of a partner, a campaign, a story, a city, for those who write for it and for admins."""

import io
from dataclasses import replace

import segno
from aiogram import Router
from aiogram.filters import Command
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot.mistakes import Mistake, Why, existing
from bot.people import Speaker
from bot.searching import Sought
from bot.signposts import Leads, Signpost
from bot.store import Work
from bot.words import Words
from handlers.showing.screen import PAGE, Screen, answered, show, show_below
from handlers.staff.signposts_screens import (
    AllSigns,
    Sign,
    SignedCities,
    SignedStories,
    cities_screen,
    sign_screen,
    signposts_screen,
    stories_door,
    stories_screen,
)
from handlers.turns.filters import BY_ADMIN, BY_COMMUNICATOR
from handlers.turns.turn import Turn, hand, the_partner


def router() -> Router:
    """The command and its buttons; rights are looked at again at each press."""
    signposts = Router(name="signposts")
    hand(signposts, "turn", Turn)
    signposts.message.register(command, Command("link", ignore_case=True), BY_COMMUNICATOR)
    signposts.message.register(command, Command("link", ignore_case=True), BY_ADMIN)
    signposts.callback_query.register(back, AllSigns.filter())
    signposts.callback_query.register(stories, SignedStories.filter())
    signposts.callback_query.register(cities, SignedCities.filter())
    signposts.callback_query.register(sign, Sign.filter())
    return signposts


async def command(message: Message, turn: Turn) -> None:
    """Whose links; an admin finds every partner's on its page."""
    await turn.state.clear()
    await show(message, await _all(turn))


async def back(query: CallbackQuery, turn: Turn) -> None:
    """The same, below a picture that stays."""
    if not (turn.speaker.is_admin or turn.speaker.is_communicator):
        raise Mistake(Why.NOT_ALLOWED)
    await show_below(query, await _all(turn))


async def _all(turn: Turn) -> Screen:
    return signposts_screen(turn.words, await turn.own_partners(), cities=turn.speaker.is_admin)


async def stories(query: CallbackQuery, callback_data: SignedStories, turn: Turn) -> None:
    """The newest of a partner's posts that were sent."""
    _may(turn.speaker, callback_data.partner_id)
    async with turn.store.read() as tx:
        page = await tx.stories.found(Sought(partner_id=callback_data.partner_id), 0, PAGE)
    await show_below(query, stories_screen(turn.words, page.items))


async def cities(query: CallbackQuery, turn: Turn) -> None:
    """One for each city."""
    turn.speaker.must_be_admin()
    await show_below(query, cities_screen(turn.words))


async def sign(query: CallbackQuery, callback_data: Sign, turn: Turn) -> None:
    """The picture, the link, and how many came by it."""
    async with turn.store.read() as tx:
        signpost, name = await _signpost(tx, turn.speaker, turn.words, callback_data)
        came = await tx.readers.came_by(signpost.payload)
    link = f"https://t.me/{(await turn.bot.me()).username}?start={signpost.payload}"
    screen = sign_screen(turn.words, name, link, came)
    if callback_data.leads is Leads.PARTNER:
        screen = replace(screen, rows=((stories_door(turn.words, int(callback_data.value)),), *screen.rows))
    await answered(query)
    await _send(turn, screen, qr_code(link))


async def _send(turn: Turn, screen: Screen, picture: bytes) -> None:
    photo = BufferedInputFile(picture, "kapok-qr.png")
    await turn.bot.send_photo(turn.speaker.reader.address, photo, caption=screen.text, reply_markup=screen.keyboard)


def qr_code(link: str) -> bytes:
    """A PNG that can be printed: large modules, a quiet zone, and a quarter of it may be hidden."""
    picture = io.BytesIO()
    segno.make(link, error="q", micro=False).save(picture, kind="png", scale=16, border=4)
    return picture.getvalue()


async def _signpost(tx: Work, speaker: Speaker, words: Words, asked: Sign) -> tuple[Signpost, str]:
    """The signpost and what it leads to. Raises `Mistake(NOT_FOUND | NOT_ALLOWED)`."""
    signpost = Signpost(asked.leads, asked.value)
    if asked.leads is Leads.CITY and signpost.city is not None:
        speaker.must_be_admin()
        return signpost, words.place(signpost.city)
    number = signpost.number
    if number is not None and asked.leads is Leads.PARTNER:
        _may(speaker, number)
        partner = await the_partner(tx, number)
        return Signpost(Leads.PARTNER, partner.slug), partner.name(words.form)
    if number is not None and asked.leads is Leads.CAMPAIGN:
        campaign = existing(await tx.campaigns.get(number))
        _may(speaker, campaign.partner_id)
        return signpost, campaign.name(words.form)
    post = await tx.posts.get(number) if number is not None and asked.leads is Leads.STORY else None
    if post is None or not post.is_story:
        raise Mistake(Why.NOT_FOUND)
    _may(speaker, post.partner_id)
    return signpost, post.title_in(words.form)


def _may(speaker: Speaker, partner_id: int) -> None:
    if not speaker.is_admin and not speaker.writes_for(partner_id):
        raise Mistake(Why.NOT_ALLOWED)
