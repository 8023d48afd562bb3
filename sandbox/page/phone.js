// One phone in somebody's hand: the chat it shows, what arrives there, what its owner does.

import { button, el, icon } from "./dom.js";
import { get, post, upload } from "./api.js";
import { Composer } from "./composer.js";
import { asTyped, summary } from "./entities.js";
import { InlineList } from "./inline.js";
import { follow, telegramTarget } from "./links.js";
import { List } from "./list.js";
import { chatMenu, moreMenu } from "./menus.js";
import { authorOf, named } from "./message.js";
import { toast } from "./notices.js";
import { Presses } from "./presses.js";
import { language, said, word } from "./words.js";

const TYPING = 5_500;

export class Phone {
  // page gives: world, phoneOf(key, user), show(phone), bot(name), chat(name).
  constructor(page, info, index) {
    Object.assign(this, { page, info, index, user: info.user ?? info.as ?? null, key: String(info.key) });
    this.commands = [];
    this.pinned = [];
    this.hadKeys = new Set();
    this.blocked = false;
    this.seen = 0;
    this.hands = {
      link: (url, event) => this.followLink(url, event),
      command: (text) => this.say(text),
      mention: (name) => follow(this, { name }),
    };
    this.presses = new Presses(this);
    this.composer = new Composer(this);
    this.inline = new InlineList(this);
    this.list = new List(this);
    this.draw();
  }

  get chat() {
    return this.page.world.chats.find((chat) => String(chat.key ?? chat.id) === this.key);
  }

  get bot() {
    const id = Number(this.key.split(":")[0]);
    return this.page.world.bots.find((bot) => bot.id === id);
  }

  get isPrivate() {
    return this.key.includes(":");
  }

  get locale() {
    return language();
  }

  // drawing

  draw() {
    const owner = this.page.world.users.find((user) => user.id === this.user);
    this.avatar = el("span", { class: "avatar", "aria-hidden": "true" });
    this.title = el("strong", { class: "chat-title" });
    this.status = el("span", { class: "status" });
    const names = button("names", { on: { click: (event) => chatMenu(this, event.currentTarget) } }, this.title, this.status);
    const more = button("tool phone-more", { "aria-haspopup": "menu", on: { click: (event) => moreMenu(this, event.currentTarget) } }, icon("more"));
    said(more, "more", "label");
    this.pin = button("pin-bar", { hidden: true, on: { click: () => this.list.jump(this.pinned.at(-1)) } });
    this.startKey = said(button("strong start", { hidden: true, on: { click: () => this.say("/start") } }), "start");
    this.unblockKey = said(button("strong unblock", { on: { click: () => this.block(false) } }), "unblock");
    this.blockedBar = el("div", { class: "blocked-bar", hidden: true }, said(el("span"), "blocked"), this.unblockKey);
    this.readOnly = said(el("div", { class: "read-only", hidden: true }), "readOnly");
    this.footer = el("footer", {}, this.startKey, this.inline.node, this.composer.node, this.blockedBar, this.readOnly);
    this.screen = el(
      "div",
      { class: "screen" },
      el("header", { class: "phone-head" }, this.avatar, names, more),
      this.pin,
      this.list.node,
      this.footer,
      el("div", { class: "toasts", "aria-live": "assertive" }),
    );
    this.owner = owner;
    // What is read here decides the shapes of Chinese signs, not the language of the page.
    const speech = (this.info.lang || owner?.language_code || "").toLowerCase();
    if (speech) this.list.list.lang = speech;
    this.heading = el("h2", { class: "label" });
    this.node = el(
      "section",
      {
        class: "phone",
        role: "region",
        id: `phone-${this.index}`,
        data: { testid: `phone-${this.index}`, key: this.key, user: this.user ?? "", speech },
      },
      this.heading,
      this.screen,
    );
    this.screen.addEventListener("dragover", (event) => event.preventDefault());
    this.screen.addEventListener("drop", (event) => {
      event.preventDefault();
      if (event.dataTransfer.files.length && this.user !== null) this.composer.addFiles(event.dataTransfer.files);
    });
    this.refresh();
  }

  // As the cast names it, in the page's language when it says so in several.
  get label() {
    const { labels, label } = this.info;
    return labels?.[language()] || label || (this.owner && named(this.owner)) || this.key;
  }

  drawLabel() {
    const { label, owner } = this;
    const whose = owner && !label.includes(owner.first_name) ? el("small", {}, named(owner)) : null;
    this.heading.replaceChildren(...[label, whose].filter(Boolean));
    this.node.setAttribute("aria-label", label);
  }

  refresh() {
    const { chat, bot } = this;
    const title = this.isPrivate ? bot && named(bot) : chat && named(chat);
    this.title.textContent = title || this.key;
    this.avatar.textContent = [...(title || "?")][0];
    this.avatar.style.setProperty("--hue", String(this.isPrivate ? 9 : hue(this.key)));
    this.node.dataset.key = this.key;
    this.drawStatus();
    this.drawPin();
    const empty = this.list.messages.length === 0;
    const canWrite = this.user !== null && !this.blocked;
    this.startKey.hidden = !(canWrite && this.isPrivate && empty && this.loaded);
    this.composer.node.hidden = !canWrite;
    this.composer.list.hidden = !this.commands.length;
    this.blockedBar.hidden = !this.blocked;
    this.readOnly.hidden = this.user !== null;
  }

  drawStatus() {
    const typing = this.typingUntil > Date.now();
    this.status.classList.toggle("typing", typing);
    if (typing) this.status.textContent = word("typing");
    else if (this.isPrivate) this.status.textContent = word("bot");
    else {
      const [kind, who] = this.chat?.type === "channel" ? ["channel", "subscribers"] : ["group", "members"];
      const count = this.chat?.member_count ?? this.chat?.members_count ?? this.chat?.members?.length;
      const members = count === undefined ? "" : ` · ${count === 1 ? word(`${who}One`) : word(who, count)}`;
      this.status.textContent = word(kind) + members;
    }
  }

  drawPin() {
    const message = this.list.find(this.pinned.at(-1));
    this.pin.hidden = !message;
    if (message) {
      const texts = el("span", { class: "pin-text" }, el("b", {}, word("pinned")), el("span", {}, summary(message)));
      this.pin.replaceChildren(icon("pin"), texts);
    }
  }

  speak() {
    this.drawLabel();
    this.list.redraw();
    this.refresh();
  }

  // what arrives

  async load() {
    const asked = { key: this.key, limit: this.list.limit, user: this.user };
    const answer = await get("messages", asked);
    if (asked.key !== this.key) return;
    this.pinned = answer.pinned || [];
    this.blocked = Boolean(answer.blocked);
    this.commands = answer.commands || [];
    this.hadKeys = new Set(answer.keyed);
    this.seen = answer.event ?? 0;
    this.loaded = true;
    this.list.reset(answer.messages);
    this.refresh();
  }

  take(event) {
    if (event.kind === "answer") return this.presses.take(event);
    if (event.n <= this.seen) return undefined;
    this.seen = event.n;
    const { kind } = event;
    if (event.message?.reply_markup) this.hadKeys.add(event.message.message_id);
    if (kind === "message") this.takeMessage(event.message);
    else if (kind === "edit") this.list.edit(event.message);
    else if (kind === "delete") this.list.remove(event.message_ids);
    else if (kind === "pin") this.pinned = [...this.pinned.filter((id) => id !== event.message_id), event.message_id];
    else if (kind === "unpin") this.pinned = event.message_id ? this.pinned.filter((id) => id !== event.message_id) : [];
    else if (kind === "action") this.takeAction();
    else if (kind === "blocked" && event.user === this.user) this.blocked = event.blocked;
    else if (kind === "commands") this.fetchCommands();
    this.refresh();
    return undefined;
  }

  takeMessage(message) {
    if (!this.mine(message)) this.typingUntil = 0;
    this.list.add(message);
    this.page.noticed(this);
  }

  takeAction() {
    this.typingUntil = Date.now() + TYPING;
    setTimeout(() => this.drawStatus(), TYPING + 50);
  }

  async fetchCommands() {
    const { commands } = await get("messages", { key: this.key, limit: 1, user: this.user }).catch(() => ({}));
    if (commands) this.commands = commands;
    this.refresh();
  }

  // what its owner does

  mine = (message) => this.user !== null && message.from?.id === this.user && !message.sender_chat;

  keyed = (message) => Boolean(message.reply_markup) || this.hadKeys.has(message.message_id);

  async act(path, body) {
    try {
      return await post(path, { user: this.user, key: this.key, ...body });
    } catch (refused) {
      toast(this.screen, word("notDone", refused.message || word("noAnswer")));
      return null;
    }
  }

  async say(text, key = this.key) {
    if (this.user === null) return toast(this.screen, word("noHand"));
    this.list.toEnd();
    return this.act("send", { text, key });
  }

  async submit({ text, files, asFile, aim }) {
    const common = { user: this.user, key: this.key };
    if (aim?.kind === "edit") {
      await post("edit", { ...common, message_id: aim.message.message_id, text });
      return;
    }
    this.list.toEnd();
    const reply = aim?.message.message_id;
    if (files.length) await upload({ ...common, caption: text, kind: asFile ? "document" : undefined, reply_to: reply }, files);
    else await post("send", { ...common, text, reply_to: reply });
    this.inline.close();
  }

  typed(text) {
    this.inline.typed(text);
  }

  fill(text) {
    this.composer.fill(text);
    this.composer.area.focus({ preventScroll: true });
  }

  followLink(url, event) {
    const target = telegramTarget(url);
    if (target && follow(this, target)) event?.preventDefault();
  }

  async copy(text) {
    await navigator.clipboard?.writeText(text).catch(() => undefined);
    toast(this.screen, word("copied"));
  }

  async block(on) {
    if (await this.act(on ? "block" : "unblock", {})) {
      this.blocked = on;
      this.refresh();
    }
  }

  open(key) {
    if (key === this.key) return undefined;
    this.key = key;
    this.loaded = false;
    this.pinned = [];
    this.list.forget();
    this.refresh();
    return this.load().catch((refused) => toast(this.screen, refused.message || word("noAnswer")));
  }

  replyTo(message) {
    const shown = `${authorOf(message)}: ${summary(message)}`;
    this.composer.takeAim({ kind: "reply", message, shown });
  }

  correct(message, text) {
    const typed = asTyped(text, message.entities || message.caption_entities);
    this.composer.takeAim({ kind: "edit", message, shown: summary(message), text: typed });
  }
}

function hue(key) {
  let sum = 7;
  for (const letter of key) sum = (sum * 31 + letter.charCodeAt(0)) % 360;
  return sum;
}
