"""Screens of one partner's benefits: all of them, and the choices for one."""

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.hearing.kinds import KINDS, NAMES, said, value_of
from bot.partners import BENEFITS, CHOICES, Benefit, Partner, Value
from bot.transport import Button
from bot.words import Words
from handlers.admin.doors import lines
from handlers.admin.roster.partners_screens import PartnerDo, partner_button
from handlers.showing.screen import Number, Screen, grid

ITS_KIND = -1
"""Stands for the place of no choice: its kind's own value again."""


class BenefitButton(CallbackData, prefix="m_ben"):
    """Ask what one benefit of a partner shall be."""

    partner_id: Number
    benefit: Benefit


class BenefitPick(CallbackData, prefix="m_benv"):
    """The choice at this place in `CHOICES`, or its kind's own."""

    partner_id: Number
    benefit: Benefit
    no: int


def benefits_screen(words: Words, partner: Partner, note: Markup | None = None) -> Screen:
    """All of them; those that are its own are marked."""
    text = lines(
        *((note, Markup()) if note else ()),
        words.say("<b>Benefits of {partner}</b>", partner=partner.name(words.form)),
        words.say(KINDS[partner.kind]),
        Markup(),
        *(_line(words, partner, benefit) for benefit in Benefit),
        Markup(),
        words.say("✎ marks what differs from other partners of its kind. Press a benefit to change it."),
    )
    buttons = [
        Button(words.bare(NAMES[each]), BenefitButton(partner_id=partner.id, benefit=each).pack()) for each in Benefit
    ]
    return Screen(text, (*grid(buttons), (partner_button(words, PartnerDo.SHOW, partner.id),)))


def chosen_line(words: Words, partner: Partner, benefit: Benefit) -> Markup:
    """An answer to the admin who chose it."""
    return words.say(
        "✓ {benefit}: <b>{value}</b>. Its communicators are told.",
        benefit=words.say(NAMES[benefit]),
        value=said(words, value_of(partner, benefit)),
    )


def _line(words: Words, partner: Partner, benefit: Benefit) -> Markup:
    value = said(words, value_of(partner, benefit))
    if benefit in partner.own:
        return words.say("✎ {benefit}: <b>{value}</b>", benefit=words.say(NAMES[benefit]), value=value)
    return words.say("{benefit}: <b>{value}</b>", benefit=words.say(NAMES[benefit]), value=value)


def benefit_screen(words: Words, partner: Partner, benefit: Benefit) -> Screen:
    """What it may be; the present value has a tick."""
    kinds: Value = getattr(BENEFITS[partner.kind], benefit.value)
    text = lines(
        words.say("<b>{benefit}</b> for {partner}", benefit=words.say(NAMES[benefit]),
                  partner=partner.name(words.form)),
        words.say("Usual for its kind: {value}", value=said(words, kinds)),
    )  # fmt: skip
    current = value_of(partner, benefit)
    choices = [
        Button(_ticked(said(words, value), here=value == current), _pick(partner, benefit, no))
        for no, value in enumerate(CHOICES[benefit])
    ]
    width = 4 if all(isinstance(value, int) for value in CHOICES[benefit]) else 1
    rows = [*grid(choices, width)]
    if benefit in partner.own:
        rows.append((Button(words.say("Back to the usual"), _pick(partner, benefit, ITS_KIND)),))
    rows.append((partner_button(words, PartnerDo.BENEFITS, partner.id),))
    return Screen(text, tuple(rows))


def _ticked(label: str, *, here: bool) -> str:
    return f"✓ {label}" if here else label


def _pick(partner: Partner, benefit: Benefit, no: int) -> str:
    return BenefitPick(partner_id=partner.id, benefit=benefit, no=no).pack()
