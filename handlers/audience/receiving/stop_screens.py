"""What a reader sees after letting go: of everything, of promotions, of one partner."""

from aiogram.filters.callback_data import CallbackData

from bot.partners import Partner
from bot.transport import Button
from bot.words import Words
from handlers.audience.home_screens import (
    StopPosts,
    back_home,
    bring_posts,
    paragraphs,
    start_posts,
)
from handlers.audience.receiving.fewer_screens import FewerMenu
from handlers.audience.receiving.partners_screens import FollowPartner
from handlers.showing.screen import Screen


class NoPromotions(CallbackData, prefix="a_nopro"):
    """Stories, but no promotions of anybody."""


def no_promotions(words: Words) -> Button:
    """The button between everything and nothing."""
    return Button(words.say("Stories only, no promotions"), NoPromotions().pack())


def promotions_screen(words: Words) -> Screen:
    """For who would have no advertisements, or stories alone: what one press does."""
    text = words.say("One press, and no promotions come, only stories of the city.")
    fewer = Button(words.say("Fewer posts"), FewerMenu().pack())
    stop = Button(words.say("Stop all posts"), StopPosts().pack())
    return Screen(text, ((no_promotions(words),), (fewer, stop), (back_home(words),)))


def stopped_screen(words: Words, follows: int) -> Screen:
    """It is done, and how to come back or to go for good; `follows` counts the partners that are kept."""
    text = paragraphs(
        words.say("<b>Done.</b> No more posts will come."),
        words.say("/start brings them back. Your language and your partners are kept.")
        if follows
        else words.say("/start brings them back. Your language and your settings are kept."),
        words.say("/mydata shows what I keep about you; /forget erases it."),
    )
    return Screen(text, ((no_promotions(words),), (start_posts(words),), (back_home(words),)))


def never_screen(words: Words) -> Screen:
    """Said by somebody who has never agreed to posts: nothing had begun."""
    text = paragraphs(
        words.say("<b>Done.</b> No posts will come. You haven't said yes to any so far."),
        words.say("If you change your mind, /start asks you again."),
        words.say("/mydata shows what I keep about you; /forget erases it."),
    )
    return Screen(text, ((bring_posts(words),), (back_home(words),)))


def stories_only_screen(words: Words) -> Screen:
    """No promotions from now on."""
    text = paragraphs(
        words.say("<b>Done.</b> No promotions will come, only stories of the city."),
        words.say("You can change this under Settings › Fewer posts."),
    )
    stop = Button(words.say("Stop all posts"), StopPosts().pack())
    fewer = Button(words.say("Fewer posts"), FewerMenu().pack())
    return Screen(text, ((stop,), (fewer, back_home(words))))


def left_screen(words: Words, partner: Partner, *, followed: bool = True) -> Screen:
    """Nothing more of this partner, whom they may have followed, or only have got stories from."""
    text = words.say("<b>Done.</b> Nothing more will come from {partner}.", partner=partner.name(words.form))
    label = words.say("Follow again") if followed else words.say("Follow")
    follow = Button(label, FollowPartner(partner_id=partner.id, on=True).pack())
    stop = Button(words.say("Stop all posts"), StopPosts().pack())
    return Screen(text, ((no_promotions(words),), (stop, follow), (back_home(words),)))
