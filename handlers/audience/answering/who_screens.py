"""Who is behind the bot, what it is, and how a person is reached; first what was asked."""

import re

from bot.hearing.aliases import Wish
from bot.hearing.patterns import Pattern
from bot.hearing.points import point_of
from bot.languages import Form
from bot.transport import Button
from bot.words import Words
from handlers.audience.home_screens import StoriesPage, back_home, to_a_partner, to_help, told_first
from handlers.audience.personal_data.forget_screens import AskAboutData
from handlers.audience.receiving.following_screens import FollowingMenu
from handlers.showing.screen import Screen

_IS_IT_PASSED_ON = Pattern(
    r"[卖賣]|[转轉][给給卖賣]|交[给給畀俾]|安全[吗嗎㗎]|[泄洩][露漏]|(?:[谁誰]|邊個|哪些人|別人|别人|人哋|其他人).{0,6}[看睇见見]"
    r"|[给給畀俾][了咗]?(?:[别別]人|其他人|人哋|人[吗嗎㗎呀]?$|第三方|[商厂廠]|合[伙夥])|第三方|[隐隱]私|私[隐隱]"
    r"|\b(?:sell|sold|selling|pass|leak|share|give)\b.{0,30}\b(?:data|numbers?|info\w*|details|names?|it|chats?)\b"
    r"|\bwho (?:\w+ ){0,2}(?:sees?|reads?)\b"
    r"|\bvend\w+|\bpartilh\w+ .{0,12}dados|\bquem (?:pode |consegue )?(?:v[êe]r?|l[êe]r?)\b",
    re.IGNORECASE,
)


def asks_who_has_it(said: str) -> bool:
    """Whether it is about who else gets, or sees, what is kept: “do you sell my number”."""
    return bool(_IS_IT_PASSED_ON.search(said))


def who_screen(words: Words, said: str = "") -> Screen:
    """Who is behind the bot, what it costs, what it does with what it knows; first what was asked."""
    point = "sold" if asks_who_has_it(said) else point_of(Wish.WHO, said)
    following = Button(words.say("Following"), FollowingMenu().pack())
    told = {
        "whole": words.say(
            "I'm Kapok, the bot of Guangzhou's City Partner programme. What I send is written by its partners, or "
            "told by people of the city."
        ),
        "money": words.say("I cost nothing, and I never ask for money or passwords."),
        "kept": words.say(
            "I keep your language, your place and whom you follow, and use them for nothing else. /mydata shows it."
        ),
    }
    asked = {
        "official": words.say(
            "Yes, this is official: the people who run Guangzhou's City Partner programme run me too."
        ),
        "fraud": words.say(
            "This isn't a scam, it's official: the people who run Guangzhou's City Partner programme run me too."
        ),
        "why": words.say(
            "What comes here is from the partners that you follow: “{following}” names them.", following=following.label
        ),
        "sold": words.say(
            "I sell nothing that I know of you and pass none of it on. Partners see numbers only, and what you write "
            "to them."
        ),
        "number": words.say(
            "Nobody gave me your number. I know your name in this app and what you tell me here: /mydata shows it."
        ),
        "elsewhere": words.say("You find me in this app only: I have no telephone and no other account."),
        "writers": words.say(
            "Partners write the posts, and people of the city tell their own stories. What a machine has translated "
            "says so below it; anything else was written or read by a person."
        ),
        "checked": words.say(
            "The people who run the programme read a post before it comes out, and its partner answers for what it "
            "says. If something is wrong, reply to it."
        ),
        "ads": words.say(
            "Partners are companies, institutions and people who tell about the city; some posts promote what they "
            "offer. I sell nothing, and reading costs nothing."
        ),
    }
    rows = ((to_a_partner(words), to_help(words)), (back_home(words),))
    return Screen(told_first(point, told, asked), ((following,), *rows) if point == "why" else rows)


def me_screen(words: Words, said: str = "") -> Screen:
    """Who or what answers here; first what was asked of it."""
    told = {
        "whole": words.say(
            "I'm Kapok, named after the red flower of Guangzhou's streets: a bot, not a human. I'm here day and "
            "night, and have no age, no hunger and no feelings."
        ),
        "chat": words.say(
            "I can't chat at length or tell jokes, but I have stories of the city, and do what my buttons say."
        ),
    }
    asked = {
        "tasks": words.say("I can't write, translate, draw, reckon, advise or look things up for you."),
        "model": words.say("I'm none of the AIs that chat: people wrote my answers, and I choose one that fits."),
        "maker": words.say("The people who run Guangzhou's City Partner programme run me."),
        "memory": words.say("I remember little: /mydata shows everything that I keep about you."),
        "from": words.say("I live in this app only, but my name and my stories are from Guangzhou."),
        "insult": words.say(
            "I'm sorry. I understand short, simple wishes best: say it in other words, or press “{help}”.",
            help=words.say("What I can do"),
        ),
        "lonely": words.say(
            "I'm only a bot, but I'm here day and night. I hope that somebody near you has time for you, too."
        ),
        "kind": words.say("Thank you, that is kind of you!"),
        "slow": words.say("I'm sorry that you had to wait: now and then the network is slow, or many people write."),
        "there": words.say("Yes, I'm here, day and night."),
        "well": words.say("All is well here, thank you. I hope that you're well, too!"),
        "languages": words.say(
            "I write {languages}. Say the name of one, and I go on in it.",
            languages=words.list([form.endonym for form in Form]),
        ),
    }
    rows = (Button(words.say("Read stories"), StoriesPage().pack()), to_help(words))
    return Screen(told_first(point_of(Wish.ME, said), told, asked), (rows, (back_home(words),)))


def human_screen(words: Words, said: str = "") -> Screen:
    """Who wants a person; first what for, or by which way."""
    told = {
        "whole": words.say("No person is typing here: I'm a bot, without a telephone or an e-mail address."),
        "partner": words.say(
            "To reach people: reply to a partner's post, or write to them from their page under /partners."
        ),
        "data": words.say("Questions about your data go to the people who run the programme, and they answer here."),
    }
    asked = {
        "phone": words.say("I have no telephone: nobody can ring me, and I can ring nobody."),
        "address": words.say("I have no office, no postal and no e-mail address. A partner can tell you its own."),
        "complaint": words.say(
            "People read a complaint if you reply to the post that it's about, or write to the partner."
        ),
        "author": words.say(
            "Reply to that post: its partner reads that, and may pass it on to whoever wrote it or is shown in it."
        ),
        "press": words.say("I have no press office, but you can write to a partner: people answer there."),
        "unanswered": words.say(
            "What you wrote to a partner waits until somebody there answers, and the answer comes here by itself. I "
            "can't hurry them."
        ),
        "suggestion": words.say(
            "I can't pass on suggestions, but partners read them: reply to a post, or write to a partner."
        ),
        "event": words.say(
            "Write to the partner that held the event: people answer there. If somebody is in danger, call the "
            "emergency services first."
        ),
        "hours": words.say("I'm here day and night. Partners answer when somebody is there."),
    }
    ask = Button(words.say("Ask about my data"), AskAboutData().pack())
    rows = ((to_a_partner(words),), (ask, to_help(words)), (back_home(words),))
    return Screen(told_first(point_of(Wish.HUMAN, said), told, asked), rows)
