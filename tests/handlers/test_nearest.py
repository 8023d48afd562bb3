"""A command that does not exist leads to the nearest ones of somebody's own."""

from handlers.turns.menus import commands_for
from handlers.turns.nearest import nearest
from tests.rows import each_of

READER, AUTHOR, ADMIN = (False, False), (False, True), (True, False)


def near(typed: str, roles: tuple[bool, bool]) -> tuple[str, ...]:
    is_admin, is_communicator = roles
    return nearest(f"/{typed}", is_admin=is_admin, is_communicator=is_communicator)


@each_of(
    ("typed", "roles", "first"),
    [
        ("publicar", AUTHOR, "new"),
        ("quero_publicar", AUTHOR, "new"),
        ("publish", ADMIN, "announce"),
        ("drfats", AUTHOR, "drafts"),
        ("shedule", AUTHOR, "schedule"),
        ("relatoro", AUTHOR, "report"),
        ("newpost", AUTHOR, "new"),
        ("推廣", AUTHOR, "campaigns"),
        ("删除", AUTHOR, "drafts"),
        ("發送", AUTHOR, "schedule"),
        ("頻道", ADMIN, "partners"),
        ("channels", ADMIN, "partners"),
        ("Канал", ADMIN, None),
        ("convidar", ADMIN, "partners"),
        ("aprovar", ADMIN, "review"),
        ("批准", ADMIN, "review"),
        ("export_all@kapok_bot", ADMIN, "export"),
        ("histórias", READER, "stories"),
        ("故事", READER, "stories"),
        ("menu", READER, "help"),
        ("x", AUTHOR, None),
        ("", AUTHOR, None),
        ("?", ADMIN, None),
    ],
)
def test_the_nearest_command_comes_first(typed: str, roles: tuple[bool, bool], first: str | None) -> None:
    assert next(iter(near(typed, roles)), None) == first


@each_of("roles", [READER, AUTHOR, ADMIN])
def test_nobody_is_offered_what_they_may_not_do(roles: tuple[bool, bool]) -> None:
    is_admin, is_communicator = roles
    theirs = {name for name, _ in commands_for(is_admin=is_admin, is_communicator=is_communicator)}
    typed = ["publicar", "channels", "頻道", "invite", "批准", "drfats", "halt", "halt2", "review", "export", "send"]
    assert {name for each in typed for name in near(each, roles)} <= theirs


def test_an_author_is_not_offered_to_erase_themselves_by_deleting() -> None:
    assert not {"forget", "stop"} & {*near("delete", AUTHOR), *near("删除", AUTHOR), *near("apagar", AUTHOR)}
