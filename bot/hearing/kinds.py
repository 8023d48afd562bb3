"""What kinds of partnership and their benefits are called."""

from collections.abc import Mapping

from bot.partners import Benefit, Depth, Kind, Messages, Partner, Reports, Value
from bot.words import Words, marked

KINDS: Mapping[Kind, str] = {
    Kind.STRATEGIC: marked("Strategic partner"),
    Kind.SUPER: marked("Super partner"),
    Kind.DREAMER: marked("City dreamer"),
    Kind.AMBASSADOR: marked("City ambassador"),
}
NAMES: Mapping[Benefit, str] = {
    Benefit.POSTS: marked("Posts per month"),
    Benefit.LANGUAGES: marked("Languages per post"),
    Benefit.CHANNELS: marked("Own channels"),
    Benefit.MESSAGES: marked("Direct messages"),
    Benefit.REVIEW: marked("What is reviewed"),
    Benefit.REPORTS: marked("Reports"),
    Benefit.PINNING: marked("Pinning"),
}
SAID: Mapping[Messages | Depth | Reports | bool, str] = {
    Messages.FOLLOWERS: marked("followers"),
    Messages.EVERYBODY: marked("followers; stories to everybody"),
    Depth.SOURCE: marked("the language it was written in"),
    Depth.WRITTEN: marked("every language written by a person"),
    Depth.EVERY: marked("each language, one by one"),
    Reports.SUMS: marked("the totals"),
    Reports.LANGUAGES: marked("totals by language"),
    Reports.REASONS: marked("totals by language, and the reasons"),
    True: marked("included"),
    False: marked("not included"),
}


def said(words: Words, value: Value) -> str:
    """A value in words."""
    if isinstance(value, int) and not isinstance(value, bool):
        return words.number(value)
    return words.bare(SAID[value])


def value_of(partner: Partner, benefit: Benefit) -> Value:
    """What it has now."""
    value: Value = getattr(partner.benefits, benefit.value)
    return value
