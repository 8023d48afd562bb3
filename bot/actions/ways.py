"""The buttons under a draft: added, named in each language, taken out."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from bot.actions.compose import change
from bot.content import Post
from bot.conversion import convert
from bot.languages import OTHER_SCRIPT, Form
from bot.mistakes import Mistake, Why
from bot.people import Speaker
from bot.store import Store
from bot.ways import WAYS_LIMIT, Way, WayKind, check_label, check_url


async def add_way(store: Store, speaker: Speaker, post_id: int, way: Way) -> Post:
    """One button more. Raises `Mistake(WAYS_FULL | LINK_UNREADABLE | LABEL_…)`."""
    if way.kind is WayKind.LINK:
        way = replace(way, url=check_url(way.url or ""))
    labels: Mapping[Form, str] = {}
    for form, label in way.labels.items():
        labels = _labelled(labels, form, check_label(label))
    way = replace(way, labels=labels)

    def changed(post: Post) -> Post:
        if len(post.ways) >= WAYS_LIMIT:
            raise Mistake(Why.WAYS_FULL, limit=WAYS_LIMIT)
        alone = way.kind is not WayKind.LINK and any(each.kind is way.kind for each in post.ways)
        return post if alone else replace(post, ways=(*post.ways, way))

    return await change(store, speaker, post_id, changed)


async def label_way(store: Store, speaker: Speaker, post_id: int, named: tuple[int, Form], label: str) -> Post:
    """What the button at this place says to readers of this form; of Chinese, in both scripts."""
    no, form = named
    label = check_label(label)

    def changed(post: Post) -> Post:
        way = way_at(post, no)
        fresh = replace(way, labels=_labelled(way.labels, form, label))
        return replace(post, ways=(*post.ways[:no], fresh, *post.ways[no + 1 :]))

    return await change(store, speaker, post_id, changed)


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

    def changed(post: Post) -> Post:
        way_at(post, no)
        return replace(post, ways=(*post.ways[:no], *post.ways[no + 1 :]))

    return await change(store, speaker, post_id, changed)


def way_at(post: Post, no: int) -> Way:
    """The button at this place. Raises `Mistake(NOT_FOUND)`."""
    if not 0 <= no < len(post.ways):
        raise Mistake(Why.NOT_FOUND)
    return post.ways[no]
