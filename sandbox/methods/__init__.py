"""The methods of the Bot API, a file per family."""

from sandbox.methods import callbacks, chats, commands, edits, inline, media, messages, pins, updates
from sandbox.methods.calling import METHODS, Call

__all__ = ["METHODS", "Call", "callbacks", "chats", "commands", "edits", "inline", "media", "messages",
           "pins", "updates"]  # fmt: skip
