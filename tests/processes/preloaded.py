"""What forked processes begin with."""

from importlib import import_module

from handlers.network.models import made_when_used

IMPORTED = (
    "bot.checks", "bot.practice", "bot.running", "bot.working",
    "handlers.terminal.cli", "handlers.terminal.exports", "handlers.terminal.texts",
    "sandbox.server", "storage", "tests.processes.forked",
)  # fmt: skip

with made_when_used():
    for name in IMPORTED:
        import_module(name)
