"""What the buttons of campaigns' screens carry. As all presses, ids only."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData

from handlers.showing.listing_screens import Listed
from handlers.showing.screen import Number


class NewIn(CallbackData, prefix="pni"):
    """Begin a post in this campaign."""

    campaign_id: Number


class PutInto(CallbackData, prefix="pj"):
    """Choose a campaign for a post; `out` takes it out of its own."""

    post_id: Number
    campaign_id: Number = 0
    out: bool = False


class CampaignsPage(Listed, prefix="pcs"):
    """A page of the list of campaigns."""


class CampaignPosts(Listed, prefix="pcp"):
    """A page of the posts of a campaign."""

    campaign_id: Number


class CampaignChoice(Listed, prefix="pjs"):
    """A page of the campaigns that a post may be put into."""

    post_id: Number


class NewCampaign(CallbackData, prefix="pcn"):
    """Begin a campaign for this partner, 0 asks for which; and put a post into it, if one is named.

    `on`: with what was answered before; `anew`: without.
    """

    partner_id: Number = 0
    post_id: Number = 0
    on: bool = False
    anew: bool = False


class CampaignDo(StrEnum):
    """What to do with a campaign."""

    SHOW = "s"
    NAME = "n"
    BEGINS = "b"
    ENDS = "e"
    GOAL = "g"
    HASHTAG = "h"
    END = "x"
    END_SURE = "x!"


class CampaignPress(CallbackData, prefix="pc"):
    """Something to do with one campaign."""

    do: CampaignDo
    campaign_id: Number


class Answer(CallbackData, prefix="pca"):
    """An answer by button to what is being asked about a campaign: a day (yyyymmdd), a number of posts, or none."""

    value: str = ""
