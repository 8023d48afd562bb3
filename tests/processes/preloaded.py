"""What forked processes begin with."""

from importlib import import_module

from handlers.models import made_when_used

IMPORTED = (
    "bot.checks", "bot.practice", "bot.running", "bot.working",
    "handlers.cli", "handlers.exports", "handlers.texts", "sandbox.server", "storage", "tests.processes.forked",
)  # fmt: skip

with made_when_used():
    for name in IMPORTED:
        import_module(name)
