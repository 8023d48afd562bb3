"""One unit of work on one connection, every noun at hand."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import store
from storage.accounts import Accounts
from storage.broadcast import Broadcasts
from storage.campaigns import Campaigns
from storage.channels import Channels
from storage.content import Posts
from storage.corrections import Corrections
from storage.dialogues import Dialogues
from storage.digests import Digests
from storage.exchanges import Exchanges
from storage.follows import Follows
from storage.notices import Notices
from storage.partners import Partners
from storage.people import Admins, Readers
from storage.programme import Programme
from storage.recurrence import Plans
from storage.schema import metadata as metadata  # noqa: PLC0414 - complete here: every table is imported
from storage.stories import Stories


class Work:
    """The port's `Work`."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.readers: store.Readers = Readers(connection)
        self.follows: store.Follows = Follows(connection)
        self.partners: store.Partners = Partners(connection)
        self.channels: store.Channels = Channels(connection)
        self.admins: store.Admins = Admins(connection)
        self.posts: store.Posts = Posts(connection)
        self.stories: store.Stories = Stories(connection)
        self.digests: store.Digests = Digests(connection)
        self.exchanges: store.Exchanges = Exchanges(connection)
        self.campaigns: store.Campaigns = Campaigns(connection)
        self.corrections: store.Corrections = Corrections(connection)
        self.plans: store.Plans = Plans(connection)
        self.broadcasts: store.Broadcasts = Broadcasts(connection)
        self.accounts: store.Accounts = Accounts(connection)
        self.notices: store.Notices = Notices(connection)
        self.dialogues: store.Dialogues = Dialogues(connection)
        self.programme: store.Programme = Programme(connection)
