"""Screens of the list of partners for admins: all of them, or those that are looked for."""

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.hearing.kinds import KINDS
from bot.partners import Partner
from bot.ports.page import Page
from bot.transport import Button
from bot.words import Words
from handlers.admin.doors import PartnersPage, lines, partners_door
from handlers.admin.roster.partners_screens import PartnerDo, partner_button
from handlers.showing.listing_screens import arrows, only_lines, search_rows
from handlers.showing.screen import Screen

FOLLOW_AS_READER = "a_partners:0"
"""The readers' own list of partners: a button of handlers/audience, which this room does not know."""


class PickKinds(CallbackData, prefix="m_kinds"):
    """Ask which kind to show alone."""


class AddPartner(CallbackData, prefix="m_add"):
    """Begin a new partner."""


def partners_screen(words: Words, found: Page[Partner], at: PartnersPage) -> Screen:
    """The list in the order of the admin's own alphabet; all, or those that are looked for."""
    rows: list[tuple[Button, ...]] = []
    rows += [(partner_button(words, PartnerDo.SHOW, one.id, _listed(words, one)),) for one in found.items]
    rows.append(arrows(at, found.total))
    if found.total or at.kind or at.sought:
        kind = Button(words.say("Kind"), data=PickKinds().pack())
        rows += [*search_rows(words, at, found.total, always=True), (kind,)]
    if at.kind:
        rows.append((partners_door(words, words.say("All partners")),))
    rows.append((Button(words.say("Add a partner"), data=AddPartner().pack()),))
    if found.total:
        rows.append((Button(words.say("Follow as a reader"), data=FOLLOW_AS_READER),))
    return Screen(lines(words.say("<b>Partners</b>"), *_count_lines(words, found.total, at)), tuple(rows))


def _listed(words: Words, partner: Partner) -> str:
    name = partner.name(words.form)
    if partner.retired_at:
        return f"✕ {name}"
    return f"⏸ {name}" if partner.suspended_at else name


def _count_lines(words: Words, total: int, at: PartnersPage) -> list[Markup]:
    if at.kind is None and not at.sought:
        if not total:
            return [words.say("No partner has joined yet. Add the first one.")]
        return [words.plural("{n} partner in the programme.", "{n} partners in the programme.", total)]
    told = only_lines(words, at, total, [words.say(KINDS[at.kind])] if at.kind else [])
    if not total and not at.sought:
        return [*told, words.say("No partner is of this kind.")]
    return [*told, words.plural("{n} partner found", "{n} partners found", total)] if total else told


def seek_line(words: Words) -> Markup:
    """Asks for a part of a name."""
    return lines(
        words.say("Which partner? Type a part of its name, in any language or script."),
        words.say("Partners that have left are found here, too."),
    )


def which_kind_screen(words: Words) -> Screen:
    """Which kind to show alone."""
    kinds = [(Button(words.say(name), data=PartnersPage(kind=kind).pack()),) for kind, name in KINDS.items()]
    return Screen(words.say("Which kind of partner?"), (*kinds, (partners_door(words, words.say("All partners")),)))
