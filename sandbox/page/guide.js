// The short way through the bot's main job, step by step, beside the phones.

import { button, el, icon, store } from "./dom.js";
import { language, said, word } from "./words.js";

export class Guide {
  // page gives: world, phones, show(phone), narrow().
  constructor(page, node, toggle) {
    Object.assign(this, { page, node, toggle });
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
    this.light();
  }

  step(step, index) {
    const ticked = this.done.has(index);
    const tick = el("input", { type: "checkbox", "aria-label": `${word("done")}: ${step.text}` });
    tick.checked = ticked;
    tick.addEventListener("change", () => this.tick(index, tick.checked));
    const phone = this.phoneOf(step);
    const name = phone ? el("small", { class: "step-phone" }, phone.label) : null;
    const text = button("step-text", { on: { click: () => this.go(index) } }, name, el("span", {}, step.text));
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

  tick(index, on) {
    if (on) this.done.add(index);
    else this.done.delete(index);
    store.set("done", [...this.done]);
    this.at = on ? this.firstOpen() : index;
    this.draw();
    this.node.querySelector(`[data-step="${this.at ?? index}"] .step-text`)?.focus({ preventScroll: true });
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
