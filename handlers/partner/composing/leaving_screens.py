"""Leaving a draft: thrown away, kept for later, or fetched back from where it is."""

from bot.content import Post
from bot.words import Words
from handlers.partner.composing.card_screens import title_of
from handlers.partner.presses import Act, OpenDraft, Pages, Press, Shelf, button
from handlers.showing.mistakes import STATES
from handlers.showing.screen import Screen


def change_screen(words: Words, post: Post) -> Screen:
    """It is out of their hands: asks whether to fetch it back."""
    state = words.say(STATES[post.state])
    text = words.say(
        "“{title}” is {state}. If you change it, it becomes a draft and has to be approved again.",
        title=title_of(post, words),
        state=state,
    )
    change = button(words.say("Change it"), Press(act=Act.CHANGE_SURE, post_id=post.id))
    return Screen(text, ((change, button(words.say("Keep as it is"), OpenDraft(post_id=post.id))),))


def delete_screen(words: Words, post: Post) -> Screen:
    """Asks whether it is meant."""
    text = words.say("Delete “{title}” with all its languages and pictures?", title=title_of(post, words))
    sure = button(words.say("Delete it"), Press(act=Act.DELETE_SURE, post_id=post.id))
    return Screen(text, ((sure, button(words.say("Keep it"), Press(act=Act.CARD, post_id=post.id))),))


def deleted_screen(words: Words, title: str) -> Screen:
    """It's gone."""
    text = words.say("“{title}” is deleted. /new starts another post.", title=title)
    return Screen(text, ((button(words.say("All drafts"), Pages(shelf=Shelf.DRAFTS)),),))


def done_screen(words: Words, post: Post) -> Screen:
    """It waits among the drafts."""
    text = words.say("“{title}” is kept as it is: find it again with /drafts.", title=title_of(post, words))
    return Screen(text, ((button(words.say("Open the draft"), OpenDraft(post_id=post.id)),),))
