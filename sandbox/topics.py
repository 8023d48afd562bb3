"""Topics of a group: opened, renamed, closed and deleted, each told in the topic itself; what a message there says.

Raises `Refusal` 400 with Telegram's words.
"""

from sandbox.chats import Chat, Topic
from sandbox.shapes import Json, bad
from sandbox.world import World

GENERAL = 1
"""What is in no other topic stands there; links give it this number, no method takes it."""
ICON = 7322096
LONGEST_NAME = 128


def begin(world: World, chat: Chat, author: int, name: str) -> int:
    """A new topic; its number is that of the message which tells of it."""
    if not chat.about.get("is_forum"):
        raise bad("the chat is not a forum")
    if not name.strip() or len(name) > LONGEST_NAME:
        raise bad("topic name is empty" if not name.strip() else "topic name is too long")
    chat.last_id = max(chat.last_id, GENERAL)
    number = chat.last_id + 1
    chat.topics = {**(chat.topics or {}), number: Topic(name.strip())}
    told = {"forum_topic_created": {"name": name.strip(), "icon_color": ICON}}
    world.say(chat, author, {"message_thread_id": number, "is_topic_message": True, **told})
    return number


def change(world: World, chat: Chat, author: int, number: int, topic: Topic) -> None:
    """Another name, or closed, or open again; what is so already is refused."""
    was = the_topic(chat, number)
    if topic == was:
        raise bad("TOPIC_NOT_MODIFIED")
    chat.topics = {**(chat.topics or {}), number: topic}
    told: Json = {"forum_topic_edited": {"name": topic.name}}
    if topic.closed != was.closed:
        told = {"forum_topic_closed" if topic.closed else "forum_topic_reopened": {}}
    world.say(chat, author, told | within(chat, number))


def end(world: World, chat: Chat, number: int) -> None:
    """Deleted, with all that was said there."""
    the_topic(chat, number)
    chat.topics = {other: topic for other, topic in (chat.topics or {}).items() if other != number}
    world.drop(chat, [each for each, said in chat.messages.items() if said.get("message_thread_id") == number])


def within(chat: Chat, number: int) -> Json:
    """The fields of a message in a topic; what answers nothing else answers the topic's first message."""
    fields: Json = {"message_thread_id": number, "is_topic_message": True}
    first = chat.messages.get(number)
    return fields | {"reply_to_message": first} if first else fields


def open_to(chat: Chat, who: int, number: int) -> Json:
    """As `within`, for somebody who is about to speak there. Raises Telegram's refusals."""
    topic = the_topic(chat, number)
    if topic.closed and not chat.member(who).may("can_manage_topics"):
        raise bad("TOPIC_CLOSED")
    return within(chat, number)


def the_topic(chat: Chat, number: int) -> Topic:
    """A topic that is there. Raises `message thread not found`."""
    found = (chat.topics or {}).get(number)
    if found is None:
        raise bad("message thread not found")
    return found
