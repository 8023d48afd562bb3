"""Where readers live: the cities of the Greater Bay Area, and two words for everywhere else.

A place is no time zone: nine of the cities keep one clock, and all the world beyond is one place.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """A place that a reader may say they live in, and that a post may be for."""

    GUANGZHOU = "guangzhou"
    SHENZHEN = "shenzhen"
    HONG_KONG = "hong_kong"
    MACAU = "macau"
    ZHUHAI = "zhuhai"
    FOSHAN = "foshan"
    HUIZHOU = "huizhou"
    DONGGUAN = "dongguan"
    ZHONGSHAN = "zhongshan"
    JIANGMEN = "jiangmen"
    ZHAOQING = "zhaoqing"
    MAINLAND = "mainland"
    """Elsewhere on the mainland."""
    ABROAD = "abroad"
    """Other countries and regions."""


MAINLAND_ZONE = "Asia/Shanghai"
_ZONES: Mapping[str, Place] = {
    "Asia/Hong_Kong": Place.HONG_KONG,
    "Asia/Macau": Place.MACAU,
    MAINLAND_ZONE: Place.MAINLAND,
    "Asia/Urumqi": Place.MAINLAND,
}
BAY = tuple(place for place in Place if place not in {Place.MAINLAND, Place.ABROAD})
"""The eleven cities of the Greater Bay Area."""
TYPED: Mapping[Place, str] = {
    Place.GUANGZHOU: "Guangzhou 广州 廣州 Canton Cantão",
    Place.SHENZHEN: "Shenzhen 深圳",
    Place.HONG_KONG: "HK HKG Kowloon 九龙 九龍",
    Place.MACAU: "Macao Taipa 氹仔",
    Place.ZHUHAI: "Zhuhai 珠海",
    Place.FOSHAN: "Foshan 佛山",
    Place.HUIZHOU: "Huizhou 惠州",
    Place.DONGGUAN: "Dongguan 东莞 東莞",
    Place.ZHONGSHAN: "Zhongshan 中山",
    Place.JIANGMEN: "Jiangmen 江门 江門",
    Place.ZHAOQING: "Zhaoqing 肇庆 肇慶",
}
"""What people call the cities, beside the names that their zone has."""


DISTRICTS: Mapping[Place, str] = {
    Place.GUANGZHOU: (
        "越秀 Yuexiu|海珠 Haizhu|荔湾 荔灣 Liwan|西关 西關|天河 Tianhe|白云 白雲 Baiyun|黄埔 黃埔|番禺 Panyu|"
        "花都 Huadu|南沙 Nansha|从化 從化 Conghua|增城 Zengcheng"
    ),
    Place.SHENZHEN: "福田 Futian|罗湖 羅湖 Luohu|蛇口 Shekou|龙岗 龍崗 Longgang|宝安 寶安",
    Place.FOSHAN: "顺德 順德 Shunde|南海 Nanhai|禅城 禪城",
    Place.MACAU: "Coloane 路环 路環|Cotai 路氹",
    Place.HONG_KONG: (
        "新界 New_Territories|港岛 港島 香港岛 香港島 Hong_Kong_Island|中环 中環|上环 上環|西环 西環|"
        "湾仔 灣仔 Wan_Chai|铜锣湾 銅鑼灣 Causeway_Bay|北角 North_Point|香港仔|油尖旺|尖沙咀 Tsim_Sha_Tsui|"
        "旺角 Mong_Kok|油麻地|深水埗 Sham_Shui_Po|九龙城 九龍城|黄大仙 黃大仙|观塘 觀塘 Kwun_Tong|"
        "荃湾 荃灣 Tsuen_Wan|葵青 葵涌|青衣 Tsing_Yi|沙田 Sha_Tin|马鞍山 馬鞍山|大埔 Tai_Po|粉岭 粉嶺|"
        "上水 Sheung_Shui|元朗 Yuen_Long|天水围 天水圍|屯门 屯門 Tuen_Mun|西貢 Sai_Kung|"
        "将军澳 將軍澳 Tseung_Kwan_O|东涌 東涌 Tung_Chung|大屿山 大嶼山 Lantau|离岛 離島"
    ),
}
"""Parts of the cities by which their people say where they live."""


_NAMESAKE = re.compile(
    "中山(?=[纪紀陵装裝]|大[学學]|[公花][园園]|[医醫]|[图圖][书書]|先生|[舰艦])"
    "|(?!广州|廣州)[\u3400-\u9fff]{2}(?=[东西南北東一二三四五六七八]?(?:大道|[马馬]?路(?![过過上口])))"
)
"""The name of a city that is part of another: 中山紀念堂, 北京路."""


def without_namesakes(text: str) -> str:
    """The same, blank where a city's name means a hall or a street."""
    return _NAMESAKE.sub("  ", text)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody lives: an IANA zone for the clock, and the place."""

    zone: str
    place: Place


def place_in(zone: str) -> Place:
    """The place of a zone, when nothing more is known."""
    return _ZONES.get(zone, Place.ABROAD)


def spot_of(place: Place) -> Spot:
    """A city of the Bay Area, or the mainland, with its zone; the world beyond has no one zone."""
    return Spot(next((zone for zone, there in _ZONES.items() if there is place), MAINLAND_ZONE), place)
