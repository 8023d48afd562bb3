"""The operator at a terminal: what the command line says and reads. Light to import: no library of the edge."""

import argparse
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from bot.actions.load_sample import Sample, SamplePerson, SamplePost
from bot.content import PostKind
from bot.languages import Form
from bot.partners import Channel, Kind, Partner
from bot.places import Place
from bot.settings import WrongSetting, person
from bot.translating.worksheets import Format

SAMPLE = Path(__file__).resolve().parent.parent.parent / "sample"
SETTINGS = """settings, from the environment or a file .env:
  KAPOK_BOT_TOKEN     the bot's token; without one Kapok runs against its own sandbox Telegram
  KAPOK_TELEGRAM_API  base URL of the Bot API server (default: the public one)
  KAPOK_DATABASE_URL  sqlite+aiosqlite:///var/kapok.db (default; var/practice.db for the
                      sandbox) or postgresql+asyncpg://USER:PASSWORD@HOST/NAME
  KAPOK_ADMINS        numeric ids of the admins, separated by commas
  KAPOK_SANDBOX_PORT  port of the sandbox (default 8081; 0 for any free one)
  KAPOK_WEBHOOK_URL   public https address that Telegram pushes updates to (default: none, Kapok asks for them)
  KAPOK_WEBHOOK_SECRET  needed with it: 16 to 256 characters A-Z a-z 0-9 _ -
  KAPOK_WEBHOOK_LISTEN  host:port where they arrive here (default 127.0.0.1:8082)
  KAPOK_LINKS_URL     public https address over which buttons of posts lead, to be counted (default: none, straight)
  KAPOK_LINKS_LISTEN  host:port where they arrive here (default 127.0.0.1:8083)
  KAPOK_DOUBT         how many people of one process may be in doubt after a crash, at the most
  KAPOK_TRANSLATOR_URL  a machine that translates: DeepL's API, or any that speaks as OpenAI's (default: none)
  KAPOK_TRANSLATOR_KEY  needed with it
  KAPOK_TRANSLATOR_MODEL  which model it shall use (not for DeepL)
  KAPOK_LOG           debug, info (default), warning or error
"""


class OneLine(argparse.ArgumentParser):
    """A command line that says in one line what is wrong with it."""

    def error(self, message: str) -> NoReturn:
        """Exit with 2; `--help` of the command in question shows how it is used."""
        self.exit(2, f"{self.prog}: {message} (--help shows how it is used)\n")


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = OneLine(
        prog="python -m bot",
        description="Kapok: the city speaks to each reader in their own language.",
        epilog=SETTINGS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("run", help="serve conversations, the clock and delivery until Ctrl-C")
    commands.add_parser("worker", help="deliver only; any number of times beside each other, on PostgreSQL")
    commands.add_parser("check", help="look at settings, database and token; one line a finding")
    _translators(commands)
    export = commands.add_parser("export", help="write everything of the programme, or of one partner, to a file")
    export.add_argument("file", type=Path, metavar="FILE", help="its ending decides: .xlsx to read, .zip for JSON")
    export.add_argument("--partner", metavar="NAME", help="only this partner, by its short name")
    export.add_argument("--form", default=Form.EN.value, choices=[form.value for form in Form], help="whose words")
    copy = commands.add_parser("copy", help="write what is held on one person, who has asked for it by letter")
    copy.add_argument("id", type=_id, metavar="ID", help="their numeric id at Telegram")
    copy.add_argument("file", type=Path, metavar="FILE", help=".html, a page in their language, or .json")
    forget = commands.add_parser("forget", help="erase one person, who has asked for it by letter")
    forget.add_argument("id", type=_id, metavar="ID", help="their numeric id at Telegram")
    sample = commands.add_parser("sample", help="load the sample programme into the database")
    sample.add_argument("--folder", type=Path, default=SAMPLE, help="where it is read from")
    return top


def _translators(commands: "argparse._SubParsersAction[OneLine]") -> None:
    out = commands.add_parser("export-texts", help="write what a post or campaign lacks in a language, for translators")
    out.add_argument("what", metavar="POST|CAMPAIGN", help="a post's number, or campaign:NUMBER")
    out.add_argument(
        "--form", required=True, choices=[form.value for form in Form], help="the language that is missing"
    )
    out.add_argument("--as", dest="kind", choices=[kind.value for kind in Format], default=Format.XLIFF.value)
    out.add_argument("file", type=Path, metavar="FILE")
    back = commands.add_parser("import-texts", help="look at a translator's file; with --keep, keep what is good")
    back.add_argument("file", type=Path, metavar="FILE")
    back.add_argument("--by", type=_id, required=True, metavar="ID", help="the communicator whose drafts they become")
    back.add_argument("--keep", action="store_true", help="keep the good texts as drafts")
    back.add_argument("--replace", action="store_true", help="also in place of what was written since; it is printed")


def _id(text: str) -> int:
    try:
        return person(text)
    except WrongSetting as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from None


class WrongSample(ValueError):  # noqa: N818 - a message for the operator
    """A sample that cannot be read; its text is one line for the terminal."""


def read_sample(folder: Path = SAMPLE) -> Sample:
    """The sample programme of a folder: `programme.toml`, `posts/*.toml`. Raises `WrongSample`."""
    try:
        programme = tomllib.loads((folder / "programme.toml").read_text(encoding="utf-8"))
        posts = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((folder / "posts").glob("*.toml"))]
        return Sample(
            partners=tuple(_partner(entry) for entry in programme["partners"]),
            channels=tuple(_channel(entry) for entry in programme.get("channels", ())),
            people=tuple(_person(entry) for entry in programme["people"]),
            posts=tuple(_post(entry, folder) for entry in posts),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValueError) as fault:
        raise WrongSample(f"{folder}: the sample cannot be read: {fault}") from fault


def _texts(table: Mapping[str, str]) -> dict[Form, str]:
    return {Form(form): text for form, text in table.items()}


def _partner(entry: Mapping[str, Any]) -> Partner:
    return Partner(0, entry["slug"], Kind(entry["kind"]), _texts(entry["names"]), _texts(entry.get("about", {})))


def _channel(entry: Mapping[str, Any]) -> tuple[str, Channel]:
    forms = tuple(Form(form) for form in entry["forms"])
    return entry["partner"], Channel(0, int(entry["chat"]), 0, entry["title"], forms)


def _person(entry: Mapping[str, Any]) -> SamplePerson:
    return SamplePerson(
        address=int(entry["id"]),
        name=entry["name"],
        form=Form(entry["form"]),
        zone=entry["zone"],
        place=Place(entry["place"]),
        follows=tuple(entry.get("follows", ())),
        communicator_of=entry.get("communicator_of"),
        admin=bool(entry.get("admin", False)),
    )


def _post(entry: Mapping[str, Any], folder: Path) -> SamplePost:
    return SamplePost(
        partner=entry["partner"],
        kind=PostKind(entry["kind"]),
        versions={Form(form): version["text"].strip() for form, version in entry["versions"].items()},
        days_ago=int(entry["sent_days_ago"]),
        picture=str(folder / entry["picture"]) if "picture" in entry else None,
    )
