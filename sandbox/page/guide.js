// The short way through the bot's main job, step by step, beside the phones.

import { button, el, icon, store } from "./dom.js";
import { language, said, word } from "./words.js";

// What was typed, without the marks and spaces that become something else on the way.
const bare = (text) => text.replace(/\*\*|__|~~|\|\||`|\s/g, "");

// A step is done when its text (`type`) has been sent from its phone, or its button (`press`) pressed there;
// one that has neither, when the reader says so.
export class Guide {
  // page gives: world, phones, show(phone), narrow().
  constructor(page, node, toggle, now) {
    Object.assign(this, { page, node, toggle, now });
    this.done = new Set(store.get("done", []));
    this.open = store.get("guide", !page.narrow());
    this.at = this.firstOpen();
    toggle.addEventListener("click", () => this.press());
    this.draw();
  }

  get told() {
    const { guide } = this.page.world;
    return guide?.[language()] || guide?.en || Object.values(guide || {})[0] || null;
  }

  get steps() {
    return this.told?.steps || [];
  }

  firstOpen() {
    const at = this.steps.findIndex((_, index) => !this.done.has(index));
    return at < 0 ? null : at;
  }

  // An open guide that has been scrolled away comes back into view instead of closing.
  press() {
    if (this.open && this.node.getBoundingClientRect().bottom < 60) this.node.scrollIntoView({ behavior: "smooth" });
    else this.fold(!this.open);
  }

  fold(open) {
    this.open = open;
    store.set("guide", open);
    if (open) store.set("now", true);
    this.draw();
  }

  draw() {
    const shown = this.open && this.told !== null;
    this.node.hidden = !shown;
    document.body.classList.toggle("with-guide", shown);
    this.toggle.hidden = this.told === null;
    this.toggle.setAttribute("aria-expanded", String(shown));
    const count = this.steps.filter((_, index) => this.done.has(index)).length;
    this.toggle.textContent = `${word("guide")} ${count}/${this.steps.length}`;
    const close = said(button("tool guide-close", { on: { click: () => this.fold(false) } }, icon("close")), "close", "label");
    const steps = el("ol", { class: "steps" }, this.steps.map((step, index) => this.step(step, index)));
    this.node.replaceChildren(el("div", { class: "guide-head" }, el("h2", {}, this.told?.title || ""), close), steps);
    this.node.setAttribute("aria-label", word("guide"));
    this.drawNow(shown);
    this.light();
  }

  // On a narrow screen a folded guide leaves the step at hand in view, above the phone.
  drawNow(shown) {
    const step = this.steps[this.at];
    this.now.hidden = shown || !step || !store.get("now", true);
    if (this.now.hidden) return;
    const phone = this.phoneOf(step);
    const text = button("now-text", { on: { click: () => this.go(this.at) } }, el("span", {}, step.text));
    const type = step.type && phone ? this.typeKey(step, this.at) : null;
    const close = button("tool", { on: { click: () => this.hush() } }, icon("close"));
    const body = el("div", { class: "step-body" }, text, type);
    this.now.replaceChildren(el("b", {}, `${this.at + 1}`), body, said(close, "close", "label"));
  }

  hush() {
    store.set("now", false);
    this.draw();
  }

  // what happens on the phones

  take({ kind, message }) {
    const text = message?.text ?? message?.caption;
    if (kind === "message" && text) this.matched((step) => step.user === message.from?.id && step.type && bare(step.type) === bare(text));
  }

  pressed(user, label) {
    this.matched((step) => step.user === user && step.press && label.startsWith(step.press));
  }

  matched(fits) {
    const index = this.steps.findIndex((step, each) => !this.done.has(each) && fits(step));
    if (index >= 0) this.mark(index, true);
  }

  step(step, index) {
    const ticked = this.done.has(index);
    const tick = el("input", { type: "checkbox", "aria-label": `${word("done")}: ${step.text}` });
    tick.checked = ticked;
    tick.addEventListener("change", () => this.tick(index, tick.checked));
    const phone = this.phoneOf(step);
    const name = phone ? el("small", { class: "step-phone" }, phone.label) : null;
    const text = button("step-text", { on: { click: () => this.read(step, index) } }, name, el("span", {}, step.text));
    const type = step.type && phone ? this.typeKey(step, index) : null;
    const state = `${ticked ? " ticked" : ""}${index === this.at ? " current" : ""}`;
    return el("li", { class: `step${state}`, data: { step: index } }, tick, el("div", { class: "step-body" }, text, type));
  }

  typeKey(step, index) {
    const key = button("type-it", { title: step.type });
    key.append(el("span", {}, word("typeIt")), el("code", {}, step.type.split("\n")[0]));
    key.addEventListener("click", () => {
      this.go(index);
      this.phoneOf(step).fill(step.type);
    });
    return key;
  }

  phoneOf(step) {
    const { phones } = this.page;
    if (step.chat !== undefined && step.chat !== null) {
      return phones.find(({ info }) => String(info.chat ?? info.key) === String(step.chat) || String(info.key) === String(step.chat));
    }
    const held = phones.filter(({ user }) => user === step.user);
    return held.find((phone) => String(phone.info.key).includes(":")) || held[0];
  }

  mark(index, on) {
    if (on) this.done.add(index);
    else this.done.delete(index);
    store.set("done", [...this.done]);
    this.at = on ? this.firstOpen() : index;
    this.draw();
    this.reveal();
  }

  // By hand: the one who ticks goes on from the next step.
  tick(index, on) {
    this.mark(index, on);
    this.node.querySelector(`[data-step="${this.at ?? index}"] .step-text`)?.focus({ preventScroll: true });
  }

  // The step at hand stays in view inside the guide; the page itself does not move.
  reveal() {
    const step = this.node.querySelector(".step.current");
    if (!step || this.node.scrollHeight <= this.node.clientHeight) return;
    const { top, bottom } = step.getBoundingClientRect();
    const frame = this.node.getBoundingClientRect();
    if (bottom > frame.bottom) this.node.scrollTop += bottom - frame.bottom + 12;
    else if (top < frame.top) this.node.scrollTop -= frame.top - top + 12;
  }

  read(step, index) {
    const again = index === this.at && !this.done.has(index);
    this.go(index);
    if (again && !step.type && !step.press) this.mark(index, true);
  }

  go(index) {
    this.at = index;
    const phone = this.phoneOf(this.steps[index]);
    if (this.page.narrow()) this.fold(false);
    else this.draw();
    if (phone) this.page.show(phone);
    this.light();
  }

  light() {
    const phone = this.at === null ? null : this.phoneOf(this.steps[this.at] || {});
    for (const each of this.page.phones) each.node.classList.toggle("lit", each === phone && this.told !== null);
  }
}
