"""The bot's own sentences, and numbers, dates, lists and the order of names as each form writes them (CLDR).

Sentences are English in the code (`words.say("…")`, `words.bare("…")`, `words.plural("…", "…", n)`, `marked("…")` for
a table whose entries are said later) and are extracted by Babel. Values fill `{gaps}` and are escaped for Telegram
HTML unless they are `Markup` already. A catalog that cannot be read is replaced by the next of the form's chain.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    format_timedelta,
    get_day_names,
    get_timezone_location,
)
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup

from bot.catalogs import DOMAIN, LOCALES, load
from bot.forms import spacing
from bot.languages import HAN, Form
from bot.places import Place

__all__ = ["DOMAIN", "LOCALES", "Words", "marked", "words_for"]
_T = TypeVar("_T")
_HAN_CHAR = "[\u4e00-\u9fff]"
_SPACE_IN_HAN = re.compile(rf"(?<={_HAN_CHAR}) (?={_HAN_CHAR})")
_DIGIT_BY_HAN = re.compile(rf"(\d)(?={_HAN_CHAR})")
_PRIVATE = 0xE000
_MARK = re.compile("([\ue000-\uf8ff])")


@lru_cache(maxsize=1)
def _months() -> tuple[re.Pattern[str], dict[str, str]]:
    """Portuguese months as CLDR names them, and as we do; a worker never reads its 4 MB."""
    names = Locale.parse("pt_PT").months["format"]
    ours = {said[no]: names["wide"][no].capitalize() for said in (names["wide"], names["abbreviated"]) for no in said}
    return re.compile("|".join(map(re.escape, sorted(ours, key=len, reverse=True)))), ours


def marked(sentence: str) -> str:
    """The sentence itself: only marks it for extraction."""
    return sentence


_CITIES: Mapping[Form, Mapping[str, str]] = {
    Form.ZH_HANT: {"Africa/Luanda": "羅安達", "Atlantic/Madeira": "馬德拉"},
    Form.YUE: {
        "America/Mexico_City": "墨西哥城",
        "Atlantic/Cape_Verde": "佛得角",
        "Atlantic/Madeira": "馬德拉",
        "Australia/Sydney": "悉尼",
    },
    Form.EN: {"America/Sao_Paulo": "São Paulo"},
}
"""Cities that CLDR calls as Taiwan does, or without the accent that they are written with."""
_RENAMED: Mapping[str, str] = {
    "Africa/Asmara": "Africa/Asmera",
    "America/Argentina/Buenos_Aires": "America/Buenos_Aires",
    "America/Argentina/Cordoba": "America/Cordoba",
    "America/Nuuk": "America/Godthab",
    "Asia/Ho_Chi_Minh": "Asia/Saigon",
    "Asia/Kathmandu": "Asia/Katmandu",
    "Asia/Kolkata": "Asia/Calcutta",
    "Asia/Yangon": "Asia/Rangoon",
    "Atlantic/Faroe": "Atlantic/Faeroe",
    "Europe/Kyiv": "Europe/Kiev",
}
"""Zones whose names CLDR still keeps under an older one."""
HOME_PLACES = {
    "Asia/Shanghai": marked("Guangzhou"),
    "Asia/Hong_Kong": marked("Hong Kong"),
    "Asia/Macau": marked("Macau"),
}


PLACES = {
    Place.GUANGZHOU: marked("Guangzhou"),
    Place.SHENZHEN: marked("Shenzhen"),
    Place.HONG_KONG: marked("Hong Kong"),
    Place.MACAU: marked("Macau"),
    Place.ZHUHAI: marked("Zhuhai"),
    Place.FOSHAN: marked("Foshan"),
    Place.HUIZHOU: marked("Huizhou"),
    Place.DONGGUAN: marked("Dongguan"),
    Place.ZHONGSHAN: marked("Zhongshan"),
    Place.JIANGMEN: marked("Jiangmen"),
    Place.ZHAOQING: marked("Zhaoqing"),
    Place.MAINLAND: marked("Elsewhere on the mainland"),
    Place.ABROAD: marked("Other countries and regions"),
}


LANGUAGES = {
    Form.ZH_HANS: marked("Simplified Chinese"),
    Form.ZH_HANT: marked("Traditional Chinese"),
    Form.YUE: marked("Cantonese"),
    Form.EN: marked("English"),
    Form.PT: marked("Portuguese"),
}


class Words:
    """Everything the bot says in one form."""

    def __init__(self, form: Form, folder: Path = LOCALES) -> None:
        self.form = form
        loaded = load(form, folder)
        self.spoken = loaded.form
        """The form of the catalog in use: the reader's own, unless that cannot be read."""
        self._sentences = loaded.sentences
        self._han = loaded.form in HAN
        self._said: dict[str, Markup] = {}
        """The sentences without gaps that were said so far: they are the same each time."""

    @cached_property
    def locale(self) -> Locale:
        """The CLDR locale. English writes its dates as they are written in this part of the world, day first."""
        return Locale.parse("en_GB" if self.spoken is Form.EN else self.spoken.catalog)

    def say(self, sentence: str, **values: object) -> Markup:
        """The sentence in this form, its gaps filled."""
        if values:
            return self._filled(self._sentences.gettext(sentence), values)
        said = self._said.get(sentence)
        if said is None:
            said = self._said[sentence] = self._filled(self._sentences.gettext(sentence), values)
        return said

    def plural(self, one: str, many: str, n: int, *, shown: Markup | None = None, **values: object) -> Markup:
        """The sentence for `n`; `{n}` in it is the number as this form writes it, or what is `shown` for it."""
        number = self.number(n) if shown is None else shown
        return self._filled(self._sentences.ngettext(one, many, n), {**values, "n": number})

    def bare(self, sentence: str, **values: object) -> str:
        """The sentence where no mark-up is read: on a button, in an answer to a press, in a file."""
        return str(self.say(sentence, **values).unescape())

    def _filled(self, text: str, values: dict[str, object]) -> Markup:
        if self._han:
            return spacing.filled(text, values)
        return Markup(text).format(**values)  # noqa: S704 - catalogs are ours

    def number(self, value: float) -> str:
        """A number with this form's separators."""
        return format_decimal(value, locale=self.locale)

    def percent(self, share: float) -> str:
        """A share (0 to 1) as a percentage."""
        return format_percent(share, locale=self.locale)

    def list(self, items: Sequence[str]) -> Markup:
        """Items joined as this form joins them, escaped unless they are mark-up already."""
        pieces = [str(Markup.escape(item)) for item in items]
        if self._han:
            return Markup(spacing.joined(_between(pieces, self.locale)))  # noqa: S704 - escaped above
        return Markup(format_list(pieces, locale=self.locale))  # noqa: S704 - escaped above

    def ordered(self, things: Iterable[_T], name: Callable[[_T], str]) -> Sequence[_T]:
        """Things by name as this form sorts names: pinyin, strokes, or letters whatever their accents."""
        import icu  # noqa: PLC0415 - a worker sorts nothing and need not hold it

        collator = icu.Collator.createInstance(icu.Locale(str(self.locale)))
        return sorted(things, key=lambda thing: bytes(collator.getSortKey(name(thing))))

    def day(self, moment: date, *, begins: bool = False) -> str:
        """A day, or the date of an aware local time, with its weekday; `begins`: a line begins with it."""
        said = self._as_here(format_date(moment, "full", locale=self.locale))
        return said[:1].upper() + said[1:] if begins else said

    def near_day(self, day: date, today: date) -> str:
        """Today, tomorrow, or a short date with its weekday."""
        if day == today:
            return self.bare("Today")
        if day == today + timedelta(days=1):
            return self.bare("Tomorrow")
        return self.short_day(day)

    def short_day(self, day: date) -> str:
        """A date without its year, with its weekday: short enough for a button."""
        return self.day_as(day, "MMMEd")

    def day_as(self, day: date, skeleton: str) -> str:
        """Those parts of a date that a skeleton of CLDR names, such as `yMMMM`, in this form's order."""
        return self._as_here(format_skeleton(skeleton, datetime.combine(day, time(12)), locale=self.locale))

    def span(self, first: date, last: date) -> str:
        """From one day to another, nothing said twice: “8–14 March 2027”."""
        begin, end = (datetime.combine(day, time(12)) for day in (first, last))
        return self._as_here(format_interval(begin, end, "yMMMMd", locale=self.locale).replace("\u2009", " "))

    def _as_here(self, said: str) -> str:
        """A date of CLDR by the house's rules: no space between Han, Portuguese months whole and with a capital."""
        if self.spoken is Form.PT:
            theirs, ours = _months()
            return theirs.sub(lambda found: ours[found[0]], said)
        if self.spoken is Form.ZH_HANT:
            said = said.replace("週", "星期")  # CLDR has 週二 in short dates; Hong Kong writes 星期二 everywhere
        return _SPACE_IN_HAN.sub("", said)

    def weekday(self, day: int, *, short: bool = False) -> str:
        """The name of a weekday, 0 for Monday."""
        width: Literal["abbreviated", "wide"] = "abbreviated" if short else "wide"
        return self._as_here(str(get_day_names(width, context="stand-alone", locale=self.locale)[day]))

    def away(self, ahead: timedelta) -> str:
        """So long from now, as CLDR says it, in hours for less than two days; begins a line."""
        unit: Literal["minute", "hour", "day"] = "hour" if ahead < timedelta(days=2) else "day"
        if ahead < timedelta(hours=1):
            unit = "minute"
        # Without the threshold Babel would speak of weeks and months, rounded.
        said = str(format_timedelta(ahead, unit, threshold=ahead.days + 61, add_direction=True, locale=self.locale))
        return _DIGIT_BY_HAN.sub(r"\1 ", said[:1].upper() + said[1:])

    def clock(self, moment: datetime | time) -> str:
        """A time of day, HH:mm everywhere."""
        return moment.strftime("%H:%M")

    def moment(self, moment: datetime, *, begins: bool = False) -> str:
        """Date and time of an aware local time; `begins`: a line begins with it."""
        pattern = str(self.locale.datetime_formats["full"]).replace("'", "")
        return pattern.replace("{1}", self.day(moment, begins=begins)).replace("{0}", self.clock(moment))

    def language(self, form: Form, *, begins: bool = False) -> str:
        """What a form is called in this one; `begins`: a line or a button begins with it."""
        name = self.bare(LANGUAGES[form])
        return name[:1].upper() + name[1:] if begins else name

    def place(self, place: Place) -> str:
        """A place's name in this form."""
        return self.bare(PLACES[place])

    def zone(self, name: str) -> str:
        """The place a zone is named after, in this form; at home as people say it (CLDR says "Shanghai", "Macao")."""
        if name in HOME_PLACES:
            return self.bare(HOME_PLACES[name])
        if known := _CITIES.get(self.form, {}).get(name) or self._under_older_name(name):
            return known
        # Where CLDR has no name of its own, Babel gives "Indiana/Vincennes".
        return str(get_timezone_location(ZoneInfo(name), locale=self.locale, return_city=True)).rsplit("/", 1)[-1]

    def _under_older_name(self, zone: str) -> str:
        """What CLDR calls a city that it keeps under the zone's older name, where Babel does not look."""
        return str(self.locale.time_zones.get(_RENAMED.get(zone, ""), {}).get("city", ""))


def _between(items: Sequence[str], locale: Locale) -> Iterable[str]:
    """Items and what CLDR writes between them, piece by piece."""
    marks = [chr(_PRIVATE + place) for place in range(len(items))]
    written = format_list(marks, locale=locale)
    return (items[ord(piece) - _PRIVATE] if piece in marks else piece for piece in _MARK.split(written))


@lru_cache(maxsize=len(Form))
def words_for(form: Form) -> Words:
    """The words of a form, loaded once."""
    return Words(form)
