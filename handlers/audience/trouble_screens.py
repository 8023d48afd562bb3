"""Something does not work, is wrong in a post, or was pressed by mistake."""

import re

from bot.patterns import Pattern, any_of
from bot.transport import Button
from bot.words import Words
from handlers.audience.following_screens import FollowingMenu
from handlers.audience.home_screens import (
    LanguageMenu,
    SettingsMenu,
    back_home,
    help_button,
    paragraphs,
    to_a_partner,
)
from handlers.audience.plainly import refuses_pictures
from handlers.screen import Screen

_PICTURES = Pattern(
    r"\b(?:pics?|pictures?|photos?|images?|videos?|fotos?|fotografias?|imagens|imagem|v[íi]deos?)\b"
    r"|[图圖]|相片|照片|[張张幅]相|[视視][频頻]|影片|流量",
    re.IGNORECASE,
)


_IS_WRONG = Pattern(
    r"[写寫打印][错錯]|[错錯]字|(?:地[址点點]|[年月日]份|日期|[时時][间間]|名|[电電][话話]|[数數]字)[都也]?(?:[错錯]|[不唔][对對啱])|[内內]容有?[错錯誤误]|[不唔][是係].{1,8}[,，\s]?(?:而|应该|應該)?[是係]|[是係].{1,8}[不唔][是係]"
    r"|\btypos?\b|\b(?:spelt|spelled|written) wrong\b|\bgralha\b|\bmal escrito\b",
    re.IGNORECASE,
)
"""A word in a post, or what it says, is not right."""


_HEAVY = any_of(
    r"[太咁好很过過超]大|流量|[数數][据據]|慢|[太好很咁]多|[费費食耗嘥]|加[载載]",
    r"\b(?:big|huge|heavy|large|small\w*|slow\w*|data|size|forever|long|too many|so many|less|fewer"
    r"|dados|pesad\w+|grandes?|lent\w+|demora\w*|tamanho|tant[oa]s|muit[oa]s|menos)\b",
)
"""A picture is more than they can do with, and not broken."""


def trouble_screen(words: Words, said: str = "") -> Screen:
    """Something does not open, or is wrong in a post; of pictures, or of what is wrong in words, only what is asked."""
    rows = ((to_a_partner(words), help_button(words)), (back_home(words),))
    if _IS_WRONG.search(said):
        told = words.say(
            "Thank you for telling me. Please reply to that post and say so: whoever wrote it will read that."
        )
        return Screen(told, rows)
    pictures = words.say(
        "I cannot make pictures smaller or leave them out. This app can wait with them until you press one: its "
        "settings say when pictures are downloaded automatically."
    )
    if refuses_pictures(said):
        return Screen(pictures, rows)
    of_pictures = bool(_PICTURES.search(said) and _HEAVY.search(said))
    text = paragraphs(
        pictures if of_pictures else "",
        words.say("I am sorry about that. Which of these is it?"),
        words.say("• A button in an old message does nothing: press “{home}” for new ones.", home=words.say("‹ Home")),
        words.say("• A post is wrong, came twice, or does not open: reply to it, and its partner will read that."),
        words.say("• The letters are small, or you would rather listen: your phone's own settings can help."),
        words.say(
            "• Pictures use too much data: I cannot leave them out, but this app's settings can turn off their "
            "automatic download. Each then waits until you press it."
        )
        if not of_pictures
        else "",
    )
    return Screen(text, rows)


def slip_screen(words: Words) -> Screen:
    """For who pressed the wrong button: what can be put right, and where."""
    text = words.say(
        "No harm done: a press can be put right. Partners, language and settings are below, /start brings posts back, "
        "and /vote changes your vote. Only what has been erased is gone."
    )
    following = Button(words.say("Following"), FollowingMenu().pack())
    language = Button(words.say("Language"), LanguageMenu().pack())
    settings = Button(words.say("Settings"), SettingsMenu().pack())
    return Screen(text, ((following,), (settings, language), (back_home(words),)))
