"""How messages that nobody foresaw are heard: tests/journeys/heldout, written before the lists were looked at.

Run: `python -m tools.meaning.measure [-v]`. Each line is what is meant (several with `|` between them; `none`: nothing
the bot does), a tab, the message. It comes out as one of five:

right   what is meant is done, or among what is offered; of `none`: nothing is done or offered
near    the kind word, and what is meant is the first of its buttons, or the second or third
kind    the kind word with the main buttons
astray  only something else is offered, or thanked for
wrong   something else is done
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.hearing.aliases import Wish, alias_of
from bot.hearing.meaning import Meaning, meant
from bot.hearing.nods import Nod, nod_of
from bot.languages import Form

HELD_OUT = Path(__file__).resolve().parents[2] / "tests" / "journeys" / "heldout"
OBLIQUE = HELD_OUT / "oblique"
"""Said in a roundabout way, and written after the model was made: the harder measure, and the more honest one."""
LATELY = HELD_OUT / "lately"
"""About posts that shall come again, or that do not come: written before anybody looked at what is heard of it."""
OUTCOMES = ("right", "near", "kind", "astray", "wrong")
WORDS_ALONE = frozenset({Wish.THANKS, Wish.HOME})
"""What is answered with words and the main buttons: nothing is done."""
ANSWERED = frozenset(
    {
        *(Wish.JOIN, Wish.KEEP, Wish.WHO, Wish.TROUBLE, Wish.BEYOND, Wish.PHONE, Wish.OWN, Wish.PAUSE),
        *(Wish.PROGRAMME, Wish.TELLING, Wish.TERMS, Wish.ME, Wish.HUMAN, Wish.LEARN, Wish.COUNTED, Wish.OFFERS),
        *(Wish.REMIND, Wish.TIMING, Wish.RESEND, Wish.ELSEWHERE),
    }
)
"""Questions that words answer; the sets were written before, and their `none` has some: a price, a broken link."""
TOLD_TOO = {
    Wish.WHO: frozenset({Wish.HELP, Wish.MY_DATA}),
    Wish.TIMING: frozenset({Wish.FEWER, Wish.SETTINGS}),
    Wish.RESEND: frozenset({Wish.STORIES, Wish.KEEP}),
    Wish.ELSEWHERE: frozenset({Wish.PHONE, Wish.WHO}),
    Wish.TROUBLE: frozenset({Wish.HELP}),
    Wish.PAUSE: frozenset({Wish.STOP, Wish.FEWER}),
    Wish.PROGRAMME: frozenset({Wish.PARTNERS}),
    Wish.TELLING: frozenset({Wish.SHARE}),
    Wish.ME: frozenset({Wish.HELP, Wish.HOME, Wish.WHO}),
    Wish.HUMAN: frozenset({Wish.HELP, Wish.PARTNERS, Wish.WHO}),
    Wish.EVENTS: frozenset({Wish.STORIES}),
    Wish.OFFERS: frozenset({Wish.PARTNERS, Wish.STORIES}),
}
"""What those answers say too: how people are reached, what is kept, where to tell of a mistake."""


def held_out(form: Form, folder: Path = HELD_OUT) -> Iterator[tuple[frozenset[str], str]]:
    """What is meant, and the message; nothing of a form that the folder lacks."""
    path = folder / f"{form}.txt"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        right, text = line.split("\t")
        yield frozenset(right.split("|")) - {"none"}, text


def outcome(right: frozenset[str], text: str) -> str:
    """What comes of a message."""
    alias = alias_of(text)
    done = alias.wish if alias else None
    if done and done not in right and done not in WORDS_ALONE and not right & TOLD_TOO.get(done, frozenset()):
        return "wrong"
    meaning = Meaning() if nod_of(text) in {Nod.AGREED, Nod.AMUSED, Nod.NIGHT} else meant(text)
    offered = {done} if done else {*meaning.wishes} if meaning.sure else set()
    offered = offered if right else offered - ANSWERED
    if any(right & told for wish, told in TOLD_TOO.items() if wish in offered):
        return "right"
    if offered & right or not right | offered:
        return "right"
    if offered:
        return "astray"
    return "near" if right & {*meaning.wishes} else "kind"


def counted(form: Form, folder: Path = HELD_OUT) -> Counter[str]:
    """How many come out as what."""
    return Counter(outcome(*row) for row in held_out(form, folder))


def main(arguments: list[str]) -> None:
    """A table for each set, and with -v every message that does not come out right."""
    for folder in (HELD_OUT, OBLIQUE, LATELY):
        total: Counter[str] = Counter()
        for form in Form:
            found = counted(form, folder)
            total += found
            _say(folder.name, form, *(f"{each} {found[each]}" for each in OUTCOMES))
            for right, text in held_out(form, folder) if "-v" in arguments else ():
                if (result := outcome(right, text)) != "right":
                    _say(" ", result, "|".join(sorted(right)) or "none", text)
        _say(folder.name, *(f"{each} {total[each] / total.total():.1%}" for each in OUTCOMES))


def _say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
