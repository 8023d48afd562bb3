"""Posts that are approved or sent, as reports tell of them."""

from datetime import timedelta
from typing import Any

from bot.actions.meet import meet
from bot.actions.settle_in import choose_form
from bot.languages import Form
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import City, Person


async def approved_in(city: City, form: Form) -> Person:
    """周子晴 speaks this form from now on, and has an approved post."""
    from bot.actions.compose import open_draft, put_version
    from bot.actions.review import approve
    from bot.actions.submit import submit
    from bot.content import Version

    now = city.watch()
    author = await meet(city.store, cast.ZIQING, "周子晴", None, now)
    await choose_form(city.store, author.reader.id, form)
    admin = await meet(city.store, cast.ZHIYUAN, "梁志远", "zh-hans", now)
    post = await open_draft(city.store, author, next(iter(author.partner_ids)), now)
    for each, text in ((Form.YUE, "禮拜六江邊見啦"), (Form.PT, "Até sábado, junto ao rio"), (Form.EN, "See you")):
        post = await put_version(city.store, author, post.id, Version(each, text))
    post = await submit(city.store, author, post.id, now)
    person = city.person(cast.ZIQING)
    await person._mark()
    await approve(city.store, admin, post.id, post.hash(), now)
    # Below the screen that is asked for now it would take the presses meant for that one: both say when to send it.
    await person.sees(say(form, "✓ Approved: “{title}”. When should it go out?", title=post.title_in(form)))
    await person.says("/schedule")
    return person


async def sent_in(city: City, form: Form) -> Person:
    """As `approved_in`; it went out at the next minute, and its report is there."""
    author = await approved_in(city, form)
    await author.sees("18:30")
    await author.presses(say(form, "Next minute ({clock})", clock="")[:-2])
    await author.sees("✓")
    await author._mark()
    city.watch.forward(timedelta(minutes=2))
    await author.sees(say(form, "<b>Report: {title}</b>", title="")[:3])
    return author


def say(form: Form, sentence: str, **gaps: Any) -> str:
    return str(words_for(form).say(sentence, **gaps).striptags())
