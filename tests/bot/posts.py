"""Posts of several tests."""

from datetime import UTC, datetime

from bot.content import Post, PostKind, PostState, Version
from bot.languages import Form

ENGLISH = "The <b>kapok</b> is in bloom. Read https://a.hk/kapok and tell @joe.\nCome on Sunday!"
SOURCE = Version(Form.EN, ENGLISH)
POST = Post(
    id=7,
    partner_id=1,
    author_id=1,
    kind=PostKind.STORY,
    state=PostState.DRAFT,
    created_at=datetime(2027, 3, 1, tzinfo=UTC),
    versions={Form.EN: SOURCE},
    source=Form.EN,
)


def a_post(*forms: Form) -> Post:
    return Post(
        id=1,
        partner_id=1,
        author_id=1,
        kind=PostKind.STORY,
        state=PostState.DRAFT,
        created_at=datetime(2027, 1, 1, tzinfo=UTC),
        versions={form: Version(form, f"<b>Title {form}</b>\nbody") for form in forms},
        source=forms[0] if forms else None,
    )
