"""What somebody wrote, shown to a person who speaks another language: it says which language it is."""

from html import unescape

from markupsafe import Markup, escape

from bot.detection import SURE, Detection, detect
from bot.languages import HAN, OTHER_SCRIPT, Form
from bot.mistakes import Mistake, Why
from bot.translating.translator import Translator, hide
from bot.words import Words


def blockquote(said: str) -> Markup:
    """Words set apart as somebody's own; what is no `Markup` is escaped."""
    return Markup("<blockquote>{}</blockquote>").format(said)


def quoted(words: Words, said: str) -> Markup:
    """Their words as a quotation, and below it the language, unless the reader's own."""
    return blockquote(said) + language_note(words, said)


def language_note(words: Words, said: str) -> Markup:
    """A line that names the language of what stands above it; nothing when a reader of `words` knows it anyway."""
    name = _named(words, detect(said))
    return Markup("\n<i>{}</i>").format(words.say("They wrote in {language}.", language=name)) if name else Markup("")


def language_line(words: Words, form: Form | None) -> Markup:
    """The language of a citizen's story, as far as it is known."""
    if form is None:
        return words.say("Language: not known yet")
    return words.say("Language: {language}", language=words.language(form))


def _named(words: Words, guess: Detection) -> str | None:
    """What their language is called; two characters may be any Chinese, and are Chinese to whoever reads none."""
    if guess.form is None or reads(words.form, guess.form):
        return None
    if guess.confidence >= SURE:
        return words.language(guess.form)
    return words.locale.languages["zh"] if guess.form in HAN and words.form not in HAN else None


async def translated(translator: Translator, said: str, form: Form, source: Form | None = None) -> str:
    """Their words by a machine, paragraph by paragraph. Raises `Mistake(NOT_TRANSLATED)`: no post is at stake.

    `source`: what they are written in, if that is known.
    """
    source = source or detect(said).form
    if source is None or source is form:
        return said
    hidden = [hide(str(escape(line)), {}) for line in said.splitlines() if line.strip()]
    try:
        answers = await translator.translate([each.text for each in hidden], source, form)
    except Mistake as mistake:
        raise Mistake(Why.NOT_TRANSLATED) from mistake
    shown = [each.shown(answer) for each, answer in zip(hidden, answers, strict=True)]
    if not all(shown):
        raise Mistake(Why.NOT_TRANSLATED)
    return unescape("\n".join(line or "" for line in shown))


def known_to(translator: Translator | None, said: str, form: Form) -> bool:
    """Whether there is a machine, and one that reads their language and writes this one."""
    source = detect(said).form
    return translator is not None and source is not None and translator.knows(source, form)


def reads(own: Form, written: Form) -> bool:
    """Two scripts are one language: who reads one reads the other, and so does a reader of Cantonese."""
    return written is own or (written in OTHER_SCRIPT and own in HAN)
