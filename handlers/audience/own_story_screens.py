"""Questions about a story of one's own that a few words answer: how it is told, and what became of it."""

from markupsafe import Markup

from bot.patterns import any_of
from bot.shares import SHARE_LIMIT
from bot.transport import Button
from bot.words import Words
from handlers.audience.forget_screens import AskAboutData
from handlers.audience.home_screens import TellStory, asked_first, back_home, paragraphs, to_help
from handlers.screen import Screen

_OF_ERASURE = any_of(
    r"(?:[删刪][除掉了咗]?|[注註][销銷])(?:我?[的嘅]?)(?:[账帳][户戶号號]|[资資]料|[数數][据據])"
    r"|\b(?:delete|erase|close) my (?:data|account)\b|\b(?:apag|elimin)\w+ (?:a minha conta|os meus dados)\b"
)
_OF_LENGTH = any_of(
    r"\b(?:how long (?:can|should|must|may)|length|characters|how many words|caracteres|comprid[oa]|tamanho"
    r"|quantas palavras)\b|字[数數]|[几幾多三五百千两兩0-9]\s?(?:少|百|千)?字|多[长長短]|幾[長短]|[太好][长長]"
)
_OF_RIGHTS = any_of(
    r"\b(?:owns?|owner\w*|copyright|rights|belongs?|steal|use my|direitos?|pertenc\w+|don[oa]|propriedade|roub\w+)\b"
    r"|版[权權]|[归歸屬属]"
)
_OF_NAMES = any_of(
    r"\b(?:names?|nick(?:name)?|anon\w*|alias|pseudonym|identity|identidade|nome|alcunha|an[óo]nim\w+|pseud[óo]nimo)\b"
    r"|名|匿"
)
_OF_EDITORS_AND_TIME = any_of(
    r"\b(?:reject\w*|refus\w*|declin\w*|turn\w* down|approv\w*|accept\w*|edit\w*|check\w*|review\w*|decid\w*"
    r"|recus\w+|rejeit\w+|aprov\w+|aceit\w+|rev[êe]\w*|decid\w+|l[êe]em?)\b"
    r"|[审審]|拒|退[稿回]|[过過][了咗稿]|通[过過]|批",
    r"\b(?:when|how long (?:does|do|will|until|before|till)|how soon|quando|quanto tempo|demor\w+)\b"
    r"|多久|幾耐|几时|幾時|什么时候|甚麼時候|什麼時候",
)
_OF_COST = any_of(
    r"\b(?:free|cost\w*|pay\w*|paid|prizes?|rewards?|money|gr[áa]tis|cust\w+|pag\w+|pr[ée]mios?|dinheiro)\b"
    r"|[钱錢]|[奖獎]|稿[费費酬]"
)


def telling_screen(words: Words, said: str = "") -> Screen:
    """Who may tell a story, and what becomes of it; first what was asked."""
    text = asked_first(
        said,
        (
            None,
            words.say(
                "Anybody may tell a story of the city, in any language that I speak, with photos or without; a child "
                "should do it together with a parent."
            ),
        ),
        (
            _OF_LENGTH,
            words.say(
                "A few sentences are enough; there is room for {limit} characters.", limit=words.number(SHARE_LIMIT)
            ),
        ),
        (_OF_NAMES, words.say("You may leave your name out.")),
        (
            _OF_RIGHTS,
            words.say("Words and photos must be yours to share: you confirm that before you send them in.")
            if _OF_RIGHTS.search(said)
            else Markup(),
        ),
        (
            _OF_EDITORS_AND_TIME,
            words.say(
                "Editors read it before it comes out, and I tell you what they say. How long that takes I do not know."
            ),
        ),
        (_OF_COST, words.say("It costs nothing, and I promise no pay and no prize.")),
    )
    tell = Button(words.say("Tell your own story"), TellStory().pack())
    return Screen(text, ((tell,), (to_help(words),), (back_home(words),)))


def own_screen(words: Words, said: str = "") -> Screen:
    """A story of theirs: a draft, one that was handed in, one that is told to all; first what was asked."""
    erased = words.say("If you have your data erased, stories that came out stay, without your name.")
    text = paragraphs(
        erased if _OF_ERASURE.search(said) else "",
        asked_first(
            said,
            (
                None,
                words.say(
                    "A story that you have not sent in yet waits under /share: change it there, or throw it away."
                ),
            ),
            (
                _OF_EDITORS_AND_TIME,
                words.say("One that you have sent in is with the editors; I will tell you what they say."),
            ),
            (None, words.say("To have it changed or taken out after that, ask them: they answer here.")),
        ),
    )
    ask = Button(words.say("Ask about my data"), AskAboutData().pack())
    tell = Button(words.say("Tell your own story"), TellStory().pack())
    return Screen(text, ((ask,), (tell,), (back_home(words),)))
