"""A communicator's working day, deed by deed."""

from dataclasses import replace

from bot.actions.meet import meet
from bot.content import PostState
from bot.languages import Form
from bot.partners import Kind
from bot.words import Words, words_for
from tests import cast
from tests.journeys.conftest import City
from tests.journeys.partner_deeds import PT, YUE, newest

OWN = {Form.YUE: YUE, Form.PT: PT}


class Day:
    """One communicator in one language, and an admin who speaks it too."""

    def __init__(self, city: City, form: Form) -> None:
        self.city, self.words, self.form = city, words_for(form), form
        self.author, self.admin = city.person(cast.ZIQING), city.person(cast.ZHIYUAN)

    def say(self, sentence: str, **gaps: object) -> str:
        return plain(self.words, sentence, **gaps)

    @property
    def named(self) -> str:
        """The day's language, as a line begins with it."""
        return self.words.language(self.form, begins=True)

    async def begins(self, kind: Kind = Kind.STRATEGIC) -> None:
        async with self.city.store.write() as tx:
            for address in (cast.ZIQING, cast.ZHIYUAN):
                reader = await tx.readers.by_address(address)
                reader = reader or (await meet(self.city.store, address, "x", None, self.city.watch())).reader
                await tx.readers.save(replace(reader, form=self.form))
            partner = await tx.partners.by_slug("xpeng")
            assert partner is not None
            await tx.partners.save(replace(partner, kind=kind))

    async def opens(self, *texts: str) -> None:
        """A new post, with these texts."""
        await self.author.says("/new")
        await self.author.sees("")
        await self.writes(*texts)

    async def writes(self, *texts: str) -> None:
        for text in texts:
            await self.author.says(text)
            await self.author.sees("✓")

    async def submits(self) -> None:
        await self.author.presses(self.say("Submit"))
        await self.author.sees("")
        if (await newest(self.city)).state is not PostState.SUBMITTED:
            await self.author.presses(self.say("Submit as it is"))
            await self.author.sees("✓")

    async def opens_review(self) -> None:
        await self.admin.says("/review")
        await self.admin.sees("")
        await self.admin.presses((await newest(self.city)).title_at_work(self.form)[:12])


def plain(words: Words, sentence: str, **gaps: object) -> str:
    return str(words.say(sentence, **gaps).striptags())
