"""The buttons under a draft: added, named in each language, taken out."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from bot.actions.compose import change
from bot.content import Post
from bot.forms.conversion import convert
from bot.languages import OTHER_SCRIPT, Form
from bot.mistakes import Mistake, Why
from bot.people import Speaker
from bot.store import Store
from bot.ways import WAYS_LIMIT, Way, WayKind, check_label, check_url

Ways = tuple[Way, ...]


async def add_way(store: Store, speaker: Speaker, post_id: int, way: Way) -> Post:
    """One button more. Raises as `added`."""
    return await change(store, speaker, post_id, lambda post: replace(post, ways=added(post.ways, way)))


def added(ways: Ways, way: Way) -> Ways:
    """With one button more; but for links, one that is there already is not put twice.

    Raises `Mistake(WAYS_FULL | LINK_UNREADABLE | LABEL_…)`.
    """
    if way.kind is WayKind.LINK:
        way = replace(way, url=check_url(way.url or ""))
    labels: Mapping[Form, str] = {}
    for form, label in way.labels.items():
        labels = _labelled(labels, form, check_label(label))
    if len(ways) >= WAYS_LIMIT:
        raise Mistake(Why.WAYS_FULL, limit=WAYS_LIMIT)
    alone = way.kind is not WayKind.LINK and any(each.kind is way.kind for each in ways)
    return ways if alone else (*ways, replace(way, labels=labels))


async def label_way(store: Store, speaker: Speaker, post_id: int, named: tuple[int, Form], label: str) -> Post:
    """What the button at this place says to readers of this form; of Chinese, in both scripts."""
    return await change(store, speaker, post_id, lambda post: replace(post, ways=labelled(post.ways, named, label)))


def labelled(ways: Ways, named: tuple[int, Form], label: str) -> Ways:
    """With this label on the button at this place. Raises `Mistake(NOT_FOUND | LABEL_…)`."""
    no, form = named
    way = way_at(ways, no)
    fresh = replace(way, labels=_labelled(way.labels, form, check_label(label)))
    return (*ways[:no], fresh, *ways[no + 1 :])


async def lead_way(store: Store, speaker: Speaker, post_id: int, no: int, url: str) -> Post:
    """Where the button at this place leads."""
    return await change(store, speaker, post_id, lambda post: replace(post, ways=leading(post.ways, no, url)))


def leading(ways: Ways, no: int, url: str) -> Ways:
    """With another address behind the link at this place. Raises `Mistake(NOT_FOUND | LINK_UNREADABLE)`."""
    way = way_at(ways, no)
    if way.kind is not WayKind.LINK:
        raise Mistake(Why.NOT_FOUND)
    return (*ways[:no], replace(way, url=check_url(url)), *ways[no + 1 :])


def _labelled(labels: Mapping[Form, str], form: Form, label: str) -> Mapping[Form, str]:
    """With this label, and of Chinese the other script's too; Traditional follows Simplified until it is written."""
    after, other = {**labels, form: label}, OTHER_SCRIPT.get(form)
    follows = (
        form is Form.ZH_HANS and form in labels and labels.get(Form.ZH_HANT) == convert(labels[form], Form.ZH_HANT)
    )
    if other is not None and (follows or other not in labels):
        with suppress(Mistake):  # words that are longer there may not fit
            after[other] = check_label(convert(label, other))
    return after


async def remove_way(store: Store, speaker: Speaker, post_id: int, no: int) -> Post:
    """Take the button at this place out."""
    return await change(store, speaker, post_id, lambda post: replace(post, ways=less(post.ways, no)))


def less(ways: Ways, no: int) -> Ways:
    """Without the button at this place. Raises `Mistake(NOT_FOUND)`."""
    way_at(ways, no)
    return (*ways[:no], *ways[no + 1 :])


def way_at(ways: Ways, no: int) -> Way:
    """The button at this place. Raises `Mistake(NOT_FOUND)`."""
    if not 0 <= no < len(ways):
        raise Mistake(Why.NOT_FOUND)
    return ways[no]
