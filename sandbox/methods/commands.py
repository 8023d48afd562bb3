# ruff: noqa: D103 - a method is documented where its name comes from: core.telegram.org/bots/api
"""setMyCommands and its family: what a bot says of itself, per scope and language."""

import re

from sandbox.bots import Bot
from sandbox.chats import Chat
from sandbox.methods.calling import Call, Method, method
from sandbox.shapes import Given, Json, bad, units
from sandbox.world import World

SIMPLE_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
CHAT_SCOPES = {"chat", "chat_administrators", "chat_member"}
MOST_COMMANDS = 100
DESCRIPTION_LIMIT = 256


def _scope(call: Call) -> str:
    given = call.params.json("scope", "BotCommandScope") or {"type": "default"}
    kind = str(given.get("type")) if isinstance(given, dict) else ""
    if kind in SIMPLE_SCOPES:
        return kind
    if kind not in CHAT_SCOPES:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    chat = call.world.find_chat(call.bot, str(given.get("chat_id", "")))
    if kind != "chat_member":
        return f"{kind}:{chat.id}"
    who = str(given.get("user_id"))
    if not who.isdecimal() or int(who) not in call.world.users:
        raise bad("user not found")
    return f"{kind}:{chat.id}:{who}"


def _language(call: Call) -> str:
    """Two letters, or '' for everybody else."""
    code = call.params.text("language_code")
    if code and not re.fullmatch("[a-z]{2}", code):
        raise bad("invalid language code specified")
    return code


def _command(entry: Given) -> Json:
    if not isinstance(entry, dict):
        raise bad("can't parse BotCommand: expected an Object")
    name, words = entry.get("command"), entry.get("description")
    if not isinstance(name, str) or not isinstance(words, str):
        raise bad('can\'t parse BotCommand: Field "command" and "description" must be of type String')
    name = name.removeprefix("/")
    if not re.fullmatch("[a-z0-9_]{1,32}", name):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= units(words.strip()) <= DESCRIPTION_LIMIT:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": words.strip()}


def _changed(call: Call, kind: str) -> bool:
    call.world.touched = True
    call.world.events.add("", kind)
    return True


@method("setMyCommands")
def set_my_commands(call: Call) -> bool:
    given = call.params.json("commands", "commands")
    if not isinstance(given, list):
        raise bad("can't parse commands: expected an Array of BotCommand")
    if len(given) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    commands = [_command(entry) for entry in given]
    scope, language = _scope(call), _language(call)
    call.bot.commands.setdefault(scope, {})[language] = commands
    return _changed(call, "commands")


@method("deleteMyCommands")
def delete_my_commands(call: Call) -> bool:
    scope, language = _scope(call), _language(call)
    call.bot.commands.get(scope, {}).pop(language, None)
    return _changed(call, "commands")


@method("getMyCommands")
def get_my_commands(call: Call) -> list[Json]:
    return call.bot.commands.get(_scope(call), {}).get(_language(call), [])


def _texts(what: str, limit: int) -> tuple[Method, Method]:
    """The setter and getter of one of the bot's texts; an empty text takes it back."""

    def set_text(call: Call) -> bool:
        said, language = call.params.text(what), _language(call)
        if units(said) > limit:
            raise bad(f"bot {what.replace('_', ' ')} is too long")
        texts = call.bot.texts.setdefault(what, {})
        texts[language] = said
        if not said:
            del texts[language]
        return _changed(call, "about")

    def get_text(call: Call) -> Json:
        return {what: call.bot.text(what, _language(call))}

    return set_text, get_text


for _what, _name, _limit in (
    ("name", "Name", 64),
    ("description", "Description", 512),
    ("short_description", "ShortDescription", 120),
):
    _setter, _getter = _texts(_what, _limit)
    method(f"setMy{_name}")(_setter)
    method(f"getMy{_name}")(_getter)


def _menu_key(call: Call) -> str:
    if not call.params.has("chat_id"):
        return ""
    return str(call.chat().id)


@method("setChatMenuButton")
def set_chat_menu_button(call: Call) -> bool:
    given = call.params.json("menu_button", "menu button") or {"type": "default"}
    if not isinstance(given, dict) or str(given.get("type")) not in {"commands", "web_app", "default"}:
        raise bad("can't parse menu button: Unsupported type specified")
    call.bot.menus[_menu_key(call)] = given
    return _changed(call, "menu")


@method("getChatMenuButton")
def get_chat_menu_button(call: Call) -> Json:
    return call.bot.menus.get(_menu_key(call)) or call.bot.menus.get("") or {"type": "commands"}


def _scopes(chat: Chat, user_id: int) -> list[str]:
    """The most specific first."""
    if chat.private:
        return [f"chat:{chat.id}", "all_private_chats", "default"]
    rules = chat.member(user_id).rules
    return [
        f"chat_member:{chat.id}:{user_id}",
        *([f"chat_administrators:{chat.id}"] if rules else []),
        f"chat:{chat.id}",
        *(["all_chat_administrators"] if rules else []),
        "all_group_chats",
        "default",
    ]


def _shown(bot: Bot, chat: Chat, user_id: int, language: str) -> list[Json]:
    for scope in _scopes(chat, user_id):
        said = bot.commands.get(scope, {})
        for code in (language, ""):
            if said.get(code):
                return said[code]
    return []


def commands_for(world: World, chat: Chat, user_id: int) -> list[Json]:
    """What this person's app shows in this chat, in their language."""
    language = str(world.users.get(user_id, {}).get("language_code", ""))[:2].lower()
    bots = [world.bots[who] for who in chat.known if who in world.bots]
    if chat.kind == "channel":
        return []
    return [command for bot in bots for command in _shown(bot, chat, user_id, language)]
