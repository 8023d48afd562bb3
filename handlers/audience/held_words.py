"""Names for what is held on a person: tables in the order of the page, columns, and the program's own values.

What has no name here is the program's own (fingerprints, keys, who did something by number): the JSON alone has it.
"""

from collections.abc import Mapping

from bot.actions.report import WHY_NOT
from bot.reports import Counted
from bot.words import marked

TABLES: Mapping[str, str] = {
    "reader": marked("You"),
    "chat": marked("Your chat with me"),
    "consent": marked("What you agreed to or withdrew"),
    "follow": marked("Partners you follow"),
    "campaign_follow": marked("Campaigns you follow"),
    "place_follow": marked("Cities you follow"),
    "follow_aside": marked("What you asked of partners that have left"),
    "request": marked("Your requests about your data"),
    "share": marked("Stories you shared"),
    "share_media": marked("Pictures of your stories"),
    "media": marked("Pictures of your stories"),
    "media_reference": marked("Pictures of your stories"),
    "vote": marked("Your votes"),
    "exchange": marked("Partners you wrote to"),
    "digest": marked("Your digest"),
    "press": marked("Buttons you pressed under posts"),
    "delivery": marked("Posts that were sent to you"),
    "notice": marked("Messages that wait for you"),
    "dialogue": marked("Where our conversation stands"),
    "member": marked("Partners you write for"),
    "post": marked("Posts you wrote or reviewed"),
    "version": marked("Texts of your posts"),
    "plan": marked("Posts you scheduled"),
    "correction": marked("Corrections you proposed or decided"),
    "invitation": marked("Invitations you made or used"),
    "admin": marked("You run the programme"),
    "audit": marked("What you did in the programme"),
}
COLUMNS: Mapping[str, str] = {
    "name": marked("Your name"),
    "address": marked("Your number on Telegram"),
    "form": marked("Language"),
    "place": marked("Place"),
    "zone": marked("Time zone"),
    "met_at": marked("First met"),
    "quiet_begin": marked("Quiet hours from"),
    "quiet_end": marked("Quiet hours until"),
    "quiet_on": marked("Quiet hours on"),
    "stopped_at": marked("Posts stopped since"),
    "paused_until": marked("Posts paused until"),
    "gone_at": marked("Chat closed since"),
    "cap": marked("Promotions a day at most"),
    "welcomed_at": marked("Last welcomed back"),
    "purpose": marked("Purpose"),
    "given": marked("Your answer"),
    "at": marked("When"),
    "partner_id": marked("Partner"),
    "campaign_id": marked("Campaign"),
    "muted_until": marked("Muted until"),
    "weekly": marked("Posts a week at most"),
    "whole": marked("All their posts"),
    "kind": marked("Kind"),
    "state": marked("Status"),
    "reason": marked("Reason"),
    "text": marked("Text"),
    "answer": marked("The answer"),
    "due_at": marked("Due"),
    "done_at": marked("Done on"),
    "credit": marked("Told by"),
    "rights_at": marked("Rights confirmed"),
    "submitted_at": marked("Sent in"),
    "comment": marked("Comment"),
    "month": marked("Month"),
    "created_at": marked("Started"),
    "sent_at": marked("Sent"),
    "verb": marked("What was done"),
    "subject": marked("About"),
    "every": marked("How often"),
    "hour": marked("At what hour"),
    "only": marked("Nothing but the digest"),
    "next_at": marked("Next"),
    "asked_at": marked("Last asked"),
    "told_at": marked("Published"),
    "source": marked("First written in"),
    "derived_from": marked("Made from"),
    "machine": marked("By a machine"),
    "hashtag": marked("Hashtag"),
    "wall": marked("Planned for"),
    "used_at": marked("Used"),
    "expires_at": marked("Valid until"),
    "gone_reason": marked("Reason"),
}
DETAILS: Mapping[str, str] = {
    "hint": marked("Language of your app"),
    "came_by": marked("How you came here"),
    "text_version": marked("Version of the text"),
    "beside": marked("In the other script"),
    "id": marked("Number"),
    "reader_id": marked("Your number here"),
    "person_id": marked("Your number here"),
    "recipient": marked("Your number here"),
    "post_id": marked("Number of the post"),
    "share_id": marked("Number of the story"),
    "broadcast_id": marked("Number of the sending"),
    "message_ids": marked("Numbers of the messages"),
    "data": marked("Remembered"),
}
"""Folded away below the rest."""
LISTED = frozenset(
    {"consent", "follow", "follow_aside", "campaign_follow", "place_follow", "vote", "press", "delivery"}
)
"""Tables of many short lines: one line each, without details."""
IN_THE_FILE_ALONE = frozenset(
    {
        *("account_id", "after", "approved_hash", "asked", "answered", "author_id", "basis", "because", "before"),
        *("begins", "content_hash", "copied_id", "decided_by", "everybody", "facts", "follows_id", "heard", "held_at"),
        *("key", "media_id", "media_no", "menu", "moment", "no", "own_zone", "paid", "path", "places", "planned_by"),
        *("proposed_by", "reference", "reminded", "rests_until", "review_by", "reviewer_id", "round", "rule", "seen"),
        *("seen_frame", "made_by", "signed_by", "since", "topic", "tries", "upto", "urgent", "used_by", "wave_id"),
        *("numbers", "ways", "wished"),
    }
)
"""Columns that say nothing to a person; a test holds that every column stands somewhere."""
VALUES: Mapping[str, str] = {
    **WHY_NOT,
    "service": marked("posts"),
    "follow": marked("posts of one partner"),
    "follow_campaign": marked("posts of one campaign"),
    "promotion": marked("promotions"),
    "copy": marked("a copy of my data"),
    "forget": marked("to be forgotten"),
    "question": marked("a question"),
    "sent": marked("sent"),
    "refused": marked("not accepted by the network"),
    "skipped": marked("left out"),
    "unknown": marked("uncertain"),
    "draft": marked("draft"),
    "submitted": marked("waiting for review"),
    "returned": marked("returned for changes"),
    "approved": marked("approved"),
    "declined": marked("declined"),
    "accepted": marked("accepted"),
    "photo": marked("photo"),
    "video": marked("video"),
    "campaign": marked("promotion"),
    "story": marked("story"),
    "reader": marked("person"),
    "day": marked("every day"),
    "week": marked("every week"),
}
PRESSES: Mapping[str, str] = {
    Counted.FOLLOW: marked("Follow this partner"),
    Counted.READ: marked("another language"),
}
"""The buttons under posts."""
