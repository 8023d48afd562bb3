"""Every screen by room.module.function, what the bot says by itself by notices.kind, what cannot be by mistakes.why."""

from collections.abc import Callable

from bot.words import Words
from handlers.showing.screen import Screen
from tests.screens import (
    examples_admin,
    examples_audience,
    examples_audit,
    examples_citizens,
    examples_mistakes,
    examples_notices,
    examples_partner,
    examples_shared,
    examples_shown,
)

EXAMPLES: dict[str, list[Callable[[Words], Screen]]] = {
    **{f"audience.{name}": made for name, made in examples_audience.EXAMPLES.items()},
    **{f"partner.{name}": made for name, made in examples_partner.EXAMPLES.items()},
    **{f"admin.{name}": made for name, made in examples_admin.EXAMPLES.items()},
    **{f"admin.{name}": made for name, made in examples_audit.AUDIT.items()},
    **examples_shared.EXAMPLES,
    **examples_shown.EXAMPLES,
    **examples_citizens.EXAMPLES,
    **examples_notices.EXAMPLES,
    **examples_mistakes.EXAMPLES,
}
