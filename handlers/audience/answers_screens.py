"""Questions about the bot and the programme that a few words answer."""

import re
from collections.abc import Callable, Mapping

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.aliases import Wish
from bot.patterns import Pattern, any_of
from bot.points import point_of
from bot.transport import Button
from bot.words import Words
from handlers.audience.following_screens import FollowingMenu
from handlers.audience.forget_screens import AskAboutData
from handlers.audience.home_screens import (
    LanguageMenu,
    PartnersPage,
    SettingsMenu,
    StoriesPage,
    TellStory,
    asked_first,
    back_home,
    paragraphs,
    to_a_partner,
    to_help,
    told_first,
)
from handlers.audience.keeping_screens import keep_screen
from handlers.audience.own_story_screens import own_screen, telling_screen
from handlers.audience.timing_screens import timing_screen
from handlers.audience.trouble_screens import trouble_screen
from handlers.screen import Screen


class Answer(CallbackData, prefix="a_answer"):
    """To the answer to one such question."""

    wish: Wish


def join_screen(words: Words) -> Screen:
    """How to become a partner; who writes for one already needs an invitation."""
    text = paragraphs(
        words.say(
            "I am glad that you want to take part. The people who run the programme decide who becomes a partner; "
            "I do not. Partners know the way in: ask one of them."
        ),
        words.say("Anybody can take part at once, with a story of their own."),
        words.say("If you write for a partner already, ask it, or the programme, for an invitation link."),
    )
    tell = Button(words.say("Tell your own story"), TellStory().pack())
    return Screen(text, ((to_a_partner(words),), (tell,), (back_home(words),)))


_IS_IT_OFFICIAL = Pattern(r"官方|正式|official|oficia(?:l|is)\b", re.IGNORECASE)
_IS_IT_A_FRAUD = Pattern(
    r"[骗騙]|呃人|[诈詐]|可信|可靠|信得[过過]|\b(?:legit\w*|genuine|scams?|fraud|fake|trust\w*"
    r"|burla|fraude|fals[oa]|confian[çc]a|confi[aá]vel)\b",
    re.IGNORECASE,
)


_IS_IT_PASSED_ON = Pattern(
    r"[卖賣]|[转轉][给給卖賣]|交[给給畀俾]|安全[吗嗎㗎]|[泄洩][露漏]|(?:[谁誰]|邊個|哪些人|別人|别人|人哋|其他人).{0,6}[看睇见見]"
    r"|[给給畀俾][了咗]?(?:[别別]人|其他人|人哋|人[吗嗎㗎呀]?$|第三方|[商厂廠]|合[伙夥])|第三方|[隐隱]私|私[隐隱]"
    r"|\b(?:sell|sold|selling|pass|leak|share|give)\b.{0,30}\b(?:data|numbers?|info\w*|details|names?|it|chats?)\b"
    r"|\bwho (?:\w+ ){0,2}(?:sees?|reads?)\b"
    r"|\bvend\w+|\bpartilh\w+ .{0,12}dados|\bquem (?:pode |consegue )?(?:v[êe]r?|l[êe]r?)\b",
    re.IGNORECASE,
)


_IS_IT_ELSEWHERE = Pattern(
    r"[电電]话|[电電]話|打[给給畀俾]|[来來]电|[来來]電|微信|wechat|whatsapp|账号|帳號|戶口|群"
    r"|\b(?:call(?:ed|s|ing)?|phone|telephone|rang|sms|account|group|lig(?:ou|aram|ar)|telefon\w+|conta|grupo)\b",
    re.IGNORECASE,
)
"""Somebody rang them, or writes to them elsewhere, in this name."""
_WHY_IT_COMES = any_of(
    r"(?:[为為](?:[什甚]?[么麼]|何|啥)|怎[么麼][会會]|點解|做[咩乜]).{0,8}?(?:收到|(?:[发發寄]|send).{0,3}我)",
    r"\bwhy (?:am|do|did|have|are) (?:i|you)\b.{0,24}\b(?:get|got|receiv|send|writ|messag|text)",
    r"\b(?:porqu[eê]|por que)\b.{0,16}\b(?:receb|mand|envi|escrev)",
)
"""Why something comes to them."""
_OF_MONEY = any_of(
    r"\b(?:free|cost\w*|pay\w*|paid|charge\w*|price|fees?|money|much|gr[áa]tis|gratuit\w+|cust\w+|pag\w+|pre[çc]o|dinheiro)\b"
    r"|[收付][费費][钱錢]?|免[费費]|[要使给給畀俾][钱錢]|幾錢|几钱|多少[钱錢]"
)
_WHENCE = any_of(
    r"\bwho (?:told|gave) (?:you|u)\b|\bhow (?:do|did|come) (?:you|u) (?:\w+ )?(?:know|get|got|find|have)\b"
    r"|\bwhere (?:did|do) (?:you|u) get\b|\bquem (?:vos|te|lhes?) (?:deu|disse)\b"
    r"|\bcomo (?:é que )?(?:me )?(?:sabes?|sabem|arranj\w+|encontr\w+|descobri\w+|conseguiram)\b"
    r"|(?:怎|點|点|哪|邊度|边度).{0,8}(?:知道|得到|拿到|攞到|找到|搵到)我|[谁誰邊边][个個]?.{0,4}[给給畀俾話告]"
)
_OF_CHATTING = any_of(
    r"\b(?:jokes?|funny|laugh|chat|sing|poem|piadas?|anedotas?|rir|conversar|cant\w+|poema)\b|笑[话話]|[唱聊傾倾]"
)


def asks_who_has_it(said: str) -> bool:
    """Whether it is about who else gets, or sees, what is kept: “do you sell my number”."""
    return bool(_IS_IT_PASSED_ON.search(said))


def who_screen(words: Words, said: str = "") -> Screen:
    """Who is behind the bot, what it costs, what it does with what it knows; first what was asked in so many words."""
    following, why = Button(words.say("Following"), FollowingMenu().pack()), _WHY_IT_COMES.search(said)
    text = paragraphs(
        _official(words, said),
        words.say(
            "What comes here is from the partners that you follow: “{following}” names them.", following=following.label
        )
        if why
        else "",
        words.say(
            "I sell nothing that I know of you and pass none of it on. Partners see numbers only, and what you write "
            "to them."
        )
        if asks_who_has_it(said)
        else "",
        words.say(
            "Nobody gave me your number. I know your name in this app and what you tell me here: /mydata shows it."
        )
        if _WHENCE.search(said)
        else "",
        words.say("You find me in this app only: I have no telephone and no other account.")
        if _IS_IT_ELSEWHERE.search(said)
        else "",
        asked_first(
            said,
            (
                None,
                words.say(
                    "I am Kapok, the bot of Guangzhou's City Partner programme. What I send is written by its "
                    "partners, or told by people of the city."
                ),
            ),
            (_OF_MONEY, words.say("I cost nothing, and I never ask for money or passwords.")),
        ),
        words.say(
            "I keep your language, your place and whom you follow, and use them for nothing else. /mydata shows it."
        ),
    )
    return Screen(text, (*(((following,),) if why else ()), (to_a_partner(words), to_help(words)), (back_home(words),)))


def _official(words: Words, said: str) -> Markup | str:
    """A plain answer to whoever asks that, or whether they are being cheated."""
    if _IS_IT_OFFICIAL.search(said):
        return words.say("Yes, this is official: the people who run Guangzhou's City Partner programme run me too.")
    if _IS_IT_A_FRAUD.search(said):
        return words.say(
            "This is not a scam, it is official: the people who run Guangzhou's City Partner programme run me too."
        )
    return ""


def voice_screen(words: Words) -> Screen:
    """Who would speak, or listen."""
    text = words.say(
        "I can only read and write: no voice messages. The microphone on your phone's keyboard writes down what you "
        "say, and most phones can read a message aloud."
    )
    return Screen(text, ((to_help(words),), (back_home(words),)))


def phone_screen(words: Words, said: str = "") -> Screen:
    """Another phone, number or account; first what was asked."""
    told = {
        "": words.say(
            "Your language, your partners and your settings go with your account in this app, not with your phone or "
            "number: sign in there with the same account, and all is as it was."
        ),
        "account": words.say(
            "A new account starts afresh. To erase what I keep about the old one, send /forget from there."
        ),
    }
    only_asked = {
        "lost": words.say(
            "I have no password of my own: whoever is signed in to your account in this app sees what I wrote to you. "
            "The app's settings show where that is, and end it."
        ),
        "computer": words.say(
            "I am wherever you open this app with your account: on a phone, a tablet or a computer, in a browser too."
        ),
        "two": words.say(
            "With the same account, several phones show the same. Somebody with an account of their own begins with "
            "/start and follows whom they like."
        ),
    }
    following = Button(words.say("Following"), FollowingMenu().pack())
    text = told_first(point_of(Wish.PHONE, said), told, only_asked)
    return Screen(text, ((following, to_help(words)), (back_home(words),)))


def programme_screen(words: Words) -> Screen:
    """What the programme is, and the four kinds of partner."""
    text = paragraphs(
        words.say(
            "In Guangzhou's City Partner programme companies, institutions and people of the city help to tell its "
            "story, for longer than one event."
        ),
        words.say(
            "There are four kinds of partner: strategic partner, super partner, city dreamer and city ambassador. "
            "Each partner's page says which it is."
        ),
        words.say("The people who run the programme decide which kind somebody is, and what comes with it."),
    )
    partners = Button(words.say("Partners"), PartnersPage().pack())
    join = Button(words.say("Become a partner"), Answer(wish=Wish.JOIN).pack())
    return Screen(text, ((partners, join), (back_home(words),)))


def terms_screen(words: Words) -> Screen:
    """What the bot's own words and signs mean."""
    text = paragraphs(
        words.say("✓ marks what you have chosen, and the partners whose posts come to you."),
        words.say(
            "Follow: a partner's posts come to you. Mute: not for a while. Digest: many posts in one message, at an "
            "hour that you choose. Quiet hours: posts come without a sound."
        ),
        words.say(
            "A text that a machine has translated says so below it. Anything else was written or read by a person; if "
            "a word is wrong, reply to the post."
        ),
        words.say("Stop: no more posts. Your language and your partners are kept, and /start brings the posts back."),
    )
    following = Button(words.say("Following"), FollowingMenu().pack())
    settings = Button(words.say("Settings"), SettingsMenu().pack())
    return Screen(text, ((following, settings), (to_help(words),), (back_home(words),)))


def me_screen(words: Words, said: str = "") -> Screen:
    """Who or what answers here; first that it tells no jokes, to who asks for one."""
    text = asked_first(
        said,
        (
            None,
            words.say(
                "I am Kapok, named after the red flower of Guangzhou's streets: a bot, not a human. I am here day "
                "and night, and have no age, no hunger and no feelings."
            ),
        ),
        (
            _OF_CHATTING,
            words.say(
                "I cannot chat at length or tell jokes, but I have stories of the city, and do what my buttons say."
            ),
        ),
    )
    rows = (Button(words.say("Read stories"), StoriesPage().pack()), to_help(words))
    return Screen(text, (rows, (back_home(words),)))


def human_screen(words: Words) -> Screen:
    """Who wants a person."""
    text = paragraphs(
        words.say("No person is typing here: I am a bot, without a telephone or an e-mail address."),
        words.say("To reach people: reply to a partner's post, or write to them from their page under /partners."),
        words.say("Questions about your data go to the people who run the programme, and they answer here."),
    )
    ask = Button(words.say("Ask about my data"), AskAboutData().pack())
    return Screen(text, ((to_a_partner(words),), (ask, to_help(words)), (back_home(words),)))


def learn_screen(words: Words) -> Screen:
    """Who would learn a language, or practise one."""
    text = words.say(
        "I cannot teach a language or look up words, but stories help: below each are its languages, and a press "
        "shows the same story in another one."
    )
    rows = (Button(words.say("Stories"), StoriesPage().pack()), Button(words.say("Language"), LanguageMenu().pack()))
    return Screen(text, (rows, (back_home(words),)))


def counted_screen(words: Words) -> Screen:
    """How many readers there are."""
    text = words.say(
        "I do not say how many people follow. The programme and its partners see numbers only, never names."
    )
    return Screen(text, ((to_a_partner(words), to_help(words)), (back_home(words),)))


def remind_screen(words: Words) -> Screen:
    """Who would be reminded of something."""
    text = paragraphs(
        words.say("I am sorry, I cannot remind you: I only pass on what partners write, when they write it."),
        words.say(
            "Your phone's alarm or calendar can. To find a post again then, hold your finger on it and forward it "
            "to yourself."
        ),
        words.say("If you follow a partner, what it writes about the day comes to you by itself."),
    )
    lately = Button(words.say("What came lately"), Answer(wish=Wish.RESEND).pack())
    events = Button(words.say("What is on"), Answer(wish=Wish.EVENTS).pack())
    partners = Button(words.say("Partners to follow"), PartnersPage().pack())
    return Screen(text, ((lately, events), (partners,), (back_home(words),)))


def elsewhere_screen(words: Words, said: str = "") -> Screen:
    """Who would have posts by another way, or the bot in another app; first what was asked."""
    told = {
        "": words.say(
            "I am in this app only: I send nothing by e-mail, SMS, WeChat or WhatsApp, and have no newsletter, "
            "no website and no app of my own."
        ),
        "relative": words.say(
            "To pass a story on, hold your finger on it: forward it to anybody here, or copy its text elsewhere."
        ),
        "partners": words.say("Some partners can be found elsewhere too: ask them."),
    }
    only_asked = {
        "web": words.say(
            "I have no website, but this app also opens on a computer and in a browser, and I am there too."
        ),
        "group": words.say("I write to each reader alone, in no group: forward a story there."),
        "call": words.say("I only write: I ring nobody up, and have no radio, no podcast and no television."),
    }
    stories = Button(words.say("Stories"), StoriesPage().pack())
    text = told_first(point_of(Wish.ELSEWHERE, said), told, only_asked)
    return Screen(text, ((stories, to_a_partner(words)), (to_help(words), back_home(words))))


BY_WORDS: Mapping[Wish, Callable[[Words, str], Screen]] = {
    Wish.TIMING: timing_screen,
    Wish.WHO: who_screen,
    Wish.TROUBLE: trouble_screen,
    Wish.OWN: own_screen,
    Wish.KEEP: keep_screen,
    Wish.TELLING: telling_screen,
    Wish.ME: me_screen,
    Wish.PHONE: phone_screen,
    Wish.ELSEWHERE: elsewhere_screen,
}
"""Those of them whose words decide what stands first in the answer."""
ANSWERS: Mapping[Wish, Callable[[Words], Screen]] = {
    Wish.JOIN: join_screen,
    Wish.KEEP: keep_screen,
    Wish.WHO: who_screen,
    Wish.TROUBLE: trouble_screen,
    Wish.PHONE: phone_screen,
    Wish.OWN: own_screen,
    Wish.PROGRAMME: programme_screen,
    Wish.TELLING: telling_screen,
    Wish.TERMS: terms_screen,
    Wish.ME: me_screen,
    Wish.HUMAN: human_screen,
    Wish.LEARN: learn_screen,
    Wish.COUNTED: counted_screen,
    Wish.REMIND: remind_screen,
    Wish.TIMING: timing_screen,
    Wish.ELSEWHERE: elsewhere_screen,
}
"""Wishes that words alone grant."""
