"""An export's tables in an admin's words: its sheets, their heads, and the words of the program's own in them."""

from collections.abc import Mapping

from bot.content import PostKind, PostState
from bot.corrections import CorrectionState
from bot.exports import Table
from bot.hearing.kinds import KINDS
from bot.words import marked
from handlers.admin.auditing.audit_words import GOING
from handlers.reporting.words import STATES as OUTCOMES
from handlers.showing.mistakes import STATES

SHEETS: Mapping[Table, str] = {
    Table.PARTNERS: marked("Partners"),
    Table.COMMUNICATORS: marked("Communicators"),
    Table.CHANNELS: marked("Channels"),
    Table.CAMPAIGNS: marked("Campaigns"),
    Table.POSTS: marked("Posts"),
    Table.VERSIONS: marked("Texts"),
    Table.PLANS: marked("Plans"),
    Table.SENDINGS: marked("Sendings"),
    Table.OUTCOMES: marked("How sendings ended"),
    Table.PRESSES: marked("Buttons pressed"),
    Table.LINKS: marked("Links pressed"),
    Table.CORRECTIONS: marked("Corrections"),
    Table.AUDIT: marked("Who did what"),
}
HEADS: Mapping[str, str] = {
    "partner_id": marked("Partner"),
    "slug": marked("Short name"),
    "kind": marked("Kind"),
    "names": marked("Names"),
    "about": marked("Introduction"),
    "own": marked("Benefits of its own"),
    "suspended_at": marked("Suspended since"),
    "retired_at": marked("Left the programme"),
    "followers": marked("Followers"),
    "person": marked("Person"),
    "at": marked("Time"),
    "title": marked("Title"),
    "forms": marked("Languages"),
    "lost_at": marked("Can't post since"),
    "campaign_id": marked("Campaign no."),
    "begins": marked("First day"),
    "ends": marked("Last day"),
    "hashtag": marked("Hashtag"),
    "goal": marked("Goal"),
    "ended_at": marked("Ended early"),
    "post_id": marked("Post no."),
    "state": marked("State"),
    "source": marked("Written in"),
    "author": marked("Written by"),
    "created_at": marked("Begun"),
    "submitted_at": marked("Submitted"),
    "reviewer": marked("Reviewed by"),
    "comment": marked("Comment"),
    "sent_at": marked("Sent"),
    "places": marked("For readers in"),
    "everybody": marked("For every reader"),
    "media": marked("Pictures and videos"),
    "ways": marked("Buttons"),
    "follows_id": marked("Follow-up of post no."),
    "form": marked("Language"),
    "text": marked("Text"),
    "derived_from": marked("Converted from"),
    "machine": marked("Written by a machine"),
    "signed_by": marked("Signed by"),
    "moment": marked("Goes out"),
    "zone": marked("Time zone"),
    "rule": marked("Comes again"),
    "own_zone": marked("On each reader's own clock"),
    "held_at": marked("Paused since"),
    "held_until": marked("Paused until"),
    "paused_until": marked("Paused until"),
    "broadcast_id": marked("Sending no."),
    "errand": marked("What it was"),
    "started_at": marked("Began"),
    "finished_at": marked("Finished"),
    "meant": marked("Meant for"),
    "chat": marked("Where"),
    "reason": marked("Reason"),
    "number": marked("How many"),
    "button": marked("Button"),
    "button_no": marked("Button no."),
    "times": marked("How many times"),
    "corrected": marked("What was corrected"),
    "picture_no": marked("Picture no."),
    "decided_by": marked("Decided by"),
    "verb": marked("What happened"),
    "subject": marked("As it is kept"),
    "before": marked("Before"),
    "after": marked("After"),
}
CHATS = {"reader": marked("Readers"), "channel": marked("Channels")}
POSTS = {PostKind.CAMPAIGN: marked("Promotion"), PostKind.STORY: marked("Story")}
DECIDED = {
    CorrectionState.OPEN: marked("waiting for review"),
    CorrectionState.APPROVED: marked("approved"),
    CorrectionState.DECLINED: marked("declined"),
    CorrectionState.OUTDATED: marked("overtaken by another change"),
    CorrectionState.RECALLED: marked("over, since the post was recalled"),
    CorrectionState.REPLACED: marked("replaced by a later proposal"),
    CorrectionState.WITHDRAWN: marked("withdrawn"),
}
CORRECTED = {"text": HEADS["text"], "ways": HEADS["ways"], "picture": marked("A picture")}
KINDS_OF: Mapping[str, str] = {str(kind): label for table in (KINDS, POSTS) for kind, label in table.items()}
STATES_OF: Mapping[Table, Mapping[str, str]] = {
    Table.POSTS: {str(state): STATES[state] for state in PostState},
    Table.SENDINGS: GOING,
    Table.OUTCOMES: {str(state): label for state, (label, _) in OUTCOMES.items()},
    Table.CORRECTIONS: {str(state): label for state, label in DECIDED.items()},
}

NUMBERED: Mapping[str, str] = {
    "post": marked("post no. {number}"),
    "broadcast": marked("sending no. {number}"),
    "campaign": marked("campaign no. {number}"),
}
"""What a line of the audit is about, by the number that it has on the sheet of its kind."""
