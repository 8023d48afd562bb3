"""Screens of an export: what it holds, how far it is, and what came of it."""

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.partners import Partner
from bot.transport import Button
from bot.words import Words
from handlers.admin.doors import lines, status_door
from handlers.admin.exports.export_files import Kind
from handlers.admin.roster.partners_screens import PartnerDo, partner_button
from handlers.showing.screen import Number, Screen

EVERYTHING = 0
"""Stands for the whole programme."""


class AskExport(CallbackData, prefix="m_exp"):
    """Ask which kind of file, of one partner or of everything."""

    partner_id: Number


class MakeExport(CallbackData, prefix="m_expf"):
    """Make the file."""

    partner_id: Number
    kind: Kind


def export_screen(words: Words, partner: Partner | None) -> Screen:
    """What the file holds, and which kind it shall be."""
    text = lines(
        words.say("<b>Export everything of {partner}</b>", partner=partner.name(words.form))
        if partner
        else words.say("<b>Export the whole programme</b>"),
        Markup(),
        words.say(
            "Partners, people and channels; campaigns and posts with all their texts and states; plans, sendings and "
            "how they ended; and who did what. Readers are only counted, never named."
        ),
        Markup(),
        words.say("Excel is for reading. JSON is for programs, and holds everything as it is kept."),
        words.say("The audit notes that you exported it."),
    )
    partner_id = partner.id if partner else EVERYTHING
    kinds = tuple(
        Button(label, data=MakeExport(partner_id=partner_id, kind=kind).pack())
        for kind, label in ((Kind.XLSX, "Excel"), (Kind.JSON, "JSON"))
    )
    return Screen(text, (kinds, (_back(words, partner),)))


def _back(words: Words, partner: Partner | None) -> Button:
    return partner_button(words, PartnerDo.SHOW, partner.id) if partner else status_door(words)


def under_way_screen(words: Words, number: int) -> Screen:
    """How far it is."""
    told = words.plural("{n} row so far.", "{n} rows so far.", number) if number else None
    return Screen(lines(words.say("I'm writing your file. You can go on meanwhile."), told))


def done_screen(words: Words, number: int) -> Screen:
    """It is there."""
    return Screen(words.plural("Here is your file: {n} row.", "Here is your file: {n} rows.", number))


def too_large_screen(words: Words, megabytes: int, limit: int) -> Screen:
    """It does not pass through the chat."""
    text = words.say(
        "The file is {megabytes} MB, and a chat takes at most {limit}. Export one partner at a time (/partners), "
        "or ask whoever runs Kapok's server for “python -m bot export”.",
        megabytes=words.number(megabytes),
        limit=limit,
    )
    return Screen(text)


def failed_screen(words: Words) -> Screen:
    """It did not come about."""
    return Screen(words.say("The file couldn't be made. Ask for it once more with /export."))


def stopped_screen(words: Words, partner_id: int, kind: Kind) -> Screen:
    """Kapok was stopped while it was written."""
    text = words.say("I was restarted while I wrote your file, so it didn't come. Nothing is lost: have it made again.")
    again = Button(words.say("Make it again"), data=MakeExport(partner_id=partner_id, kind=kind).pack())
    return Screen(text, ((again,),))
