"""The methods of the Bot API, a file per family.

Each takes a `Call`, gives the `result` that Telegram documents, and raises `Refusal` (400, 403, 409, 429) with words of
Telegram's. So does whatever reads or checks a parameter for them. Lengths are UTF-16 units, moments whole seconds.
"""

from sandbox.methods import callbacks, chats, commands, edits, inline, media, messages, pins, updates
from sandbox.methods.calling import METHODS, Call

__all__ = ["METHODS", "Call", "callbacks", "chats", "commands", "edits", "inline", "media", "messages",
           "pins", "updates"]  # fmt: skip
