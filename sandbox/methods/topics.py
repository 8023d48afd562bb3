# ruff: noqa: D103 - a method is documented where its name comes from: core.telegram.org/bots/api
"""createForumTopic and what else a bot may do about the topics of a group."""

from dataclasses import replace

from sandbox import topics
from sandbox.chats import Chat
from sandbox.methods.calling import Call, method
from sandbox.shapes import Json, bad


def _managed(call: Call) -> Chat:
    chat = call.chat()
    if not chat.about.get("is_forum"):
        raise bad("the chat is not a forum")
    if not chat.member(call.bot.id).may("can_manage_topics"):
        raise bad("not enough rights to manage topics")
    return chat


@method("createForumTopic")
def create_forum_topic(call: Call) -> Json:
    name = call.params.text("name")
    number = topics.begin(call.world, _managed(call), call.bot.id, name)
    return {"message_thread_id": number, "name": name.strip(), "icon_color": topics.ICON}


@method("editForumTopic")
def edit_forum_topic(call: Call) -> bool:
    return _change(call, name=call.params.text("name"))


@method("closeForumTopic")
def close_forum_topic(call: Call) -> bool:
    return _change(call, closed=True)


@method("reopenForumTopic")
def reopen_forum_topic(call: Call) -> bool:
    return _change(call, closed=False)


def _change(call: Call, name: str = "", *, closed: bool | None = None) -> bool:
    chat, number = _managed(call), call.params.integer("message_thread_id")
    was = topics.the_topic(chat, number)
    wanted = replace(was, name=name or was.name, closed=was.closed if closed is None else closed)
    topics.change(call.world, chat, call.bot.id, number, wanted)
    return True


@method("deleteForumTopic")
def delete_forum_topic(call: Call) -> bool:
    topics.end(call.world, _managed(call), call.params.integer("message_thread_id"))
    return True
