"""What the documents name is there: files, headings, settings, commands; each decision stands under a topic."""

import re
from collections import Counter
from pathlib import Path

from bot.settings import _KNOWN
from handlers.terminal import cli
from handlers.turns import menus
from tests.rows import each_of

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
ROOMS = (
    "bot",
    "handlers",
    "storage",
    "scheduler",
    "sandbox",
    "tools",
    "tests",
    "benchmarks",
    "docs",
    "locales",
    "sample",
)
PATH = re.compile(rf"(?:{'|'.join(ROOMS)}|actions)/[\w./-]+")
"""`actions/` is short for that folder of `bot/`."""


def code_in(text: str) -> list[str]:
    """What stands between backticks, outside of blocks."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


def anchors(page: Path) -> set[str]:
    """Its headings as addresses."""
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    }


def is_there(name: str) -> bool:
    """A file, a folder, a module, or a name within one (`bot/lookup.Called`)."""
    name = f"bot/{name}" if name.startswith("actions/") else name
    inner = name.rpartition(".")[0]
    return any((ROOT / each).exists() for each in (name, f"{name}.py", f"{inner}.py"))


@each_of("page", PAGES)
def test_files_and_headings_that_a_document_names_are_there(page: Path) -> None:
    text = page.read_text("utf-8")
    lost = [name for name in code_in(text) if PATH.fullmatch(name) and not is_there(name)]
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        file, _, heading = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        if "://" not in link and (not target.exists() or (heading and heading not in anchors(target))):
            lost.append(link)
    assert not lost


def test_each_setting_is_in_the_operators_table_and_in_the_help() -> None:
    operating = (ROOT / "docs" / "operating.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(KAPOK_\w+)` \|", operating, re.MULTILINE)) == _KNOWN
    assert set(re.findall(r"^ +(KAPOK_\w+)", cli.SETTINGS, re.MULTILINE)) == _KNOWN


def test_the_readme_tells_the_commands_of_each_role() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| \*\*(\w+)\*\* \|(.*)$", readme, re.MULTILINE)
    told = {role: set(re.findall(r"`/(\w+)`", row)) for role, row in rows}
    tables = {"reader": menus.READER, "communicator": menus.COMMUNICATOR, "admin": menus.ADMIN}
    assert {role: names - {"start"} for role, names in told.items()} == {
        role: {name for name, _ in table} for role, table in tables.items()
    }


def test_each_decision_stands_under_a_topic_and_each_topic_names_decisions() -> None:
    head, body = (ROOT / "docs" / "decisions.md").read_text("utf-8").split("## In order")
    made = Counter(re.findall(r"^(\d+)\. ", body, re.MULTILINE))
    assert not [number for number, times in made.items() if times > 1]
    topics = [re.findall(r"\d+", row) for row in re.findall(r"^\|.*\|(.*)\|$", head, re.MULTILINE)]
    assert {number for row in topics for number in row} == set(made)
    assert all(row == sorted(set(row), key=int) for row in topics)
