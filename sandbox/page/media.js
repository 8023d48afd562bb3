// Photos, albums, videos and files inside a message.

import { button, el, icon } from "./dom.js";
import { fileUrl } from "./api.js";
import { said, word } from "./words.js";

const ROWS = {
  1: [1], 2: [2], 3: [1, 2], 4: [2, 2], 5: [2, 3], 6: [3, 3], 7: [2, 2, 3], 8: [2, 3, 3], 9: [3, 3, 3], 10: [3, 3, 4],
};

export function drawMedia(messages) {
  const seen = messages.filter(picture);
  const parts = [];
  if (seen.length) parts.push(mosaic(seen));
  for (const message of messages) {
    if (message.document && !message.animation) parts.push(chip(message.document.file_name, message.document));
    if (message.audio) parts.push(sound(message.audio, message.audio.title || message.audio.file_name));
    if (message.voice) parts.push(sound(message.voice, word("voice")));
    if (message.sticker) parts.push(sticker(message.sticker));
    if (message.location && !message.venue) parts.push(place(word("place"), message.location));
    if (message.venue) parts.push(place(message.venue.title, message.venue.location, message.venue.address));
    if (message.poll) parts.push(poll(message.poll));
    if (message.checklist) parts.push(poll({ question: message.checklist.title, options: message.checklist.tasks }));
    if (message.contact) parts.push(poll({ question: message.contact.first_name, options: [{ text: message.contact.phone_number }] }));
    if (message.dice) parts.push(el("div", { class: "sticker" }, `${message.dice.emoji} ${message.dice.value}`));
  }
  return parts;
}

const picture = (message) => message.photo || message.video || message.animation || message.video_note;

function biggest(sizes) {
  const small = sizes.filter((size) => size.width <= 1280 && size.height <= 1280);
  return (small.length ? small : sizes).reduce((best, size) => (size.width > best.width ? size : best));
}

function mosaic(messages) {
  const grid = el("div", { class: `mosaic${messages.length > 1 ? " album" : ""}`, data: { count: messages.length } });
  const rows = ROWS[messages.length] || inThrees(messages.length);
  let next = 0;
  for (const count of rows) {
    const row = el("div", { class: "mosaic-row" });
    for (const message of messages.slice(next, next + count)) row.append(tile(message, messages.length === 1));
    grid.append(row);
    next += count;
  }
  return grid;
}

function inThrees(count) {
  return Array.from({ length: Math.ceil(count / 3) }, (_, index) => Math.min(3, count - index * 3));
}

function tile(message, alone) {
  const clip = message.video || message.animation || message.video_note;
  const media = clip || biggest(message.photo);
  const width = media.width || media.length || 320;
  const height = media.height || media.length || 240;
  const ratio = Math.min(Math.max(width / height, alone ? 0.62 : 0.68), alone ? 2.6 : 1.9);
  const inside = clip ? film(message, media) : image(media, width, height);
  const node = clip ? el("div", { class: "tile" }, inside) : button("tile", { on: { click: () => enlarge(media) } }, inside);
  if (!clip) said(node, "photo", "label");
  node.style.setProperty("--ratio", ratio.toFixed(4));
  if (alone) node.style.setProperty("--width", `${Math.max(width, 120)}px`);
  if (message.has_media_spoiler) veil(node);
  return node;
}

function image(size, width, height) {
  return el("img", { src: fileUrl(size.file_id), width, height, alt: word("photo"), decoding: "async" });
}

function film(message, media) {
  const thumb = media.thumbnail || media.thumb;
  const video = el("video", {
    src: fileUrl(media.file_id),
    poster: thumb ? fileUrl(thumb.file_id) : undefined,
    preload: "metadata",
    playsinline: true,
    controls: !message.animation,
    loop: Boolean(message.animation),
  });
  video.muted = Boolean(message.animation);
  if (message.animation) video.autoplay = true;
  return video;
}

function veil(node) {
  node.classList.add("veiled");
  const lift = (event) => {
    event.preventDefault();
    event.stopPropagation();
    node.classList.remove("veiled");
    node.removeEventListener("click", lift, true);
  };
  node.addEventListener("click", lift, true);
}

function enlarge(size) {
  const viewer = document.getElementById("viewer");
  const shut = button("round viewer-close", {}, icon("close"));
  said(shut, "close", "label");
  viewer.replaceChildren(el("img", { src: fileUrl(size.file_id), alt: word("photo") }), shut);
  viewer.onclick = () => viewer.close();
  viewer.showModal();
}

function chip(name, file) {
  const about = el("span", { class: "chip-text" }, el("b", {}, name || word("file")), el("small", {}, bytes(file.file_size)));
  return el(
    "a",
    { class: "chip", href: fileUrl(file.file_id), download: name || "file" },
    el("span", { class: "chip-icon" }, icon("file")),
    about,
  );
}

function bytes(size) {
  if (!size) return "";
  if (size < 1024) return `${size} B`;
  if (size < 1024 * 1024) return `${Math.round(size / 1024)} KB`;
  return `${(size / 1024 / 1024).toFixed(1)} MB`;
}

function sound(file, name) {
  const audio = el("audio", { src: fileUrl(file.file_id), controls: true, preload: "none" });
  return el("div", { class: "sound" }, el("span", { class: "sound-name" }, icon("voice"), name || ""), audio);
}

function sticker(file) {
  const still = !file.is_animated && !file.is_video;
  if (!still) return el("div", { class: "sticker" }, file.emoji || "🙂");
  const img = el("img", { src: fileUrl(file.file_id), width: 140, alt: file.emoji || word("sticker") });
  img.addEventListener("error", () => img.replaceWith(file.emoji || "🙂"));
  return el("div", { class: "sticker" }, img);
}

function place(title, { latitude, longitude }, address) {
  const where = address || `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
  const text = el("span", { class: "chip-text" }, el("b", {}, title), el("small", {}, where));
  return el("div", { class: "chip" }, el("span", { class: "chip-icon" }, icon("place")), text);
}

function poll(asked) {
  const options = asked.options.map((option) => el("li", {}, option.text));
  return el("div", { class: "poll" }, el("b", {}, asked.question), el("ul", {}, options));
}
