// Draws a text with Bot API entities. Offsets are UTF-16 units, as JavaScript strings count.

import { button, el, icon } from "./dom.js";
import { said, word } from "./words.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE = /^(https?|tg|mailto|tel):/i;

// hands: { link(url, event), command(text), mention(name) } say what a press does on this phone.
export function drawText(text, entities, hands) {
  const sorted = (entities || [])
    .filter((each) => each.length > 0)
    .toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, 0, text.length, sorted, hands);
}

function build(text, start, end, entities, hands) {
  const made = document.createDocumentFragment();
  let at = start;
  let afterBlock = false;
  const plain = (to) => {
    let piece = text.slice(at, to);
    if (afterBlock && piece.startsWith("\n")) piece = piece.slice(1);
    if (piece) made.append(piece);
    at = Math.max(at, to);
  };
  let queue = entities;
  while (queue.length) {
    const [entity, ...others] = queue;
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (from >= to) {
      queue = others;
      continue;
    }
    plain(from);
    const [inside, after] = cut(others, to);
    const node = wrap(entity, text.slice(from, to), hands);
    (node.inner || node.outer).append(build(text, from, to, inside, hands));
    made.append(node.outer);
    afterBlock = BLOCKS.has(entity.type);
    at = to;
    queue = after;
  }
  plain(end);
  return made;
}

// Entities that cross the border are cut in two, so that what is drawn always nests.
function cut(entities, border) {
  const inside = [];
  const after = [];
  for (const each of entities) {
    const end = each.offset + each.length;
    if (each.offset < border) inside.push(each);
    if (end > border) {
      const offset = Math.max(each.offset, border);
      after.push({ ...each, offset, length: end - offset });
    }
  }
  return [inside, after.sort((a, b) => a.offset - b.offset || b.length - a.length)];
}

function wrap(entity, text, hands) {
  const { type } = entity;
  if (TAGS[type]) return { outer: el(TAGS[type]) };
  if (type === "pre") return pre(entity);
  if (type === "blockquote") return { outer: el("blockquote") };
  if (type === "expandable_blockquote") return folded(text);
  if (type === "spoiler") return { outer: spoiler() };
  if (type === "text_link") return { outer: link(entity.url, hands) };
  if (type === "url") return { outer: link(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`, hands) };
  if (type === "email") return { outer: link(`mailto:${text}`, hands) };
  if (type === "phone_number") return { outer: link(`tel:${text.replace(/\s/g, "")}`, hands) };
  if (type === "bot_command") return { outer: pressed("word", () => hands.command(text)) };
  if (type === "mention") return { outer: pressed("word", () => hands.mention(text.slice(1))) };
  if (type === "hashtag" || type === "cashtag") return { outer: el("span", { class: "tag" }) };
  if (type === "text_mention") return { outer: el("span", { class: "tag" }) };
  return { outer: el("span", { class: type === "custom_emoji" ? "emoji" : undefined }) };
}

function pre(entity) {
  const inner = el("code");
  const head = entity.language ? el("span", { class: "pre-language" }, entity.language) : null;
  return { outer: el("pre", {}, head, inner), inner };
}

function link(address, hands) {
  if (!SAFE.test(address || "")) return el("span", { class: "tag" });
  const open = (event) => hands.link(address, event);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer", on: { click: open } });
}

// A word of the text to press. Not a <button>, whose edges are places to break a line: "(\n/partners", "/stories\n.".
function pressed(className, run) {
  const typed = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    run();
  };
  return el("span", { class: `inline ${className}`, role: "button", tabindex: "0", on: { click: run, keydown: typed } });
}

function spoiler() {
  const node = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-expanded": "false" });
  said(node, "reveal", "label");
  const show = (event) => {
    if (node.classList.contains("shown") || (event.type === "keydown" && event.key !== "Enter")) return;
    event.preventDefault();
    event.stopPropagation();
    node.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label", "aria-expanded", "title"]) node.removeAttribute(name);
    delete node.dataset.wordLabel;
  };
  node.addEventListener("click", show, true);
  node.addEventListener("keydown", show);
  return node;
}

function folded(text) {
  const inner = el("div", { class: "fold-text" });
  const outer = el("blockquote", {}, inner);
  if (text.length < 130 && text.split("\n").length < 4) return { outer, inner };
  outer.classList.add("fold");
  const toggle = button("fold-toggle", { "aria-expanded": "false" }, icon("down"));
  said(toggle, "unfold", "label");
  toggle.addEventListener("click", () => {
    const open = outer.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    said(toggle, open ? "fold" : "unfold", "label");
  });
  outer.append(toggle);
  return { outer, inner };
}

// A line for quotes, pins and notices: what a message holds, in few words.
export function summary(message) {
  const text = message.text || message.caption;
  if (text) return text.replace(/\s+/g, " ").slice(0, 160);
  if (message.photo) return word("photo");
  if (message.video || message.animation || message.video_note) return word("video");
  if (message.document) return message.document.file_name || word("file");
  if (message.audio) return message.audio.title || message.audio.file_name || word("file");
  if (message.voice) return word("voice");
  if (message.sticker) return `${message.sticker.emoji || ""} ${word("sticker")}`.trim();
  if (message.venue) return message.venue.title;
  if (message.location) return word("place");
  if (message.poll) return message.poll.question;
  return word("other");
}

const MARKS = { bold: "**", italic: "__", strikethrough: "~~", spoiler: "||", code: "`", pre: "```" };

// The text as one would type it, so that correcting a message keeps its marks.
export function asTyped(text, entities) {
  const edges = [];
  for (const { type, offset, length, url } of entities || []) {
    const [open, shut] = type === "text_link" ? ["[", `](${url})`] : [MARKS[type], MARKS[type]];
    if (!open) continue;
    edges.push({ at: offset, order: -length, mark: open, opens: true });
    edges.push({ at: offset + length, order: length, mark: shut, opens: false });
  }
  edges.sort((a, b) => a.at - b.at || a.opens - b.opens || a.order - b.order);
  let made = "";
  let last = 0;
  for (const { at, mark } of edges) {
    made += text.slice(last, at) + mark;
    last = at;
  }
  return made + text.slice(last);
}
