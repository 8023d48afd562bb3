"""An author's Chinese text, and beside it the same in the other script, made at once where nobody wrote it.

Only when the text comes new: who took the other script away does not get it back with every change.
"""

from contextlib import suppress

from bot.actions.compose import derive_version, move_version, own_post, put_version
from bot.content import Post, Version
from bot.forms.register import other_register
from bot.languages import OTHER_SCRIPT, Form
from bot.mistakes import Mistake
from bot.people import Speaker
from bot.store import Store
from bot.texts import visible


async def write_version(store: Store, speaker: Speaker, post_id: int, version: Version) -> Post:
    """Add or replace the version of one form, as `put_version`; of a new Chinese one both scripts."""
    async with store.read() as tx:
        before = await own_post(tx, speaker, post_id)
    post = await put_version(store, speaker, post_id, version)
    return await beside(store, speaker, before, post, version.form)


async def rename_version(store: Store, speaker: Speaker, post_id: int, was: Form, form: Form) -> Post:
    """The version taken for `was` is really in `form`, as `move_version`; of a new Chinese one both scripts."""
    async with store.read() as tx:
        before = await own_post(tx, speaker, post_id)
    post = await move_version(store, speaker, post_id, was, form)
    return await beside(store, speaker, before, post, form)


async def beside(store: Store, speaker: Speaker, before: Post, post: Post, form: Form) -> Post:
    """The other script too, if this text came new; unless somebody wrote it, or the text reads like Cantonese."""
    made = OTHER_SCRIPT.get(form)
    if form in before.versions or made is None or made in post.versions:
        return post
    if other_register(visible(post.versions[form].text), form):
        return post
    with suppress(Mistake):  # words that are longer there may not fit: the text itself is kept all the same
        return await derive_version(store, speaker, post.id, made)
    return post
