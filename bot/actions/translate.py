"""A machine's translation of a post, if a machine is set: a draft that says so until somebody signs it."""

from collections.abc import Mapping

from bot.actions.both_scripts import beside
from bot.actions.compose import change, own_post, written
from bot.actions.worksheets import lacks_text, recollect
from bot.content import Post, Version
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.partners import Partner
from bot.people import Speaker
from bot.places import Place
from bot.store import Store
from bot.translating.sentences import Sentence, cut, joined
from bot.translating.translator import Translator, hide
from bot.words import words_for


async def translate(store: Store, speaker: Speaker, translator: Translator, post_id: int, form: Form) -> Post:
    """The post with a machine's version in it; what the partner said before in those very words is taken from there.

    Nothing is open while the machine is asked, and nothing is kept unless all of it is good. Raises the translator's
    `Mistake`s, `Mistake(NO_VERSION)` when there is nothing to translate, `Mistake(CONTENT_CHANGED)` when a person's
    text stands there or somebody has rewritten either text meanwhile, and what keeping a version raises.
    """
    async with store.read() as tx:
        post = await own_post(tx, speaker, post_id)
        partner = await tx.partners.get(post.partner_id)
    post.require_editable()
    source = post.versions.get(post.source) if post.source else None
    if source is None or partner is None or source.form is form:
        raise Mistake(Why.NO_VERSION, form=form)
    if not lacks_text(post, form):
        raise Mistake(Why.CONTENT_CHANGED)
    sentences = cut(source.text)
    known = await _known(store, post, sentences, form)
    missing = [each.text for each in sentences if each.text and each.text not in known]
    told = {**known, **await _asked(translator, missing, terms_of(partner, source.form, form), (source.form, form))}
    text = joined(sentences, [told.get(each.text, "") for each in sentences], source.form, form)
    version = Version(form, text, machine=bool(missing))

    def changed(now: Post) -> Post:
        if _said(now, form) != _said(post, form):
            raise Mistake(Why.CONTENT_CHANGED)
        return written(now, version, speaker.reader.id)

    return await beside(store, speaker, post, await change(store, speaker, post.id, changed), form)


def _said(post: Post, form: Form) -> tuple[Version | None, ...]:
    """What stands there in its own language and in this one."""
    return tuple(post.versions.get(one) for one in (post.source, form) if one)


async def _known(store: Store, post: Post, sentences: tuple[Sentence, ...], form: Form) -> Mapping[str, str]:
    recollection = await recollect(store, post.partner_id, post.source or form, form)
    earlier = {each.text: recollection.of(each.text) for each in sentences if each.text}
    return {said: found[0].target for said, found in earlier.items() if found and found[0].exact}


async def _asked(
    translator: Translator, sentences: list[str], terms: Mapping[str, str], pair: tuple[Form, Form]
) -> Mapping[str, str]:
    if not sentences:
        return {}
    hidden = [hide(each, terms) for each in sentences]
    answers = await translator.translate([each.text for each in hidden], *pair)
    shown = [each.shown(answer) for each, answer in zip(hidden, answers, strict=True)]
    if not all(each and each.strip() for each in shown):
        raise Mistake(Why.TRANSLATOR_GARBLED)
    return dict(zip(sentences, [each or "" for each in shown], strict=True))


def terms_of(partner: Partner, source: Form, form: Form) -> Mapping[str, str]:
    """Names that a machine shall not translate by itself: the partner's, and the cities'."""
    ours, theirs = words_for(source), words_for(form)
    names = {ours.place(place): theirs.place(place) for place in Place if place not in {Place.MAINLAND, Place.ABROAD}}
    if source in partner.names and form in partner.names:
        names[partner.names[source]] = partner.names[form]
    return names
