"""The catalogs' workshop: `python -m tools.catalogs update | compile | check | derive | corrected | pseudo`.

update     extracts the sentences from the code into every catalog (`locales/FORM/LC_MESSAGES/kapok.po`); translations
           are kept, nothing is guessed; the English catalog is its own source and is always complete
compile    makes the `.mo` files that Kapok reads; names (exit code 1) what cannot be compiled, and what is left out: a
           sentence whose {gaps} or tags are not those of the code is said in English
check      fails (exit code 1) when a catalog lacks a sentence, has a fuzzy or an obsolete one, loses a {gap} or a tag,
           has the wrong number of plural forms, is too long for where it is shown, or is not written as its readers
           write (locales/wording.toml); and when Traditional Chinese has not followed Simplified
derive     makes the Traditional sentences from the Simplified ones, but for those corrected by hand
corrected  takes every Traditional sentence that is not what `derive` would make as corrected by hand, from now on
pseudo     compiles marked and lengthened sentences as the English catalog, to see on a phone what escapes the
           catalogs; `compile` takes it back
"""

import sys
from collections.abc import Callable, Mapping

from bot.languages import Form
from tools.catalogs.checking import check
from tools.catalogs.compiling import compile_all
from tools.catalogs.derived import derive, drift, mark_corrected
from tools.catalogs.files import BrokenCatalog, update
from tools.catalogs.pseudo import compile_pseudo


def findings() -> list[str]:
    """Everything that is wrong with any catalog."""
    found = [finding for form in Form for finding in check(form)]
    try:
        return [*found, *drift()]
    except BrokenCatalog:  # which one, `check` has said
        return found


COMMANDS: Mapping[str, Callable[[], list[str] | None]] = {
    "update": update,
    "compile": compile_all,
    "check": findings,
    "derive": derive,
    "corrected": mark_corrected,
    "pseudo": compile_pseudo,
}
FAILING = frozenset({"check", "compile"})
"""What these tell is always something wrong."""


def main(said: list[str]) -> int:
    """Do what the command line says; the exit code."""
    if len(said) != 1 or said[0] not in COMMANDS:
        sys.stdout.write(__doc__ or "")
        return 2
    try:
        told, well = COMMANDS[said[0]]() or [], said[0] not in FAILING
    except BrokenCatalog as broken:
        told, well = [str(broken)], False
    sys.stdout.writelines(f"{line}\n" for line in told)
    return 0 if well or not told else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
