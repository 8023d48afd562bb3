"""/stories: what was sent before, page by page, in the reader's language or any other it was written in."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.actions.render import letter_for, ways_rows
from bot.content import Post
from bot.hearing.patterns import Pattern, Several
from bot.mistakes import Mistake, existing
from bot.numerals import han_number
from bot.transport import Letter, Row
from bot.words import words_for
from handlers.audience.home_screens import StoriesPage
from handlers.audience.library.leaves import LAST, end_of_leaf, leaf_screen, look_for, next_leaf, numbered, same_leaf
from handlers.audience.library.shelves import TODAY
from handlers.audience.library.stories_screens import ReadStory, StoryIn, below_album_screen, story_rows
from handlers.audience.questions import OPENED, leave_question, remember
from handlers.audience.visit import Visit
from handlers.showing.letters import is_text, rewrite_letter, send_letter
from handlers.showing.screen import answered, show, show_below
from handlers.turns.last_screen import stands_no_more
from handlers.turns.turn import hand, the_partner

_NUMBER = Pattern(
    r"(?:第|no\.?\s*|num\.?\s*|n\.?º\s*|#|number |(?:o )?n[uú]mero )?\s*([1-8一二三四五六七八两兩])"
    r"\s*(?:[.。)）、]|个|個|篇|号|號|條|条)?",
    re.IGNORECASE,
)
_ONE = Pattern(
    r"(?:[那嗰這这呢])?(?:第 ?(?P<number>[1-8一二三四五六七八两兩])|排?(?:最上|最[头頭前]|[头頭]一|排第?一)[面嗰头頭]?"
    r"|(?P<last>最[后後尾下][面嗰]?))"
    r"(?:一?[个個篇条條则則间間家样樣]|嗰[個篇條間]|那[个個篇条])(?:故[事仔]|文章?|帖文?|活[动動]|[优優]惠)?[的嘅]?"
    r"|\b(?:the|[oa]) (?P<which>first|second|third|fourth|fifth|sixth|seventh|eighth|last|primeir[oa]|segund[oa]"
    r"|terceir[oa]|quart[oa]|quint[oa]|sext[oa]|s[ée]tim[oa]|oitav[oa]|[úu]ltim[oa])"
    r"(?: (?:one|story|post|hist[óo]ria))?(?= |[?.,!]|$)"
    r"(?! (?:day|time|week|month|of|post office|vez|dia|m[êe]s|feira)\b)",
    re.IGNORECASE,
)
"""One of a list by its place in it, wherever in a message it stands."""
_WORDS = Pattern(r"[^\W\d_]")
LONGEST = 48
"""Characters of a message that asks something of one of a list."""
MOST_AT_ONCE = 3
"""Stories that are sent at once."""
_WHICH = Pattern(
    r"(?:(?:and|so|ok|then|e|ent[aã]o|ok e),? |[咁噉那][么麼就]?)?"
    r"(?:(?:(?:can|could) (?:you|i) |please |pls |let me |i['’]d like to |podes |pode |d[áa] para )?"
    r"(?:open|read|show(?: me)?|see|(?:give|send|get) me|gimme|pick|abr(?:e|a|ir)(?: l[áa])?|l[eê](?: l[áa])?|ler"
    r"|mostra(?:-me)?|quero(?: (?:ler|ver))?|I want|ver|(?:d[áa]|manda|passa|mostre)(?:-me)?|deixa(?:-me)? ver"
    r"|(?:what|how) (?:about|abt)|(?:tell me |say )?more (?:about|abt|on|of)|tell me (?:about|abt|of)"
    r"|what(?:['’]?s| is)"
    r"|e que tal|(?:conta|diz|fala)-?(?:me)?(?: mais)?(?: d| sobre)? ?|mais sobre|(?:o )?que [ée]"
    r"|[请請]?(?:再?我?[想要]?|[给給畀俾]我|[详詳][细細])"
    r"(?:[睇看讀读讲講说說开開]|打[开開]|介[绍紹]){0,2}(?:一?[下吓])?)? ?)"
    r"(?:the |a |o |no\. |number |no |n[uú]mero )?(?:very )?"
    r"(?P<which>[a-zúóé]+|[1-8](?:st|nd|rd|th|\.?[aoªº])?|第[一二三四五六七八两兩]|最[后後尾])"
    r"(?: (?:one|story|please|pls|about|dizer|hist[oó]ria|por favor|sff|pf|then|now|instead"
    r"|a[íi]|l[áa]|ent[ãa]o|afinal|agora))*"
    r"(?:一?[个個篇條条则則]|嗰[個篇]|那[个個篇])?(?:[打点點]?[开開]|[给給畀俾]我|[来來嚟看睇]|[是係系在喺]?[讲講说說][的嘅緊紧]?|一?[下吓]|[详詳][细細]"
    r"|[是係系]?(?:什[么麼]|甚麼|咩|乜嘢?|啥))*+"
    r"[吧啦呀啊呢吖㗎的嘅]{0,2}[.!?。！？]*",
    re.IGNORECASE,
)
"""One of a list by its place in it: “the second one”, “a última”, 第三篇."""
_PLACES: Mapping[str, int] = {
    word: place
    for place, words in {
        1: "first 1st primeira primeiro 1a 1o 第一",
        2: "second 2nd segunda segundo 2a 2o 第二 第两 第兩",
        3: "third 3rd terceira terceiro 3a 3o 第三",
        4: "fourth 4th quarta quarto 4a 4o 第四",
        5: "fifth 5th quinta quinto 5a 5o 第五",
        6: "sixth 6th sexta sexto 6a 6o 第六",
        7: "seventh 7th sétima sétimo 7a 7o 第七",
        8: "eighth 8th oitava oitavo 8a 8o 第八",
        LAST: "last última ultima último ultimo 最后 最後 最尾",
    }.items()
    for word in words.split()
}
_PLACED = Several((_NUMBER, Pattern("|".join(_PLACES))))
"""One of these is in whatever names a place in a list."""
_BOTH = Pattern(r"^(?:both|ambas|ambos|as duas)[,:]? |兩篇都要|两篇都要|(?:都[要想][看睇]?|[，,]?都要)$", re.IGNORECASE)
_BETWEEN = Pattern(r"\s*(?:,| and | e |&|\+|[和同與与及、])\s*", re.IGNORECASE)


def place_named(word: str) -> int | None:
    """The place in a list that a word names: “second”, 第三, 最后."""
    return int(word) if word.isdecimal() else _PLACES.get(word.casefold().replace(".", ""))


def _counted(number: str) -> int:
    """In digits, or in Chinese."""
    return int(number) if number.isdecimal() else han_number(number)


@lru_cache(maxsize=64)
def number_named(text: str) -> int | None:
    """The place in a list that a message names, and no more: “2”, “the second one”, 第三篇."""
    said = unicodedata.normalize("NFKC", text.strip())
    if found := _NUMBER.fullmatch(said):
        return _counted(found[1])
    which = _WHICH.fullmatch(said)
    return place_named(which["which"]) if which else None


@lru_cache(maxsize=64)
def numbers_named(text: str) -> tuple[int, ...]:
    """Places in a list: “2”, “the first and the third”, 第一同第三篇; nothing when it says anything else."""
    found = list[int]()
    if len(text) > LONGEST or not _PLACED.may_be_in(unicodedata.normalize("NFKC", text)):
        return ()
    for each in _BETWEEN.split(_BOTH.sub("", text.strip())):
        if not (number := number_named(each)):
            return ()
        found.append(number)
    return tuple(found)


@lru_cache(maxsize=64)
def one_named(text: str) -> tuple[int, str]:
    """A place in a list that a message names among other words, and these: 2 and 幾時截止; 0 when it names none."""
    said = unicodedata.normalize("NFKC", text.strip()) if len(text) <= LONGEST else ""
    found = _ONE.search(said)
    rest = " ".join(f"{said[: found.start()]} {said[found.end() :]}".split()) if found else ""
    if found is None or not _WORDS.search(rest):
        return 0, text
    if found["number"]:
        place = _counted(found["number"])
    elif found["which"]:
        place = place_named(found["which"]) or 0
    else:
        place = LAST if found["last"] else 1
    return place, rest


def router() -> Router:
    """Past posts."""
    stories = Router(name="audience.stories")
    hand(stories, "visit", Visit)
    stories.message.register(listed, Command("stories", ignore_case=True))
    stories.callback_query.register(turned, StoriesPage.filter())
    stories.callback_query.register(opened, ReadStory.filter())
    stories.callback_query.register(in_another_form, StoryIn.filter())
    return stories


async def listed(message: Message, visit: Visit, command: CommandObject | None = None) -> None:
    """The newest, or what they look for."""
    await leave_question(visit.state)
    by = await look_for(visit.state, command.args) if command and command.args else ""
    await show(message, await leaf_screen(visit, 0, by))


async def of_this_day(message: Message, visit: Visit) -> None:
    """Those of this day in earlier years, asked for in words."""
    await leave_question(visit.state)
    await show(message, await leaf_screen(visit, 0, TODAY))


async def turned(query: CallbackQuery, callback_data: StoriesPage, visit: Visit) -> None:
    """Another page or shelf, or back to it."""
    await leave_question(visit.state)
    screen = await leaf_screen(visit, callback_data.page, callback_data.by)
    await (show_below if callback_data.below else show)(query, screen)


async def opened(query: CallbackQuery, callback_data: ReadStory, visit: Visit) -> None:
    """The story itself, below."""
    await _send_pressed(visit, callback_data)
    await answered(query)


async def opened_by_number(visit: Visit, text: str, numbers: Sequence[int]) -> bool:
    """The stories under these numbers, as if they had been pressed; false when there are none.

    “The second one” of a list that has only one is asked of that list: it is shown again.
    """
    try:
        said = [await numbered(visit, number) for number in numbers[:MOST_AT_ONCE]]
        of_the_list = text.strip().startswith("第") or not text.strip().isalnum()  # “segunda” is Monday, too
        again = await same_leaf(visit) if of_the_list and not all(said) else None
    except Mistake:
        return False
    if again:
        await visit.show(again)
        return True
    if not all(said):
        return False
    for each in filter(None, said):
        await _send_pressed(visit, each)
    return True


async def went_on(visit: Visit) -> bool:
    """The next page of the list that they saw a moment ago, or that it has ended; false when they saw none."""
    try:
        screen = await next_leaf(visit) or await end_of_leaf(visit)
    except Mistake:
        return False
    if screen is not None:
        await visit.show(screen)
    return screen is not None


async def _send_pressed(visit: Visit, said: ReadStory) -> None:
    await send_story(visit, StoryIn(post_id=said.post_id, form=visit.reader.speaks, page=said.page, by=said.by))


async def in_another_form(query: CallbackQuery, callback_data: StoryIn, visit: Visit) -> None:
    """The same story in another of its languages: in place, or anew when it was deleted by hand."""
    wanted, words = callback_data, visit.words
    post, letter, ways = await _letter(visit, wanted)
    rows = (*ways, *story_rows(words, post, wanted))
    if not await _rewritten(query, wanted.at, letter._replace(rows=() if wanted.at else rows)):
        await send_story(visit, wanted.model_copy(update={"at": 0}))
        await answered(query)
    elif wanted.at:
        await show(query, below_album_screen(words, post, wanted, ways))
    else:
        await answered(query)


async def send_story(visit: Visit, wanted: StoryIn) -> None:
    """Send a past post as delivery would, its author's buttons and ways on under it. Raises `Mistake(NOT_FOUND)`."""
    bot, store, words, address = visit.bot, visit.store, visit.words, visit.reader.address
    post, letter, ways = await _letter(visit, wanted)
    stands_no_more(address)
    await remember(visit.state, OPENED, [post.id, visit.now.isoformat(), wanted.by, wanted.page])
    chosen = post.version_for(wanted.form)
    shown = wanted.model_copy(update={"form": chosen.version.form if chosen else wanted.form})
    if len(letter.media) < 2 or letter.apart:  # noqa: PLR2004 - an album is two or more
        rows = (*ways, *story_rows(words, post, shown))
        await send_letter(bot, address, letter._replace(rows=rows), store)
        return
    album = await send_letter(bot, address, letter._replace(rows=()), store)
    shown = shown.model_copy(update={"at": album[0].message_id})
    await visit.show(below_album_screen(words, post, shown, ways))


async def _letter(visit: Visit, wanted: StoryIn) -> tuple[Post, Letter, tuple[Row, ...]]:
    """The story, its letter, and its author's buttons."""
    async with visit.store.read() as tx:
        # Only what was sent, and not recalled, may be read by anybody: a link could name a draft.
        post = existing(await tx.stories.story(wanted.post_id))
        partner = await the_partner(tx, post.partner_id)
    letter = existing(letter_for(post, partner, wanted.form))
    left = partner.retired_at is not None
    ways = ways_rows(visit.redirects.through(post), words_for(wanted.form), links_only=left)
    return post, letter, ways


async def _rewritten(query: CallbackQuery, at: int, letter: Letter) -> bool:
    """Turn the story under the button, or the album's message `at`, into this letter; false when it cannot be there."""
    message, bot, pressed = query.message, query.bot, query.message.message_id if query.message else 0
    if bot is None or not (at or pressed):
        return False
    in_text = False if at else is_text(message)
    letter = letter._replace(rows=()) if at else letter
    return await rewrite_letter(bot, (query.from_user.id, at or pressed), letter, in_text=in_text)
