"""Keeping a story, passing it on, printing it elsewhere."""

from bot.patterns import any_of
from bot.transport import Button
from bot.words import Words
from handlers.audience.home_screens import StoriesPage, asked_first, back_home, paragraphs, to_a_partner
from handlers.audience.stories_screens import FindStories
from handlers.screen import Screen

_IS_IT_REPRINTED = any_of(
    r"[转轉][载載]|引用|出[处處]|刊登喺|版[权權]|\b(?:reprint|republish|quot(?:e|ing)|copyright|reproduzir|republicar|citar)\b"
)
_IS_IT_FOR_OTHERS = any_of(
    r"[转轉][发發寄]|分享|share|send俾|[传傳][给給畀俾]|[发發寄][给給畀俾]|[给給畀俾](?:人|朋友|佢|他|她)"
    r"|\b(?:forward|pass|someone|friends?|to (?:my|a)|reencaminh\w+|amig[oa]s?|enviar a|mandar a)\b"
)


def onward_screen(words: Words) -> Screen:
    """How to pass on the story that they just saw."""
    return keep_screen(words, "share")


def keep_screen(words: Words, said: str = "") -> Screen:
    """How to keep a story, or pass it on; first whichever was asked."""
    kept = words.say("No story gets lost: they all stay here under /stories, and a search finds each of them again.")
    onward = words.say(
        "To keep one, or to send it to somebody, hold your finger on it and forward it: my name above it leads them "
        "here."
    )
    reprinted = words.say("To print a story or publish it elsewhere, ask whoever wrote it: the rights are theirs.")
    search = Button(words.say("Search"), FindStories().pack())
    rows = ((Button(words.say("Stories"), StoriesPage().pack()), search), (back_home(words),))
    if _IS_IT_REPRINTED.search(said):
        return Screen(paragraphs(reprinted, onward), ((to_a_partner(words),), *rows))
    return Screen(asked_first(said, (None, kept), (_IS_IT_FOR_OTHERS, onward)), rows)
