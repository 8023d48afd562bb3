"""Machines that translate, a file each: DeepL, and whatever speaks as OpenAI does. Which one an address tells."""

from urllib.parse import urlsplit

from bot.settings import Machine
from bot.translating.translator import Translator
from bot.translators.chat import Chat
from bot.translators.deepl import DeepL
from bot.wire import Wire


def translator_for(machine: Machine, wire: Wire) -> Translator:
    """DeepL at its own hosts, or where the path ends as its does; else the other."""
    parts = urlsplit(machine.url)
    host = parts.hostname or ""
    if host.endswith((".deepl.com", ".deepl-pro.com")) or parts.path.endswith("/v2/translate"):
        return DeepL(machine, wire)
    return Chat(machine, wire)
