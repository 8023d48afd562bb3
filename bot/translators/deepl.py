"""DeepL's API, version 2: it leaves XML tags where they are and knows European Portuguese, but no Cantonese."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.settings import Machine
from bot.translators.asking import SECONDS, ask, checked
from bot.wire import Wire

SOURCES: Mapping[Form, str] = {Form.ZH_HANS: "ZH", Form.ZH_HANT: "ZH", Form.EN: "EN", Form.PT: "PT"}
TARGETS: Mapping[Form, str] = {Form.ZH_HANS: "ZH-HANS", Form.ZH_HANT: "ZH-HANT", Form.EN: "EN-GB", Form.PT: "PT-PT"}
AT_ONCE = 50
"""Sentences that one request may hold."""
PATH = "/v2/translate"


@dataclass(frozen=True, slots=True)
class DeepL:
    """A translator."""

    machine: Machine
    wire: Wire
    seconds: float = SECONDS

    def knows(self, source: Form, form: Form) -> bool:
        """Everything but Cantonese."""
        return source in SOURCES and form in TARGETS

    async def translate(self, sentences: Sequence[str], source: Form, form: Form) -> Sequence[str]:
        """Raises `Mistake(TRANSLATOR_UNABLE)` for Cantonese, and what `ask` raises."""
        if not self.knows(source, form):
            raise Mistake(Why.TRANSLATOR_UNABLE, form=form if form not in TARGETS else source)
        said: list[str] = []
        for at in range(0, len(sentences), AT_ONCE):
            said += await self._some(sentences[at : at + AT_ONCE], source, form)
        return said

    async def _some(self, sentences: Sequence[str], source: Form, form: Form) -> list[str]:
        url = self.machine.url if self.machine.url.endswith(PATH) else self.machine.url + PATH
        question = {
            "text": list(sentences),
            "source_lang": SOURCES[source],
            "target_lang": TARGETS[form],
            "tag_handling": "xml",
            "split_sentences": "0",
            "preserve_formatting": True,
        }
        answer = await ask(self.wire, url, f"DeepL-Auth-Key {self.machine.key}", question, self.seconds)
        try:
            found: object = [each["text"] for each in answer["translations"]]
        except (KeyError, TypeError):
            raise Mistake(Why.TRANSLATOR_GARBLED) from None
        return checked(found, len(sentences))
