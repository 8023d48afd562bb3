"""One unit of work on one connection, every noun at hand."""

from bot.ports import content, ledger, letters, partners, people, plans, programme
from storage.accounts import Accounts
from storage.audit import Audit
from storage.awaited import AsyncConnection
from storage.broadcast import Broadcasts
from storage.campaigns import Campaigns
from storage.channels import Channels
from storage.corrections import Corrections
from storage.digests import Digests
from storage.exchanges import Exchanges
from storage.exports import Exports
from storage.follows import Follows
from storage.hours import Hours
from storage.notices import Notices
from storage.partners import Partners
from storage.people import Admins, Readers
from storage.posts import Posts
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
        self.readers: people.Readers = Readers(connection)
        self.follows: people.Follows = Follows(connection)
        self.partners: partners.Partners = Partners(connection)
        self.channels: partners.Channels = Channels(connection)
        self.admins: people.Admins = Admins(connection)
        self.posts: content.Posts = Posts(connection)
        self.stories: content.Stories = Stories(connection)
        self.digests: letters.Digests = Digests(connection)
        self.exchanges: letters.Exchanges = Exchanges(connection)
        self.campaigns: content.Campaigns = Campaigns(connection)
        self.corrections: content.Corrections = Corrections(connection)
        self.plans: plans.Plans = Plans(connection)
        self.broadcasts: ledger.Broadcasts = Broadcasts(connection)
        self.hours: plans.Hours = Hours(connection)
        self.reports: ledger.Reports = Reports(connection)
        self.accounts: ledger.Accounts = Accounts(connection)
        self.notices: letters.Notices = Notices(connection)
        self.requests: people.Requests = Requests(connection)
        self.traces: people.Traces = Traces(connection)
        self.shares: content.Shares = Shares(connection)
        self.programme: programme.Programme = Programme(connection)
        self.audit: programme.Audit = Audit(connection)
        self.exports: programme.Exports = Exports(connection)
