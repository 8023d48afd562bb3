// One bubble: a message, or the messages of one album.

import { button, el, icon } from "./dom.js";
import { drawMedia } from "./media.js";
import { drawText, summary } from "./entities.js";
import { inlineKeys } from "./buttons.js";
import { said, word } from "./words.js";

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const LOCALES = { "yue-Hant": "zh-Hant-HK", "zh-Hant": "zh-Hant-HK", pt: "pt-PT", en: "en-GB" };
const NOTICES = [
  ["new_chat_members", (value) => word("joined", value.map(named).join(", "))],
  ["left_chat_member", (value) => word("left", named(value))],
  ["pinned_message", (value, message) => word("pinnedBy", authorOf(message))],
  ["new_chat_title", (value) => word("renamed", value)],
  ["channel_chat_created", (value, message) => word("created", message.chat.title)],
  ["group_chat_created", (value, message) => word("created", message.chat.title)],
  ["forum_topic_created", (value) => `# ${value.name}`],
  ["forum_topic_edited", (value) => `# ${value.name}`],
  ["forum_topic_closed", (value, message) => `# ${topicOf(message)} ✕`],
  ["forum_topic_reopened", (value, message) => `# ${topicOf(message)} ✓`],
  ["supergroup_chat_created", (value, message) => word("created", message.chat.title)],
];

export const named = (someone) =>
  someone.title || [someone.first_name, someone.last_name].filter(Boolean).join(" ") || String(someone.id);

export const authorOf = (message) => named(message.sender_chat || message.from || message.chat);

// What answers nothing else in a topic answers the message that began it, which tells its name.
const topicOf = (message) => message.reply_to_message?.forum_topic_created?.name || message.message_thread_id;

const clock = (seconds) => CLOCK.format(new Date(seconds * 1000));

export function dayOf(seconds) {
  const date = new Date(seconds * 1000);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

export function dayName(seconds, locale) {
  const now = Date.now() / 1000;
  if (dayOf(seconds) === dayOf(now)) return word("today");
  if (dayOf(seconds) === dayOf(now - 86400)) return word("yesterday");
  const wanted = LOCALES[locale] || locale;
  return new Intl.DateTimeFormat(wanted, { day: "numeric", month: "long" }).format(new Date(seconds * 1000));
}

// Albums become one bubble; everything else is its own.
export function grouped(messages) {
  const groups = [];
  for (const message of messages) {
    const last = groups.at(-1);
    const same = message.media_group_id && last?.[0].media_group_id === message.media_group_id;
    if (same) last.push(message);
    else groups.push([message]);
  }
  return groups;
}

// phone gives: mine(message), keyed(message), hands, presses, find(id), jump(id), askMenu(message, node, event).
export function drawGroup(messages, phone, joined) {
  const [first] = messages;
  const notice = NOTICES.find(([kind]) => first[kind]);
  if (notice) {
    const [kind, say] = notice;
    return el("li", { class: "notice", data: { id: first.message_id } }, say(first[kind], first));
  }
  const mine = phone.mine(first);
  const media = drawMedia(messages);
  const texts = messages.filter((each) => each.text || each.caption);
  const bubble = el("div", { class: "bubble" });
  if (!mine && first.chat.type !== "private" && !joined) bubble.append(el("div", { class: "sender" }, authorOf(first)));
  bubble.append(...quotes(first, phone), ...media);
  for (const each of texts) bubble.append(words(each, phone));
  bubble.append(foot(messages, first, phone), menuKey(first, phone));
  if (media.length && !texts.length) bubble.classList.add("bare");
  if (first.sticker) bubble.classList.add("free");
  const body = el("div", { class: "body" }, bubble, drawKeys(first, phone));
  if (media.length) body.classList.add("with-media");
  const side = mine ? "out" : "in";
  const node = el("li", { class: `message ${side}${joined ? " joined" : ""}`, data: { id: first.message_id } }, body);
  watchMenu(bubble, first, phone);
  return node;
}

function drawKeys(message, phone) {
  const press = (key, node, event) => phone.presses.press(message, key, node, event);
  return inlineKeys(message.reply_markup, phone.presses.waiting, message.message_id, press);
}

function words(message, phone) {
  const text = message.text ?? message.caption;
  const entities = message.text !== undefined ? message.entities : message.caption_entities;
  return el("div", { class: "text", dir: "auto" }, drawText(text, entities, phone.hands));
}

function quotes(message, phone) {
  const made = [];
  if (message.is_topic_message) made.push(el("div", { class: "from" }, `# ${topicOf(message)}`));
  if (message.forward_origin) {
    const origin = message.forward_origin;
    const from = origin.chat || origin.sender_chat || origin.sender_user;
    made.push(el("div", { class: "from" }, word("forwarded", from ? named(from) : origin.sender_user_name || "")));
  }
  if (message.via_bot) made.push(el("div", { class: "from" }, word("via", `@${message.via_bot.username}`)));
  const answered = message.reply_to_message;
  if (answered && !answered.forum_topic_created) {
    const shown = message.quote?.text || summary(phone.find(answered.message_id) || answered);
    made.push(
      button(
        "quote",
        { on: { click: () => phone.jump(answered.message_id) } },
        el("b", {}, authorOf(answered)),
        el("span", {}, shown),
      ),
    );
  }
  return made;
}

// Apps don't call a message edited whose buttons made it change.
function foot(messages, first, phone) {
  const edited = messages.some((each) => each.edit_date && !phone.keyed(each));
  return el(
    "div",
    { class: "foot" },
    first.author_signature ? el("span", { class: "signature" }, first.author_signature) : null,
    edited ? el("span", { class: "edited" }, word("edited")) : null,
    el("time", { datetime: new Date(first.date * 1000).toISOString() }, clock(first.date)),
  );
}

function menuKey(message, phone) {
  const open = button("bubble-menu", { "aria-haspopup": "menu" }, icon("down"));
  said(open, "more", "label");
  open.addEventListener("click", (event) => phone.askMenu(message, open, event));
  return open;
}

// A long press on glass, a right click with a mouse.
function watchMenu(bubble, message, phone) {
  let timer = 0;
  const stop = () => clearTimeout(timer);
  bubble.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, img, video")) return;
    event.preventDefault();
    phone.askMenu(message, bubble, event);
  });
  bubble.addEventListener("touchstart", (event) => {
    timer = setTimeout(() => phone.askMenu(message, bubble, event), 550);
  }, { passive: true });
  for (const kind of ["touchend", "touchmove", "touchcancel"]) bubble.addEventListener(kind, stop, { passive: true });
}
