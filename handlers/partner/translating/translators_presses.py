"""What the buttons of translators' screens carry. Of a post or a campaign one has an id, the other is 0."""

from aiogram.filters.callback_data import CallbackData

from bot.languages import Form
from bot.translating.worksheets import Format
from handlers.showing.screen import Number


class ForTranslators(CallbackData, prefix="ptr"):
    """Which languages are missing, and how they can be had."""

    post_id: Number = 0
    campaign_id: Number = 0


class GiveFile(CallbackData, prefix="ptf"):
    """A file for translators."""

    form: Form
    kind: Format
    post_id: Number = 0
    campaign_id: Number = 0


class Said(CallbackData, prefix="pte"):
    """What was said before, as a start."""

    post_id: Number
    form: Form


class ByMachine(CallbackData, prefix="ptm"):
    """A machine shall translate it."""

    post_id: Number
    form: Form


class KeepTexts(CallbackData, prefix="ptk"):
    """Keep what is good in the file that was answered; or give a file with what is left."""

    left: bool = False
    over: bool = False
    """In place of what was written since the file was given out, too."""
