"""A message's text as the Telegram HTML that is kept: what was formatted stays so, what was typed is shown as typed.

aiogram's own conversion leaves addresses unescaped (a quotation mark in a link would break the mark-up), names a code
block's language in an attribute that Telegram does not read, and writes <tg-time>, which older servers refuse.
"""

from datetime import datetime
from html import escape

from aiogram.types import Message
from aiogram.utils.text_decorations import HtmlDecoration


class _Decoration(HtmlDecoration):
    def link(self, value: str, link: str) -> str:
        return f'<a href="{escape(link)}">{value}</a>'

    def pre_language(self, value: str, language: str) -> str:
        return f'<pre><code class="language-{escape(language)}">{value}</code></pre>'

    def date_time(self, value: str, unix_time: int | datetime, date_time_format: str | None = None) -> str:
        del unix_time, date_time_format
        return value


_DECORATION = _Decoration()


def html_of(message: Message) -> str:
    """The text or caption as Telegram HTML; empty when there is none."""
    text = message.text or message.caption or ""
    return _DECORATION.unparse(text, message.entities or message.caption_entities or []).strip()
