"""What the command line and the documents say of settings, beside the settings."""

import re
from pathlib import Path

import pytest

from bot import settings
from handlers.terminal import cli

ROOT = Path(__file__).resolve().parents[2]
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("told", [cli.SETTINGS, OPERATING], ids=["help", "operating.md"])
def test_every_setting_is_told_and_none_that_there_is_not(told: str) -> None:
    assert set(re.findall(r"KAPOK_[A-Z_]*[A-Z]", told)) == settings._KNOWN


@pytest.mark.parametrize(
    ("name", "default"),
    [
        ("KAPOK_DATABASE_URL", settings.DATABASE),
        ("KAPOK_TELEGRAM_API", settings.PUBLIC_API),
        ("KAPOK_WEBHOOK_LISTEN", settings.WEBHOOK_LISTEN),
        ("KAPOK_LINKS_LISTEN", settings.LINKS_LISTEN),
        ("KAPOK_SANDBOX_PORT", str(settings.Settings().sandbox_port)),
        ("KAPOK_LOG", settings.Settings().log),
    ],
)
def test_the_table_of_settings_names_the_default_that_is_taken(name: str, default: str) -> None:
    row = next(line for line in OPERATING.splitlines() if line.startswith(f"| `{name}` |"))
    assert row.split(" | ")[-1].strip(" |`") == default
