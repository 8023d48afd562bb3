"""Which places, with their time zones, a typed name may mean: cities and countries in all our languages; pure.

Names come from IANA (`Asia/Ho_Chi_Minh`), from CLDR's cities and territories in the five forms, and from a small table
of places that neither knows. Whole names win over beginnings, those over parts, those over misspellings. Limits: a city
that is in none of the three is not found; a country finds its zones, the best known first.
"""

import difflib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from bot.languages import Form
from bot.places import DISTRICTS, MAINLAND_ZONE, TYPED, Place, Spot, place_in, spot_of, without_namesakes
from bot.recurrence import zones
from bot.texts import unaccented

COMMON = (
    "Asia/Singapore",
    "Europe/Lisbon",
    "Europe/London",
    "America/Sao_Paulo",
    "America/New_York",
    "Africa/Luanda",
    "Africa/Maputo",
)
"""Places abroad on buttons."""
_KNOWN = (
    *("Asia/Shanghai", "Asia/Hong_Kong", "Asia/Macau"),
    *COMMON,
    *(
        f"America/{city}"
        for city in ("Los_Angeles", "Chicago", "Denver", "Phoenix", "Anchorage", "Toronto", "Vancouver")
    ),
    *(f"America/{city}" for city in ("Manaus", "Bahia", "Fortaleza", "Recife", "Belem", "Cuiaba", "Mexico_City")),
    *(f"Australia/{city}" for city in ("Sydney", "Melbourne", "Brisbane", "Perth", "Adelaide")),
    *("Pacific/Honolulu", "Europe/Moscow", "Europe/Madrid", "Europe/Paris", "Europe/Berlin"),
)
_CITIES: Mapping[str, str] = {
    MAINLAND_ZONE: (
        "Beijing 北京 Pequim Peking|Chengdu 成都|Wuhan 武汉 武漢|Hangzhou 杭州|Nanjing 南京 Nanquim|Xi'an Xian 西安|"
        "Xiamen 厦门 廈門|Changsha 长沙 長沙|Tianjin 天津|Chongqing 重庆 重慶|Mainland 内地 內地 大陆 大陸|"
        "Guilin 桂林|Nanning 南宁 南寧|Harbin 哈尔滨 哈爾濱|Suzhou 苏州 蘇州|Qingdao 青岛 青島|Kunming 昆明|"
        "Fuzhou 福州|Zhengzhou 郑州 鄭州|Jinan 济南 濟南|Shenyang 沈阳 瀋陽|Dalian 大连 大連|"
        "Haikou 海口|Sanya 三亚 三亞|Nanchang 南昌|Hefei 合肥|Guiyang 贵阳 貴陽|Shantou 汕头 汕頭|"
        "Chaozhou 潮州|Zhanjiang 湛江|Shaoguan 韶关 韶關|Meizhou 梅州"
    ),
    "Asia/Taipei": "Taipei 台北 臺北|Kaohsiung 高雄",
    "Asia/Tokyo": "Osaka 大阪|Kyoto 京都 Quioto",
    "Europe/Lisbon": (
        "Porto Oporto 波尔图 波爾圖|Coimbra 科英布拉|Braga|Faro|Setúbal|Aveiro|Leiria|Viseu|Évora|Beja|Portalegre|"
        "Guimarães|Viana_do_Castelo|Vila_Nova_de_Gaia|Gaia|Matosinhos|Sintra|Cascais|Almada|Amadora|Oeiras|Algarve"
    ),
    "Atlantic/Madeira": "Funchal 丰沙尔 豐沙爾",
    "Atlantic/Azores": "Ponta_Delgada|Angra_do_Heroísmo|Açores",
    "America/Sao_Paulo": (
        "Rio_de_Janeiro Rio 里约热内卢 里約熱內盧|Brasília 巴西利亚 巴西利亞|Curitiba|Belo_Horizonte|Porto_Alegre|"
        "Santos|Campinas|Florianópolis|Goiânia"
    ),
    "Africa/Maputo": "Beira|Nampula",
    "Africa/Luanda": "Benguela|Huambo",
    "Europe/London": (
        "Manchester 曼彻斯特 曼徹斯特|Birmingham|Edinburgh Edimburgo 爱丁堡 愛丁堡|England Inglaterra 英格兰 英格蘭|UK"
    ),
    "Europe/Paris": "Lyon|Marseille",
    "Europe/Berlin": "Frankfurt 法兰克福 法蘭克福|Munich München Munique 慕尼黑|Hamburg",
    "Europe/Rome": "Milan Milano Milão 米兰 米蘭",
    "Europe/Madrid": "Barcelona 巴塞罗那 巴塞隆拿",
    "America/New_York": "USA US EUA|Boston 波士顿 波士頓|Washington 华盛顿 華盛頓|Miami|Atlanta|Philadelphia|Newark",
    "America/Los_Angeles": "USA US EUA|San_Francisco 旧金山 三藩市|Seattle 西雅图 西雅圖|San_Diego|Las_Vegas",
    "America/Chicago": "USA US EUA|Houston 休斯敦 休斯頓|Dallas|Austin",
    "America/Denver": "USA US EUA",
    "America/Toronto": "Montreal Montréal 蒙特利尔 滿地可|Ottawa",
    "Asia/Kolkata": "Delhi Nova_Deli 新德里|Mumbai Bombaim 孟买 孟買|Goa 果阿",
}
LIMIT = 8
_KIND = re.compile(r"(?<=..)[市区區]$")
_SHORTEST_PART = 4
WITHIN = 4
"""Spaces in a place's whole name at most: what has more is a sentence, and need not be looked up."""
_CLOSE = 0.8
_HAN = "\u3400"
_RUN = re.compile(r"[^\W\d_\u3400-\u9fff]+|[\u3400-\u9fff]+")
LONGEST_HAN, SHORTEST_LATIN = 6, 3
_READ = 512
"""Characters of a text in which places are looked for: each piece of it is looked up."""


def places_like(text: str) -> tuple[Spot, ...]:
    """Places that the text may mean, best first, at most `LIMIT`; nothing when no name is near."""
    names, said = _names(), _parts(text)
    exact = next((names[_plain(part)] for part in said if _plain(part) in names), ())
    return _best(exact) or next(filter(None, map(_near, said)), ())


def is_name(text: str) -> bool:
    """Whether it is a place's whole name. A beginning or a misspelling may mean another: “America”, American Samoa."""
    return any(_plain(part) in _names() for part in _parts(text) if part.count(" ") <= WITHIN)


def places_within(text: str) -> tuple[Spot, ...]:
    """Places whose whole name stands in a sentence, or at the beginning of a tale; the longest name says which."""
    names, runs = _names(), _RUN.findall(without_namesakes(text[:_READ]))
    spans = [" ".join(runs[at : at + size]) for size in range(WITHIN, 0, -1) for at in range(len(runs) - size + 1)]
    han, sizes = [run for run in runs if run[0] >= _HAN], range(LONGEST_HAN, 1, -1)
    parts = [run[at : at + size] for size in sizes for run in han for at in range(len(run) - size + 1)]
    named = (_plain(piece) for piece in (*spans, *parts) if len(piece) >= SHORTEST_LATIN or piece[0] >= _HAN)
    return _best(next((names[name] for name in named if name in names), ()))


def _parts(text: str) -> list[str]:
    return [text, *re.split(r"[,，、/(（]", text)]


def _near(text: str) -> tuple[Spot, ...]:
    wanted, names = _plain(text), _names()
    han = not wanted.isascii()
    tiers: list[tuple[int, Callable[[str], bool]]] = [
        (1 if han else 2, lambda name: name.startswith(wanted)),
        (2 if han else _SHORTEST_PART, lambda name: wanted in name),
    ]
    for least, fits in tiers:
        found = [spot for name, meant in names.items() if len(wanted) >= least and fits(name) for spot in meant]
        if found:
            return _best(found)
    near = difflib.get_close_matches(wanted, names, n=3, cutoff=_CLOSE) if len(wanted) >= _SHORTEST_PART else []
    return _best(spot for name in near for spot in names[name])


def _best(found: Iterable[Spot]) -> tuple[Spot, ...]:
    once = dict.fromkeys(found)
    ranked = sorted(once, key=lambda spot: _KNOWN.index(spot.zone) if spot.zone in _KNOWN else len(_KNOWN))
    return tuple(ranked[:LIMIT])


def _plain(text: str) -> str:
    """Letters and digits only, no case, no accents, no 市 or 區 at the end: 'São Paulo' and 'sao paulo' are one."""
    return _KIND.sub("", "".join(filter(str.isalnum, unaccented(text[:100]))))


def _listed() -> Iterator[tuple[str, str, Place]]:
    """The names of our own tables, with zone and place."""
    for place, called in [*TYPED.items(), *DISTRICTS.items()]:
        yield from ((name, spot_of(place).zone, place) for name in called.replace("|", " ").split())
    for zone, cities in _CITIES.items():
        yield from ((name, zone, place_in(zone)) for name in cities.replace("|", " ").split())


@lru_cache(maxsize=1)
def _names() -> Mapping[str, tuple[Spot, ...]]:
    """Plain name -> places. Built at the first question: a few thousand names."""
    aliases, territories = get_global("zone_aliases"), get_global("zone_territories")
    names: defaultdict[str, dict[Spot, None]] = defaultdict(dict)

    def learn(name: str, zone: str, place: Place | None = None) -> None:
        zone = aliases.get(zone, zone)
        if zone in territories and not zone.startswith("Etc/") and zone in zones() and _plain(name):
            names[_plain(name)].setdefault(Spot(zone, place or place_in(zone)))

    for name, zone, place in _listed():
        learn(name, zone, place)
    for zone in sorted(zones()):
        learn(zone.rsplit("/", 1)[-1], zone)
    for form in Form:
        locale = Locale.parse(form.catalog)
        for zone, facts in locale.time_zones.items():
            learn(str(facts.get("city", "")), zone)
        for zone, territory in territories.items():
            learn(locale.territories.get(territory, ""), zone)
    return {name: tuple(meant) for name, meant in names.items()}
