"""The bot's own sentences: gettext catalogs, and numbers, dates and lists as each form writes them.

Sentences are English in the code (`words.say("…")`, `words.plural("…", "…", n)`, `marked("…")` for a table whose
entries are said later) and are extracted by Babel. Values fill `{gaps}` and are escaped for Telegram HTML unless they
are `Markup` already. A catalog that is missing or broken falls back to English.
"""

import gettext
import logging
import re
import struct
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cached_property, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup

from bot.languages import HAN, Form
from bot.places import Place

DOMAIN = "kapok"
LOCALES = Path(__file__).resolve().parent.parent / "locales"
_LATIN_HAN = re.compile(r"(?<=[A-Za-z0-9])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9])")
_log = logging.getLogger(__name__)


def marked(sentence: str) -> str:
    """The sentence itself: only marks it for extraction."""
    return sentence


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


def _catalog(form: Form, folder: Path) -> gettext.NullTranslations:
    try:
        return gettext.translation(DOMAIN, str(folder), [form.catalog])
    except (OSError, UnicodeDecodeError, ValueError, struct.error) as fault:
        _log.warning("catalog %s cannot be read, English is used: %s", form.catalog, fault)
        return gettext.NullTranslations()


class Words:
    """Everything the bot says in one form."""

    def __init__(self, form: Form, folder: Path = LOCALES) -> None:
        self.form = form
        self._catalog = _catalog(form, folder)

    @cached_property
    def locale(self) -> Locale:
        """The CLDR locale. English writes its dates as they are written in this part of the world, day first."""
        return Locale.parse("en_GB" if self.form is Form.EN else self.form.catalog)

    def say(self, sentence: str, **values: object) -> Markup:
        """The sentence in this form, its gaps filled."""
        return Markup(self._catalog.gettext(sentence)).format(**values)  # noqa: S704 - catalogs are ours

    def plural(self, one: str, many: str, n: int, **values: object) -> Markup:
        """The sentence for `n`; `{n}` in it is the number as this form writes it."""
        text = self._catalog.ngettext(one, many, n)
        return Markup(text).format(n=self.number(n), **values)  # noqa: S704 - catalogs are ours

    def number(self, value: float) -> str:
        """A number with this form's separators."""
        return format_decimal(value, locale=self.locale)

    def percent(self, share: float) -> str:
        """A share (0 to 1) as a percentage."""
        return format_percent(share, locale=self.locale)

    def list(self, items: Sequence[str]) -> Markup:
        """Items joined as this form joins them, escaped unless they are mark-up already."""
        joined = format_list([str(Markup.escape(item)) for item in items], locale=self.locale)
        if self.form in HAN:  # the house's rule: one space where Latin letters or digits meet Han
            joined = _LATIN_HAN.sub(" ", joined)
        return Markup(joined)  # noqa: S704 - escaped above

    def day(self, moment: date) -> str:
        """A day, or the date of an aware local time, with its weekday."""
        return format_date(moment, "full", locale=self.locale)

    def clock(self, moment: datetime | time) -> str:
        """A time of day, HH:mm everywhere."""
        return moment.strftime("%H:%M")

    def moment(self, moment: datetime) -> str:
        """Date and time of an aware local time."""
        return f"{self.day(moment)} {self.clock(moment)}"

    def place(self, place: Place) -> str:
        """A place's name in this form."""
        return str(self.say(PLACES[place]).unescape())

    def zone(self, name: str) -> str:
        """The place a zone is named after, in this form; at home as people say it (CLDR says "Shanghai", "Macao")."""
        if name in HOME_PLACES:
            return str(self.say(HOME_PLACES[name]).unescape())
        # Where CLDR has no name of its own, Babel gives "Argentina/Buenos Aires".
        return str(get_timezone_location(ZoneInfo(name), locale=self.locale, return_city=True)).rsplit("/", 1)[-1]


@lru_cache(maxsize=len(Form))
def words_for(form: Form) -> Words:
    """The words of a form, loaded once."""
    return Words(form)
