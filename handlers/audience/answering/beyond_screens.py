"""What the bot cannot answer: who may know, and where to look."""

import re
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from bot.hearing.patterns import Pattern, any_of
from bot.languages import Form
from bot.transport import Button, Row
from bot.words import Words, marked
from handlers.audience.home_screens import StoriesPage, doors, paragraphs, to_a_partner
from handlers.audience.library.finding_screens import calendar_note
from handlers.audience.library.stories_screens import FindStories
from handlers.audience.receiving.partners_screens import WriteTo
from handlers.showing.screen import Screen

_BOOKS = Pattern(
    r"[订訂][一二两兩三幾几个個座位票房枱檯桌餐]|[预預][订訂约約]|[购購买買].{0,6}票|book枱|留位|挂号|掛號|(?:[帮幫]我|同我|代我).{0,3}[买買订訂叫]"
    r"|\b(?:book|reserve|reservation|booking|order|buy|purchase|reservar?|reserva|marcar|comprar?|compra|encomendar?)\b",
    re.IGNORECASE,
)


_ASKS_OF_ONE = Pattern(
    r"使唔使|洗唔洗|[需用要][唔不][需用要]|需要|[是]否|[边邊哪][间間家]"
    r"|\bwhere\b|\b(?:do|does|should|must) \w+ |\bneed(?:ed)? to\b"
    r"|\b(?:my|the|an?) order\b|\bprecis\w+|\bonde\b|\bencomenda\b",
    re.IGNORECASE,
)
"""Something is asked of an order or a booking, and none is given."""


_OF_THE_WORLD = Pattern(
    r"天[气氣]|下雨|落雨|[带帶][伞傘遮]|[气氣][温溫]|[签簽][证證註注]|通行[证證]|[护護]照|[过過][关關境]|地[铁鐵]|高[铁鐵]|[轻輕][轨軌]|巴士|公交|火[车車]|[航][班]"
    r"|\b(?:weather|rain\w*|umbrella|temperature|visas?|passports?|permits?|metro|subway|train|bus|flights?|ferry"
    r"|chuva|chover|chove|temperatura|meteorologia|(?:que|como est[áa] o) tempo|previs[ãa]o do tempo"
    r"|vistos?|passaportes?|comboios?|autocarros?|voos?|barco para)\b",
    re.IGNORECASE,
)
"""What neither a partner nor a story tells."""


def of_the_world(said: str) -> bool:
    """Whether it is about the weather, the way there by train, papers for a journey: no partner need be asked."""
    return bool(_OF_THE_WORLD.search(said)) and not _BOOKS.search(said)


def beyond_screen(words: Words, said: str = "") -> Screen:
    """A question about a place or an offer that only somebody there can answer; an order that only they can take."""
    if of_the_world(said):
        told = words.say(
            "The weather, trains and buses, visas and permits: I know nothing of the kind, and would rather not "
            "guess. What I have are stories of the city and posts of its partners."
        )
        return Screen(told, doors(words))
    books = words.say("I can't book, order or buy anything: only the partner it's about may be able to.")
    unknown = words.say(
        "That I don't know, and would rather not guess. Ask the partner it's about, or look in the stories."
    )
    if _BARE_PRICE.fullmatch(said.strip()):
        free = words.say("I cost nothing, and I never ask for money or passwords.")
        return Screen(paragraphs(free, unknown), (look_or_write(words), *doors(words)))
    ordered = _BOOKS.search(said) and not _ASKS_OF_ONE.search(said)
    return Screen(books if ordered else unknown, (look_or_write(words), *doors(words)))


_DIET = any_of(
    r"素食|[食吃]素|素[菜餐嘅的]|[食吃][齋斋]|[齋斋][菜舖铺]|清真|无麸质|無麩質|乳糖|過敏|过敏|[唔不](?:食|吃|能吃)(?:肉|猪|豬|牛|[蛋奶辣])",
    r"\b(?:veg(?:etarian|gie|an)s?|halal|kosher|gluten|lactose|allerg\w+|pescatarian)\b",
    r"\b(?:vegetarian[oa]s?|vegan[oa]s?|gl[úu]ten|al[ée]rgic\w+|al[ée]rgi\w+)\b",
    r"\bn[ãa]o com[oe] (?:carne|porco|vaca|gl[úu]ten)\b",
)


def speaks_of_a_diet(said: str) -> bool:
    """Whether it is about what somebody eats, or may not eat."""
    return bool(_DIET.search(said))


def diet_screen(words: Words, by: str = "") -> Screen:
    """For who eats not everything; `by`: the shelf of stories about food, where there are any."""
    text = words.say(
        "Where to eat so I don't know: I have no list of restaurants. Stories about food may help, or ask a partner."
    )
    food = ((Button(words.say("Stories about food"), StoriesPage(by=by).pack()),),) if by else ()
    return Screen(text, (*food, look_or_write(words), *doors(words)))


_BARE_PRICE = Pattern(
    r"(?:and |e |so |então )?(?:how much|what['’]?s the price|quanto)"
    r"(?: (?:is|does|do|you|it|this|that|cost|custa|é|e|isto))*\W*"
    r"|[要使]?(?:多少|[几幾])[钱錢][呀啊呢㗎]?\W*",
    re.IGNORECASE,
)
"""Of nothing that is named: it may be the bot itself that costs something."""


def feast_screen(words: Words, day: date) -> Screen:
    """The day of a feast that they ask for."""
    text = paragraphs(words.say("That day is {day}.", day=words.day(day)), calendar_note(words))
    return Screen(text, (look_or_write(words), *doors(words)))


def asked_of_them(words: Words, page: Screen) -> Screen:
    """A partner's page as the answer to a question about them: who knows more than it says."""
    more = words.say("This is what I know of them. They can tell you more: write to them.")
    return replace(page, text=paragraphs(page.text, more))


class Said(StrEnum):
    """What somebody says of a partner who alone can do something about it; the sentence that leads their page."""

    TELLS = marked("To tell them something, press “{write}”.")
    ASKS = marked("That I don't know, but they do. To ask them, press “{write}”.")
    SORRY = marked("I'm sorry about that. I'm only a bot, but they read what you write: press “{write}”.")


def to_them(words: Words, page: Screen, partner_id: int, said: Said) -> Screen:
    """A partner's page for who has something to say to them: writing to them comes first."""
    label = words.say("Write to them")
    write: Row = (Button(label, WriteTo(partner_id=partner_id).pack()),)
    if write not in page.rows:
        return page
    told = words.say(said.value, write=label)
    return replace(page, text=paragraphs(told, page.text), rows=(write, *(row for row in page.rows if row != write)))


@lru_cache(maxsize=len(Form))
def look_or_write(words: Words) -> Row:
    """The ways on for what the bot cannot answer: the stories may, or a partner."""
    search = Button(words.say("Search"), FindStories().pack())
    return (search, to_a_partner(words))
