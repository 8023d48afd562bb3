// The messages of a phone: kept by number, drawn lazily, only the latest ones in the page.

import { button, el, icon } from "./dom.js";
import { messageMenu } from "./menus.js";
import { dayName, dayOf, drawGroup, grouped } from "./message.js";
import { said, word } from "./words.js";

const PAGE = 100;
const NEAR = 60;
const TOGETHER = 300;

export class List {
  constructor(phone) {
    this.phone = phone;
    this.messages = [];
    this.limit = PAGE;
    this.shown = PAGE;
    this.drawn = new Map();
    this.days = new Map();
    this.fresh = new Set();
    this.unread = 0;
    this.atEnd = true;
    this.earlier = said(button("earlier", { hidden: true, on: { click: () => this.more() } }), "earlier");
    this.list = el("ol", { class: "list", "aria-live": "polite", "aria-relevant": "additions" });
    this.empty = said(el("p", { class: "empty", hidden: true }), "empty");
    this.scroll = el("div", { class: "scroll", tabindex: "0" }, this.earlier, this.empty, this.list);
    this.chip = button("chip-new", { hidden: true, on: { click: () => this.toEnd(true) } });
    this.node = el("div", { class: "window" }, this.scroll, this.chip);
    this.scroll.addEventListener("scroll", () => this.scrolled(), { passive: true });
    // Pictures change heights: the end stays in view.
    const keep = new ResizeObserver(() => this.atEnd && this.down());
    keep.observe(this.list);
    keep.observe(this.scroll);
  }

  find(id) {
    return id === undefined ? undefined : this.messages.find((each) => each.message_id === id);
  }

  reset(messages) {
    this.messages = messages.toSorted((a, b) => a.message_id - b.message_id);
    this.full = messages.length < this.limit;
    this.redraw();
  }

  forget() {
    this.messages = [];
    this.limit = PAGE;
    this.shown = PAGE;
    this.full = true;
    this.atEnd = true;
    this.unread = 0;
    this.redraw();
  }

  add(message) {
    const known = this.messages.findIndex((each) => each.message_id === message.message_id);
    if (known >= 0) this.messages[known] = message;
    else {
      this.messages.push(message);
      if (this.messages.at(-2)?.message_id > message.message_id) this.messages.sort((a, b) => a.message_id - b.message_id);
      if (!this.atEnd && !this.phone.mine(message)) this.unread += 1;
      if (!this.atEnd) this.shown += 1;
    }
    this.fresh.add(message.message_id);
    this.plan();
  }

  edit(message) {
    const known = this.messages.findIndex((each) => each.message_id === message.message_id);
    if (known < 0) return;
    const before = this.messages[known];
    this.messages[known] = message;
    if (before.edit_date !== message.edit_date || before.text !== message.text) this.flashing = message.message_id;
    this.plan();
  }

  remove(ids) {
    const gone = new Set(ids);
    this.messages = this.messages.filter((each) => !gone.has(each.message_id));
    this.plan();
  }

  plan() {
    if (this.planned) return;
    this.planned = true;
    requestAnimationFrame(() => {
      this.planned = false;
      this.paint();
    });
  }

  redraw() {
    this.drawn.clear();
    this.days.clear();
    this.plan();
  }

  // Bubbles are kept between paintings: revealed spoilers and playing videos stay as they are.
  paint() {
    if (this.atEnd) this.shown = Math.max(PAGE, Math.min(this.shown, this.limit));
    const visible = this.messages.slice(-this.shown);
    const wanted = [];
    const kept = new Map();
    let before = null;
    for (const group of grouped(visible)) {
      const [first] = group;
      const newDay = !before || dayOf(before.date) !== dayOf(first.date);
      if (newDay) wanted.push(this.day(first.date));
      const joined = !newDay && together(before, first);
      const old = this.drawn.get(first.message_id);
      const same = old && old.joined === joined && old.group.length === group.length && old.group.every((each, at) => each === group[at]);
      const entry = same ? old : { group, joined, node: this.make(group, joined, old) };
      kept.set(first.message_id, entry);
      wanted.push(entry.node);
      before = group.at(-1);
    }
    this.drawn = kept;
    this.fresh.clear();
    this.flashing = undefined;
    this.arrange(wanted);
    this.earlier.hidden = this.messages.length <= this.shown && this.full;
    this.empty.hidden = this.messages.length > 0 || !this.phone.loaded;
    if (this.atEnd) this.down();
    this.drawChip();
    this.phone.refresh();
  }

  make(group, joined, old) {
    const node = drawGroup(group, this.facade(), joined);
    if (old && group.some((each) => each.message_id === this.flashing)) node.classList.add("flash");
    if (!old && group.some((each) => this.fresh.has(each.message_id))) node.classList.add("arriving");
    return node;
  }

  facade() {
    const { mine, keyed, hands, presses } = this.phone;
    const askMenu = (message, node, event) => messageMenu(this.phone, message, node, event);
    return { mine, keyed, hands, presses, askMenu, find: (id) => this.find(id), jump: (id) => this.jump(id) };
  }

  day(date) {
    const day = dayOf(date);
    if (!this.days.has(day)) this.days.set(day, el("li", { class: "day" }, el("span", {}, dayName(date, this.phone.locale))));
    return this.days.get(day);
  }

  arrange(wanted) {
    const keep = new Set(wanted);
    for (const node of [...this.list.children]) if (!keep.has(node)) node.remove();
    wanted.forEach((node, at) => {
      if (this.list.children[at] !== node) this.list.insertBefore(node, this.list.children[at] || null);
    });
  }

  keysOf(mark) {
    const at = mark.indexOf(" ");
    const row = this.list.querySelector(`[data-id="${Number(mark.slice(0, at))}"]`);
    return [...(row?.querySelectorAll(".key") || [])].filter((node) => node.dataset.data === mark.slice(at + 1));
  }

  async more() {
    const { scroll } = this;
    const fromEnd = scroll.scrollHeight - scroll.scrollTop;
    this.atEnd = false;
    this.shown += PAGE;
    if (this.messages.length < this.shown && !this.full) {
      this.limit = this.shown;
      await this.phone.load().catch(() => undefined);
    }
    this.paint();
    scroll.scrollTop = scroll.scrollHeight - fromEnd;
  }

  jump(id) {
    const entry = [...this.drawn.values()].find(({ group }) => group.some((each) => each.message_id === id));
    if (!entry) return;
    entry.node.scrollIntoView({ block: "center", behavior: "smooth" });
    entry.node.classList.remove("flash");
    requestAnimationFrame(() => entry.node.classList.add("flash"));
  }

  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroll;
    if (clientHeight === 0) return;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.atEnd) this.unread = 0;
    this.drawChip();
  }

  drawChip() {
    this.chip.hidden = this.atEnd;
    const text = this.unread ? `${this.unread} ${word("latest")}` : "";
    if (this.chip.dataset.text === text && this.chip.firstChild) return;
    this.chip.dataset.text = text;
    this.chip.replaceChildren(icon("down"), text);
    said(this.chip, "toLatest", "label");
  }

  down() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
  }

  toEnd() {
    this.atEnd = true;
    this.unread = 0;
    this.down();
    this.drawChip();
  }
}

function together(before, next) {
  if (!before || next.date - before.date > TOGETHER) return false;
  const who = (message) => message.sender_chat?.id ?? message.from?.id;
  return who(before) === who(next);
}
