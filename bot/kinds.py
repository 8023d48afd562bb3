"""What kinds of partnership are called."""

from collections.abc import Mapping

from bot.partners import Kind
from bot.words import marked

KINDS: Mapping[Kind, str] = {
    Kind.STRATEGIC: marked("Strategic partner"),
    Kind.SUPER: marked("Super partner"),
    Kind.DREAMER: marked("City dreamer"),
    Kind.AMBASSADOR: marked("City ambassador"),
}
