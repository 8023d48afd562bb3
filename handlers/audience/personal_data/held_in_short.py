"""What is held on a person, and what it comes to in a few sentences; pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from markupsafe import Markup

from bot.languages import Form
from bot.places import Place
from bot.recurrence import local
from bot.words import Words

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that is held, table by table; partners' names; the reader's zone, and now."""

    held: Mapping[str, Sequence[Row]]
    partners: Mapping[int, str]
    zone: str
    now: datetime
    titles: Mapping[int, str] = field(default_factory=dict)
    """What was sent, by the broadcast's number."""
    campaigns: Mapping[int, str] = field(default_factory=dict)
    """Names of campaigns."""

    @property
    def names(self) -> Mapping[str, Mapping[int, str]]:
        """What numbers in a column are called."""
        return {"partner_id": self.partners, "campaign_id": self.campaigns}

    @property
    def me(self) -> Row:
        """The reader's own row."""
        return next(iter(self.held.get("reader", ())), {})


def in_short(words: Words, facts: Facts) -> Iterator[Markup]:
    """Language, place, whether posts come and whose, how many came."""
    me = facts.me
    if me.get("form") in set(Form):
        yield words.say("I speak {language} with you.", language=words.language(Form(str(me["form"]))))
    if me.get("place") in set(Place) - {Place.ABROAD}:
        yield words.say("You live here: {place}.", place=words.place(Place(str(me["place"]))))
    yield words.say("Times follow the clock of {place}.", place=words.zone(facts.zone))
    yield _posts(words, facts)
    yield from _follows(words, facts)
    sent = sum(row.get("state") == "sent" for row in facts.held.get("delivery", ()))
    if sent:
        yield words.plural("{n} post was sent to you.", "{n} posts were sent to you.", sent)


def _follows(words: Words, facts: Facts) -> Iterator[Markup]:
    """Partners, campaigns and cities."""
    whole = [row for row in facts.held.get("follow", ()) if row.get("whole")]
    names = [facts.partners[key] for row in whole if (key := _id(row)) in facts.partners]
    yield (
        words.say("You follow {partners}.", partners=words.list(names))
        if names
        else words.say("You follow no partner.")
    )
    ids = [int(str(row["campaign_id"])) for row in facts.held.get("campaign_follow", ())]
    campaigns = [facts.campaigns[key] for key in ids if key in facts.campaigns]
    if campaigns:
        yield words.say("Campaigns you follow: {names}.", names=words.list(campaigns))
    cities = [Place(str(row["place"])) for row in facts.held.get("place_follow", ())]
    if cities:
        yield words.say("Cities you follow: {names}.", names=words.list([words.place(city) for city in cities]))


def _posts(words: Words, facts: Facts) -> Markup:
    stopped = facts.me.get("stopped_at")
    if isinstance(stopped, datetime):
        return words.say("Posts have been off since {day}.", day=words.day(local(stopped, facts.zone)))
    paused = facts.me.get("paused_until")
    if isinstance(paused, datetime) and paused > facts.now:
        return words.say("Posts are paused until {moment}.", moment=words.moment(local(paused, facts.zone)))
    return words.say("Posts come to you until you use /stop.")


def _id(row: Row) -> int:
    return int(str(row.get("partner_id") or 0))
