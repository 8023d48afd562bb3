"""One unit of work on one connection, every noun at hand."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import store
from storage.accounts import Accounts
from storage.audit import Audit
from storage.broadcast import Broadcasts
from storage.campaigns import Campaigns
from storage.channels import Channels
from storage.content import Posts
from storage.corrections import Corrections
from storage.dialogues import Dialogues
from storage.digests import Digests
from storage.exchanges import Exchanges
from storage.exports import Exports
from storage.follows import Follows
from storage.hours import Hours
from storage.notices import Notices
from storage.partners import Partners
from storage.people import Admins, Readers
from storage.programme import Programme
from storage.recurrence import Plans
from storage.reports import Reports
from storage.requests import Requests
from storage.schema import metadata as metadata  # noqa: PLC0414 - complete here: every table is imported
from storage.shares import Shares
from storage.stories import Stories
from storage.traces import Traces


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
        self.hours: store.Hours = Hours(connection)
        self.reports: store.Reports = Reports(connection)
        self.accounts: store.Accounts = Accounts(connection)
        self.notices: store.Notices = Notices(connection)
        self.dialogues: store.Dialogues = Dialogues(connection)
        self.requests: store.Requests = Requests(connection)
        self.traces: store.Traces = Traces(connection)
        self.shares: store.Shares = Shares(connection)
        self.programme: store.Programme = Programme(connection)
        self.audit: store.Audit = Audit(connection)
        self.exports: store.Exports = Exports(connection)
