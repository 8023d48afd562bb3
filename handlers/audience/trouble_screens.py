"""Something does not work, is wrong in a post, or was pressed by mistake: what may be done about it."""

import re

from bot.patterns import Pattern, any_of
from bot.transport import Button
from bot.words import Words
from handlers.audience.following_screens import FollowingMenu
from handlers.audience.home_screens import (
    LanguageMenu,
    SettingsMenu,
    asked_first,
    back_home,
    paragraphs,
    to_a_partner,
    to_help,
)
from handlers.audience.plainly import refuses_pictures
from handlers.screen import Screen

_TOO_HEAVY = any_of(
    r"\b(?:big|large|huge|heavy|slow\w*|load\w*|download\w*|data|size|mb|memory|space|storage|many|eats?|uses?|less|fewer|small\w*|forever|long"
    r"|pesad[ao]s?|grandes?|lent[ao]s?|carreg\w+|descarreg\w+|dados|mem[óo]ria|espa[çc]o|gast\w+|tant[ao]s?|muit[ao]s?|menos|demora\w*|tamanho)\b"
    r"|[太咁好很过過超]大|慢|流量|[加下][载載]|[内內]存|[占佔]|卡|多|[数數][据據]|[费費食耗嘥]"
)
_OF_A_POST = any_of(
    r"\b(?:posts?|articles?|story|stories|texts?|captions?|pic\w*|photos?|publica\w+|not[íi]cias?|artigos?|hist[óo]rias?"
    r"|textos?|foto\w*|imagem|imagens)\b|帖|故[事仔]|[图圖]|相片|照片|文字"
)
_OF_PICTURES = Pattern(
    r"\b(?:pics?|pictures?|photos?|images?|videos?|fotos?|fotografias?|imagens|imagem|v[íi]deos?)\b"
    r"|[图圖]|相片|照片|[張张幅]相|[视視][频頻]|影片|流量",
    re.IGNORECASE,
)
_WHAT_IS_TOLD = (
    r"\b(?:post|article|story|text|caption|address|date|day|year|name|price|phone number|opening hours|map"
    r"|publica[çc][ãa]o|not[íi]cia|artigo|hist[óo]ria|texto|legenda|morada|endere[çc]o|data|dia|ano|nome|pre[çc]o"
    r"|hor[áa]rio|mapa)\b"
)
_NOT_RIGHT = (
    r"\b(?:wrong|incorrect|inaccurate|outdated|out of date|mistakes?|errors?|not (?:right|correct|true)"
    r"|err(?:ad[oa]|o)s?|engan(?:o|ad[oa])s?|incorrect[oa]s?|desactualizad[oa]s?|desatualizad[oa]s?)\b"
)
_IS_WRONG = Pattern(
    r"[写寫打印][错錯]|[错錯]字"
    r"|(?:地[址点點]|[年月日]份|日期|[时時][间間]|名|[电電][话話]|[数數]字)[都也]?(?:[错錯]|[不唔][对對啱])"
    r"|[内內]容有?[错錯誤误]|[不唔][是係].{1,8}[,，\s]?(?:而|应该|應該)?[是係]|[是係].{1,8}[不唔][是係]"
    r"|\btypos?\b|\b(?:spelt|spelled|written) wrong\b|\bgralha\b|\bmal escrit[oa]s?\b"
    rf"|{_WHAT_IS_TOLD}.{{0,60}}{_NOT_RIGHT}|{_NOT_RIGHT}.{{0,24}}{_WHAT_IS_TOLD}",
    re.IGNORECASE,
)
"""A word in a post, or what it says, is not right."""


def trouble_screen(words: Words, said: str = "") -> Screen:
    """Something does not open, or is wrong in a post; of pictures, or of what is wrong in words, only what is asked."""
    rows = ((to_a_partner(words), to_help(words)), (back_home(words),))
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
    of_pictures = bool(_OF_PICTURES.search(said) and _TOO_HEAVY.search(said))
    text = paragraphs(
        pictures if of_pictures else "",
        words.say("I am sorry about that. Which of these is it?"),
        asked_first(
            said,
            (
                None,
                words.say(
                    "• A button in an old message does nothing: press “{home}” for new ones.", home=words.say("‹ Home")
                ),
            ),
            (
                _OF_A_POST,
                words.say(
                    "• A post is wrong, came twice, or does not open: reply to it, and its partner will read that."
                ),
            ),
        ),
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
