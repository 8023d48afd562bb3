"""Screens of a partner's channels: the list, one channel, and linking another."""

from collections.abc import Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from markupsafe import Markup

from bot.languages import Form
from bot.partners import Channel, Partner, Venue
from bot.ports.page import Page
from bot.recurrence import local
from bot.transport import Button, Rows
from bot.words import Words, marked
from handlers.admin.doors import lines, noted
from handlers.admin.roster.partners_screens import PartnerDo, partner_button
from handlers.showing.listing_screens import Listed, arrows, only_lines, search_rows
from handlers.showing.screen import Number, Screen


class Linking(StatesGroup):
    """Where linking a channel stands."""

    channel = State()
    forms = State()


class ChannelsPage(Listed, prefix="m_chans"):
    """A page of a partner's channels."""

    partner_id: Number


class ChannelButton(CallbackData, prefix="m_chan"):
    """One channel's page."""

    channel_id: Number


class ChannelForm(CallbackData, prefix="m_cform"):
    """A language of a linked channel: more (`on`) or less."""

    channel_id: Number
    form: Form
    on: bool


class ChannelSeparately(CallbackData, prefix="m_csep"):
    """A linked channel's languages in a message each (`on`), or in one again."""

    channel_id: Number
    on: bool


class ChannelCheck(CallbackData, prefix="m_check"):
    """See whether the right to post is back."""

    channel_id: Number


class Unlink(CallbackData, prefix="m_unlink"):
    """Take a channel from its partner; first asked, then sure."""

    channel_id: Number
    sure: bool


class NewForm(CallbackData, prefix="m_nform"):
    """A language of the channel that is being linked: more (`on`) or less."""

    form: Form
    on: bool


class LinkDone(CallbackData, prefix="m_ndone"):
    """The languages are chosen."""


NO_POSTING = marked("✗ {channel}: I can't post there now")


def channels_screen(words: Words, partner: Partner, channels: Page[Channel], at: ChannelsPage) -> Screen:
    """A partner's channels with their languages."""
    text = words.say("<b>{partner}</b> has no channel yet.", partner=partner.name(words.form))
    if channels.total or at.sought:
        heading = words.say("Channels of <b>{partner}</b>:", partner=partner.name(words.form))
        told = (_channel_line(words, channel) for channel in channels.items)
        text = lines(heading, *only_lines(words, at, channels.total), *told)
    rows = [(Button(channel.title, data=ChannelButton(channel_id=channel.id).pack()),) for channel in channels.items]
    turns = (arrows(at, channels.total), *search_rows(words, at, channels.total))
    link = partner_button(words, PartnerDo.LINK, partner.id, words.say("Link a channel"))
    return Screen(text, (*rows, *turns, (link,), (partner_button(words, PartnerDo.SHOW, partner.id),)))


def _channel_line(words: Words, channel: Channel) -> Markup:
    if channel.lost_at:
        return words.say(NO_POSTING, channel=channel.title)
    return words.say("✓ {channel}: {forms}", channel=channel.title, forms=_marks(channel.forms))


def _marks(forms: Sequence[Form]) -> str:
    return " · ".join(form.mark for form in forms)


HEADS = {
    Venue.CHANNEL: marked("<b>{channel}</b>, channel of {partner}"),
    Venue.GROUP: marked("<b>{channel}</b>, group of {partner}"),
    Venue.TOPIC: marked("<b>{channel}</b>, topic of {partner}"),
}


def channel_screen(words: Words, partner: Partner, channel: Channel, zone: str) -> Screen:
    """One channel: its languages to press, whether the bot may post there, and the way out."""
    state = words.say("✓ I may post there.")
    if channel.lost_at:
        since = words.moment(local(channel.lost_at, zone))
        state = words.say(
            "✗ I haven't been able to post there since {since}. Make me an administrator with the right to post.",
            since=since,
        )
    text = lines(
        words.say(HEADS[channel.venue], channel=channel.title, partner=partner.name(words.form)),
        state,
        Markup(),
        _appears(words, channel),
    )
    return Screen(text, _channel_rows(words, channel))


def _appears(words: Words, channel: Channel) -> Markup:
    """In which languages, and how several of them come."""
    forms = _marks(channel.forms)
    if len(channel.forms) == 1:
        return words.say("A post appears there in {forms}. Press to change.", forms=forms)
    if channel.separately:
        return words.say(
            "A post appears there in {forms}, each in a message of its own; pictures come with the first. "
            "Press to change.",
            forms=forms,
        )
    return words.say("A post appears there in {forms}, one below the other. Press to change.", forms=forms)


def _channel_rows(words: Words, channel: Channel) -> Rows:
    marks = tuple(
        Button(
            _ticked(form, channel.forms),
            data=ChannelForm(channel_id=channel.id, form=form, on=form not in channel.forms).pack(),
        )
        for form in Form
    )
    shape = words.say("All in one message") if channel.separately else words.say("One message for each language")
    shaped = (Button(shape, data=ChannelSeparately(channel_id=channel.id, on=not channel.separately).pack()),)
    check = (Button(words.say("Check again"), data=ChannelCheck(channel_id=channel.id).pack()),)
    unlink = (Button(words.say("Unlink"), data=Unlink(channel_id=channel.id, sure=False).pack()),)
    back = (partner_button(words, PartnerDo.CHANNELS, channel.partner_id),)
    rows = (marks, shaped) if len(channel.forms) > 1 else (marks,)
    return (*rows, check, unlink, back) if channel.lost_at else (*rows, unlink, back)


def _ticked(form: Form, chosen: Sequence[Form]) -> str:
    return f"✓ {form.mark}" if form in chosen else form.mark


def unlink_screen(words: Words, partner: Partner, channel: Channel) -> Screen:
    """Asks before a channel is unlinked."""
    text = words.say(
        "Unlink <b>{channel}</b> from {partner}? The posts there stay; new ones no longer appear.",
        channel=channel.title,
        partner=partner.name(words.form),
    )
    sure = Button(words.say("Unlink"), data=Unlink(channel_id=channel.id, sure=True).pack())
    back = Button(words.say("‹ Back"), data=ChannelButton(channel_id=channel.id).pack())
    return Screen(text, ((sure,), (back,)))


def link_question_screen(words: Words, partner: Partner, wrong: Markup | None = None) -> Screen:
    """Says how to link a channel; what was wrong with the last answer stands first."""
    asks = words.say(
        "Link a channel to <b>{partner}</b>:\n"
        "1. Open the channel and add me as an administrator with the right to post.\n"
        "2. Forward any post of it to me, or send its @username or t.me link.\n"
        "For one topic of a group, send the link of a message in that topic.",
        partner=partner.name(words.form),
    )
    cancel = partner_button(words, PartnerDo.CHANNELS, partner.id, words.say("Cancel"))
    return Screen(noted(wrong, asks), ((cancel,),))


def forms_question_screen(words: Words, partner: Partner, title: str, forms: Sequence[Form]) -> Screen:
    """Asks for the languages of the channel that was found."""
    text = words.say(
        "✓ I may post in <b>{channel}</b>. In which languages should posts appear there? Press each one, then Done.",
        channel=title,
    )
    marks = tuple(Button(_ticked(form, forms), data=NewForm(form=form, on=form not in forms).pack()) for form in Form)
    done = Button(words.say("Done"), data=LinkDone().pack())
    cancel = partner_button(words, PartnerDo.CHANNELS, partner.id, words.say("Cancel"))
    return Screen(text, (marks, (done,), (cancel,)))
