// Links that mean a place inside Telegram act inside the sandbox, on the same phone.

import { toast } from "./notices.js";
import { word } from "./words.js";

const TELEGRAM = /^(?:https?:\/\/)?(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog)\/(.+)$/i;

// -> { name | chat, start?, post? } or null when the address is an ordinary one.
export function telegramTarget(address) {
  let url;
  try {
    url = new URL(/^[a-z]+:/i.test(address) ? address : `https://${address}`);
  } catch {
    return null;
  }
  if (url.protocol === "tg:" && /resolve/.test(url.host + url.pathname)) {
    const given = url.searchParams;
    return given.get("domain") && { name: given.get("domain"), start: given.get("start") ?? undefined, post: given.get("post") };
  }
  if (!TELEGRAM.test(url.href)) return null;
  const [name, second, third] = url.pathname.split("/").filter(Boolean);
  if (name === "c" && second) return { chat: `-100${second}`, post: third };
  if (!/^\w{3,}$/.test(name || "") || name === "share") return null;
  return { name, start: url.searchParams.get("start") ?? undefined, post: second };
}

// -> true when the sandbox knows the place and has gone there.
export function follow(phone, { name, chat: id, start, post }) {
  const { page } = phone;
  const bot = name && page.bot(name);
  if (bot) {
    openBot(phone, bot, start);
    return true;
  }
  const chat = page.chat(name ?? id);
  if (!chat) return false;
  const key = String(chat.key ?? chat.id);
  const shown = phone.key === key ? phone : page.phoneOf(key) || phone;
  Promise.resolve(shown.open(key)).then(() => post && shown.list.jump(Number(post)));
  page.show(shown);
  return true;
}

function openBot(phone, bot, start) {
  if (phone.user === null) {
    toast(phone.screen, word("noHand"));
    return;
  }
  const key = `${bot.id}:${phone.user}`;
  const shown = phone.key === key ? phone : phone.page.phoneOf(key) || phone;
  shown.open(key);
  phone.page.show(shown);
  if (start !== undefined) shown.say(start ? `/start ${start}` : "/start", key);
}
