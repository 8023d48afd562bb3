"""Mistakes in words: one sentence for every reason, and where it is shown."""

import logging
from collections.abc import Mapping
from datetime import date, datetime, time

from aiogram.enums import ChatType
from aiogram.exceptions import AiogramError, TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import CallbackQuery, ErrorEvent, Message
from markupsafe import Markup

from bot.broadcast import Fate
from bot.content import PostState
from bot.languages import Form, hinted
from bot.mistakes import Mistake, Why
from bot.recurrence import zones
from bot.words import Words, marked, words_for
from handlers.showing.screen import ANSWER_LIMIT, Screen, show_below, toast

_log = logging.getLogger(__name__)

SENTENCES: Mapping[Why, str] = {
    Why.NOT_ALLOWED: marked("You can't do that here. /help shows what you can do."),
    Why.NO_PARTNER: marked(
        "That's for people who write for a partner. If you should, ask the programme's admin for an invitation. "
        "/help shows what you can do."
    ),
    Why.NOT_FOUND: marked("That's no longer there. /help shows what you can do here."),
    Why.INVITATION_USED: marked("This invitation has been used already. Ask the programme's admin for a new one."),
    Why.INVITATION_EXPIRED: marked("This invitation has expired. Ask the programme's admin for a new one."),
    Why.INVITATION_UNKNOWN: marked("This invitation isn't valid. Ask the programme's admin for a new one."),
    Why.ALREADY_MEMBER: marked("You already write for {partner}. /new starts a post."),
    Why.SLUG_TAKEN: marked(
        "There's already a partner with this name. Send another name, or find that partner under /partners."
    ),
    Why.NAME_MISSING: marked("A partner needs a name in at least one language."),
    Why.NAME_TOO_LONG: marked("This name is too long: {length} characters, {limit} allowed. Send a shorter one."),
    Why.NAME_UNCLEAR: marked(
        "I couldn't tell which language “{name}” is in. Send fewer names now; you can add the others afterwards."
    ),
    Why.NAME_LENGTHENS: marked(
        "With this name the {language} text of “{title}” would be {over} characters too long: {limit} are allowed, "
        "with the name. Send a shorter name, or have that text shortened first."
    ),
    Why.CHANNEL_TAKEN: marked(
        "This channel or group already belongs to another partner. Unlink it there first, or send another one."
    ),
    Why.CHANNEL_NOT_ADMIN: marked(
        "I can't post there. Make me an administrator with the right to post, then try again."
    ),
    Why.CHANNEL_UNKNOWN: marked(
        "I can't find that channel or group. Make me an administrator there first, then forward one of its posts "
        "or send its @username or t.me link."
    ),
    Why.CHANNELS_FULL: marked("This partner has all the channels that its kind allows ({limit}). Unlink one first."),
    Why.CHANNEL_WITHOUT_FORM: marked("A channel needs at least one language. Choose one."),
    Why.TEXT_EMPTY: marked("There's no text in this. Write a few words and send it again."),
    Why.TEXT_TOO_LONG: marked(
        "The {language} text is too long: {length} characters with its footer, {limit} allowed here. "
        "Shorten it by {over} and send it again; nothing else was changed."
    ),
    Why.DERIVED_TOO_LONG: marked(
        "The {language} text, which is made from the {source} one, would be {over} characters too long: {limit} are "
        "allowed with its footer. Shorten the {source} text by about as much and send it again, or write the "
        "{language} one yourself first; nothing was changed."
    ),
    Why.ALBUM_TOO_LARGE: marked("An album holds at most {limit} pictures or videos. This one was left out."),
    Why.NO_VERSION: marked("There's no text yet. Send the post's text in any of the languages."),
    Why.MEDIA_KIND: marked(
        "In a post that is out a photo can only be replaced by a photo, and a video by a video. Send the same kind."
    ),
    Why.ALBUM_WITHOUT_BUTTONS: marked(
        "This album went out without buttons, and Telegram puts none under an album. Put the address into its text, or "
        "write a follow-up that has the button."
    ),
    Why.PINNING_NOT_INCLUDED: marked("Pinning isn't part of this partnership. An admin can add it under Benefits."),
    Why.SUSPENDED: marked(
        "{partner} is suspended, so none of its posts go out now. Ask the programme's admin about it."
    ),
    Why.RETIRED: marked("{partner} has left the programme. Its stories can still be read."),
    Why.NOT_EDITABLE: marked("This post can no longer be changed: it's {state}."),
    Why.TEXT_TOO_LATE: marked(
        "Your text isn't in the post: it can no longer be changed, because it's {state}. "
        "You still have the text here; what was sent can be corrected from /posts."
    ),
    Why.NOT_SUBMITTED: marked("This post isn't waiting for review now: it's {state}."),
    Why.ALREADY_REVIEWED: marked("Somebody has already decided on this post: it's {state}."),
    Why.CONTENT_CHANGED: marked("The post has changed since you opened it. Here it is as it stands now: look again."),
    Why.OWN_POST: marked("You wrote this post yourself, so another admin must approve it."),
    Why.OWN_CORRECTION: marked("You proposed this yourself, so another admin must approve it."),
    Why.CORRECTION_DECIDED: marked("Somebody has already decided on this correction."),
    Why.RECALLED: marked("This post has been recalled, so there's nothing left to correct."),
    Why.NOTHING_CORRECTED: marked("That's how it stands already. Change something first, then try again."),
    Why.COMMENT_MISSING: marked("Write in a few words what should be changed."),
    Why.COMMENT_TOO_LONG: marked(
        "This comment is too long: {length} characters, {limit} allowed. Shorten it and send it again."
    ),
    Why.NOT_APPROVED: marked("Only an approved post can be scheduled: this one is {state}."),
    Why.NOT_SCHEDULED: marked("This post isn't scheduled: it's {state}."),
    Why.BROADCAST_OVER: marked("It's too late for that: this sending is over."),
    Why.EXPORT_UNDER_WAY: marked("One file is being written for you already. Wait until it's there."),
    Why.NOTHING_TO_DELETE: marked("Nothing is left to delete: this post was recalled from every chat."),
    Why.BROADCAST_RUNNING: marked("Wait until the sending under way has finished, then try again."),
    Why.POSTS_USED_UP: marked(
        "{partner} has used up its {limit} posts for that month. The next ones can go out from {renews}."
    ),
    Why.NO_POSTS_INCLUDED: marked(
        "{partner} can't send posts at the moment. Please ask an admin of the programme. Your post is kept."
    ),
    Why.TIME_PAST: marked("That time has passed. Choose a later one."),
    Why.TIME_IMPOSSIBLE: marked(
        "{wall} doesn't exist in {zone}: clocks go forward over that hour. Choose another time."
    ),
    Why.TIME_UNREADABLE: marked("I couldn't read that as a date and time."),
    Why.TIME_TOO_FAR: marked("That's too far ahead: at most {days} days. Choose an earlier day."),
    Why.NO_SUCH_TIME: marked("There's no such day or hour. Choose another one."),
    Why.DAYS_DIFFER: marked("The day of the week doesn't match the date. Which do you mean: {day} or {other}?"),
    Why.WHICH_MOMENT: marked("That can mean more than one moment. Write the day, and the hour from 00:00 to 23:59."),
    Why.TIME_TOO_LATE: marked("The next one comes on {wall} already. Choose an earlier time, or skip this one."),
    Why.NEVER_COMES: marked("No day fits before it ends. Choose another day, or a later end."),
    Why.TOO_OFTEN: marked("That's too often: at most {limit} times. Choose a smaller number."),
    Why.POST_FIRST: marked("First press the post in the list, then write how often it should go out."),
    Why.RULE_UNREADABLE: marked("I couldn't read how often. Write it like “{example}”, or press a button."),
    Why.RULE_HALF_READ: marked(
        "I didn't understand “{rest}” in it, so nothing is planned. Write it like “{example}”, or press a button."
    ),
    Why.FEAST_MOVES: marked("That feast is on another day each year. Plan one year at a time, without “every”."),
    Why.ONE_DAY_A_MONTH: marked(
        "A plan can have only one day of the month. Write just one of them; for the other, duplicate the post."
    ),
    Why.NOBODY_TO_REACH: marked(
        "Nobody follows you yet, so there's no local time to send it at. Choose one time for everybody."
    ),
    Why.NOT_REPEATING: marked("This post goes out only once."),
    Why.ZONE_UNKNOWN: marked("I don't know the place “{zone}”. Try a city, such as Lisbon or Macau."),
    Why.QUESTION_TOO_LONG: marked(
        "That's too long: {length} characters, {limit} allowed. Shorten it and send it again."
    ),
    Why.ALREADY_ANSWERED: marked("Somebody has already answered this question."),
    Why.SHARE_CLOSED: marked("This story can no longer be changed: it has been sent in."),
    Why.NO_NAME: marked("Your account shows no name. Give it one in the app's settings, then press again."),
    Why.VOTE_OVER: marked("The vote on this story is over. /vote shows what you can vote for now."),
    Why.SHARE_TOO_LONG: marked(
        "A story can have at most {limit} characters; this one has {length}. Shorten it and send it again."
    ),
    Why.SHARE_DECIDED: marked("Somebody has already decided on this story."),
    Why.RIGHTS_MISSING: marked("Confirm first that text and photos are yours to share."),
    Why.CONVERSION_SOURCE: marked("There's no Chinese text to convert from yet. Send one first."),
    Why.LANGUAGES_USED_UP: marked(
        "This post has all the languages that the partnership includes: at most {limit} per post. "
        "Remove one first, or ask an admin for more. The next post has all of them again."
    ),
    Why.LANGUAGES_TOO_MANY: marked(
        "This post is in {count} languages, but {partner} may now use only {limit} in a post. "
        "Remove what is too much and submit it again, or ask an admin for more."
    ),
    Why.EVERYBODY_NOT_INCLUDED: marked(
        "This partnership includes messages to your followers only. An admin can widen it for you."
    ),
    Why.EVERYBODY_ONLY_STORIES: marked(
        "Only a story may go to readers who don't follow you. A promotion goes to your followers."
    ),
    Why.GATE_CLOSED: marked("Not yet: {languages} must be reviewed first. Open “All texts” and look at each."),
    Why.OWN_VERSION: marked("The {language} text is your own, so another admin must approve it."),
    Why.VERSION_CHANGED: marked("The {language} text has changed since you opened it. Here it is now: look again."),
    Why.ALREADY_SIGNED: marked("The {language} text is reviewed already."),
    Why.NO_OTHER_ADMIN: marked(
        "If you change it, another admin must approve it, and there's none. Return it with a comment instead."
    ),
    Why.WAYS_FULL: marked("A post has at most {limit} buttons. Remove one first."),
    Why.LABEL_IS_ADDRESS: marked(
        "That's an address. Send the words on the button. To change where it leads, remove it and add another."
    ),
    Why.LINK_UNREADABLE: marked("That isn't a web address. Send one like https://example.com/page."),
    Why.LABEL_MISSING: marked("A button needs a few words on it. Send them."),
    Why.LABEL_TOO_LONG: marked(
        "That's too long for a button: {length} characters, at most {limit} fit. Send a shorter one."
    ),
    Why.HASHTAG_UNREADABLE: marked(
        "Send one hashtag, like #GuangzhouKapok, or one in Chinese and one in Latin letters: letters and digits, "
        "no spaces."
    ),
    Why.CAMPAIGN_OVER: marked("That campaign is over. /campaigns shows those still running."),
    Why.THEME_OVER: marked("That campaign is over. Its stories can still be read under /stories."),
    Why.NOT_FOLLOWED: marked("You don't follow this partner any more. /partners shows whom you follow."),
    Why.CAMPAIGN_BACKWARDS: marked("A campaign can't end before it begins. Choose a later last day."),
    Why.DAY_UNREADABLE: marked("I couldn't read that as a day. Write it like 2027-03-31, or “tomorrow”."),
    Why.GOAL_UNREADABLE: marked("A goal is a number of posts, from 1 to {limit}."),
    Why.TRANSLATOR_KEY: marked(
        "The translation machine doesn't let me in. Tell an admin to look at its key; your post is as it was."
    ),
    Why.TRANSLATOR_BUSY: marked(
        "The translation machine has too much to do, or its quota is used up. Try again later; your post is as it was."
    ),
    Why.TRANSLATOR_AWAY: marked(
        "The translation machine didn't answer. Try again in a few minutes; your post is as it was."
    ),
    Why.TRANSLATOR_GARBLED: marked(
        "What the translation machine sent back can't be used: a part of it is missing. "
        "Try again, or send that text yourself; your post is as it was."
    ),
    Why.NOT_TRANSLATED: marked("I couldn't get that translated just now. Try again in a few minutes."),
    Why.TRANSLATOR_UNABLE: marked(
        "The translation machine doesn't know {language}. Send that text yourself; your post is as it was."
    ),
    Why.WRITTEN_ENOUGH: marked(
        "You've written a lot in the last hour. Please wait for an answer, or write again later."
    ),
    Why.ANSWERED_ENOUGH: marked("You've answered this reader several times. You can go on when they write again."),
    Why.EXCHANGE_OVER: marked("This conversation is over, so your answer wasn't sent. The reader may write again."),
    Why.MESSAGE_TOO_LONG: marked("That's too long: {length} characters, at most {limit} fit. Send a shorter message."),
    Why.NOBODY_ANSWERS: marked("Nobody from this partner can answer here at the moment. Please try again another day."),
}
STATES: Mapping[PostState, str] = {
    PostState.DRAFT: marked("draft"),
    PostState.SUBMITTED: marked("waiting for review"),
    PostState.RETURNED: marked("returned for changes"),
    PostState.APPROVED: marked("approved"),
    PostState.SCHEDULED: marked("scheduled"),
    PostState.SENDING: marked("being sent"),
    PostState.SENT: marked("sent"),
    PostState.RECALLED: marked("recalled"),
    PostState.DELETED: marked("deleted"),
    PostState.TEMPLATE: marked("template"),
}
CANCELLED = marked("sending cancelled")
"""Of a post whose sending somebody has cancelled, until it is at its end; nothing more leaves, whatever holds it up."""
FATES: dict[Fate, str] = {
    Fate.UNDERWAY: marked("being recalled"),
    Fate.WHOLE: marked("recalled"),
    Fate.PARTLY: marked("recalled in part, other copies stay"),
    Fate.NOT: marked("couldn't be recalled, its copies stay"),
}
"""What became of a recall."""


def in_words(mistake: Mistake, words: Words) -> Markup:
    """The mistake as one clear sentence in the person's language."""
    mistake = _named(mistake, words)
    return words.say(SENTENCES[mistake.why], **{name: _fact(name, fact, words) for name, fact in mistake.facts.items()})


def _fact(name: str, fact: object, words: Words) -> object:
    if isinstance(fact, PostState):
        return words.say(STATES[fact])
    if name == "zone" and isinstance(fact, str):
        return words.zone(fact) if fact in zones() else fact
    if isinstance(fact, datetime):
        return words.moment(fact)
    if isinstance(fact, date):
        return words.day(datetime.combine(fact, time(12)))
    return words.number(fact) if isinstance(fact, int) else fact


def _named(mistake: Mistake, words: Words) -> Mistake:
    """Facts under the names the sentences use: a form is shown as the language's own name."""
    facts, forms = mistake.facts, mistake.facts.get("forms")
    for name, gap in (("form", "language"), ("source", "source")):
        if isinstance(form := facts.get(name), Form):
            facts = {**facts, gap: words.language(form)}
    if isinstance(forms, tuple):
        facts = {**facts, "languages": words.list([words.language(each) for each in forms])}
    return Mistake(mistake.why, **facts)


async def answer_mistake(event: ErrorEvent, words: Words | None = None) -> None:
    """Say a mistake to the person who made it; of a fault, tell the log everything and the person that it is ours."""
    update, error = event.update, event.exception
    if isinstance(error, TelegramForbiddenError):  # they blocked the bot while it answered; `presence` hears of that
        _log.info("update %d: %s", update.update_id, error)
        return
    if isinstance(error, TelegramRetryAfter):  # whatever else is said now would be refused, too
        _log.warning("update %d was not answered: a flood answer of %d s", update.update_id, error.retry_after)
        return
    if not isinstance(error, Mistake):
        _log.error("update %d could not be handled", update.update_id, exc_info=error)
    said = update.callback_query or update.message or update.edited_message
    if said is None or said.from_user is None or (isinstance(said, Message) and said.chat.type != ChatType.PRIVATE):
        return
    words = words or words_for(hinted(said.from_user.language_code))
    text = in_words(error, words) if isinstance(error, Mistake) else words.say(FAULT)
    try:
        if isinstance(error, Mistake) and isinstance(said, CallbackQuery):
            await say_at_button(said, text)
        else:
            await show_below(said, Screen(text))
    except AiogramError as refused:
        _log.warning("update %d: the person could not be told: %s", update.update_id, refused)


async def say_at_button(query: CallbackQuery, text: Markup) -> None:
    """A short sentence as an alert over the chat; a longer one as a message."""
    if len(text.unescape()) <= ANSWER_LIMIT:
        await toast(query, text, alert=True)
    else:
        await show_below(query, Screen(text))


FAULT = marked("Something went wrong here, and it isn't your fault. It has been noted: please try again in a moment.")
