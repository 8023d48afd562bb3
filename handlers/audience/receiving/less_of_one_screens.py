"""For who wants less of one partner: that nothing comes of it, or whose posts they mean."""

from collections.abc import Sequence
from dataclasses import replace

from bot.hearing.aliases import Wish
from bot.partners import Partner
from bot.people import Mute
from bot.transport import Button
from bot.words import Words
from handlers.audience.home_screens import back_home, paragraphs
from handlers.audience.plain_words.suggesting_screens import suggestions
from handlers.audience.receiving.partners_screens import MutePartner, PartnerPage
from handlers.showing.screen import Screen

MOST_OTHERS = 10
"""Of those whom they follow beside some; the list of all has the rest."""


def nothing_of_them(words: Words, page: Screen) -> Screen:
    """The page of a partner whom they do not follow, for who wants less of it: nothing comes, but of others."""
    none = words.say("Nothing comes to you from them. You can have fewer posts from others.")
    return replace(page, text=paragraphs(none, page.text), rows=(*suggestions(words, (Wish.FEWER,)), *page.rows))


def mute_offer(words: Words, partner: Partner, span: Mute, page: Screen) -> Screen:
    """A partner's page for who would hear nothing of it for a while: that first, and that the others stay."""
    text = (
        words.say("Nothing from {partner} for a week? All others stay as they are.", partner=partner.name(words.form))
        if span is Mute.WEEK
        else words.say(
            "Nothing from {partner} for a month? All others stay as they are.", partner=partner.name(words.form)
        )
    )
    label = words.say("Mute a week") if span is Mute.WEEK else words.say("Mute a month")
    mute = Button(label, MutePartner(partner_id=partner.id, span=span).pack())
    rest = [row for row in page.rows if mute not in row]
    return replace(page, text=text, rows=((mute,), *rest))


def beside_others(words: Words, page: Screen, followed: int) -> Screen:
    """The page of a partner, for who would have it and no others: how many they follow, and the way to these."""
    number = words.plural(
        "You follow {n} partner in all: “{following}” names it. To leave one, open its page and press “{unfollow}”.",
        "You follow {n} partners in all: “{following}” names them. To leave one, open its page and press “{unfollow}”.",
        followed,
        following=words.say("Following"),
        unfollow=words.say("Unfollow"),
    )
    return replace(page, text=paragraphs(number, page.text), rows=(*suggestions(words, (Wish.FOLLOWING,)), *page.rows))


def others_followed(words: Words, partners: Sequence[Partner]) -> Screen:
    """For who would leave all but some: the others that they follow, each of which they may leave on its page."""
    text = words.say(
        "These are the others that you follow. Open each one and press “{unfollow}”:", unfollow=words.say("Unfollow")
    )
    ordered = words.ordered(partners, lambda partner: partner.name(words.form))
    rows = [
        (Button(each.name(words.form), PartnerPage(partner_id=each.id, below=True).pack()),)
        for each in ordered[:MOST_OTHERS]
    ]
    return Screen(text, (*rows, *suggestions(words, (Wish.PARTNERS,)), (back_home(words),)))


def whose_screen(words: Words, partners: Sequence[Partner]) -> Screen:
    """For who wants fewer posts of one trade: the partners that are of it."""
    text = words.say("From whom would you like fewer posts?")
    rows = [(Button(each.name(words.form), PartnerPage(partner_id=each.id).pack()),) for each in partners]
    return Screen(text, (*rows, *suggestions(words, (Wish.FEWER,)), (back_home(words),)))
