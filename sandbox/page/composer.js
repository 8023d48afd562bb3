// Where a person writes: text, marks, files, an answer to a message, a correction of one.

import { button, el, icon } from "./dom.js";
import { menu, spot } from "./notices.js";
import { said, word } from "./words.js";

const MARKS = [["**", "B"], ["__", "I"], ["~~", "S"], ["||", "▒"], ["`", "<>"]];
const TALLEST = 132;

export class Composer {
  // phone gives: commands, submit(draft), screen; a draft is { text, files, asFile, replyTo, editing }.
  constructor(phone) {
    this.phone = phone;
    this.files = [];
    this.aim = null;
    this.busy = false;
    this.node = this.draw();
  }

  draw() {
    this.error = el("p", { class: "composer-error", role: "alert", hidden: true });
    this.context = el("div", { class: "context", hidden: true });
    this.tray = el("div", { class: "tray", hidden: true });
    this.marks = this.drawMarks();
    this.area = el("textarea", { rows: "1", enterkeyhint: "send", autocomplete: "off", dir: "auto" });
    said(said(this.area, "message", "label"), "message", "holder");
    this.area.removeAttribute("title");
    this.picker = el("input", { type: "file", multiple: true, class: "picker", tabindex: "-1", "aria-hidden": "true" });
    this.picker.addEventListener("change", () => {
      this.addFiles(this.picker.files);
      this.picker.value = "";
    });
    this.list = tool("menu", "menu", (event) => this.listCommands(event.currentTarget));
    this.list.classList.add("list-commands");
    const clip = tool("clip", "attach", () => this.picker.click());
    const format = button("tool aa", { on: { click: () => (this.marks.hidden = !this.marks.hidden) } }, "Aa");
    said(format, "format", "label");
    this.sendKey = tool("send", "send", () => this.submit());
    this.sendKey.classList.add("send");
    this.listen();
    const line = el("div", { class: "line" }, this.list, clip, this.area, format, this.sendKey, this.picker);
    return el("div", { class: "composer" }, this.error, this.context, this.tray, this.marks, line);
  }

  drawMarks() {
    const keys = MARKS.map(([mark, name]) => {
      const node = button("mark", { title: `${mark}…${mark}`, "aria-label": `${mark}…${mark}` }, name);
      node.addEventListener("pointerdown", (event) => event.preventDefault());
      node.addEventListener("click", () => this.surround(mark));
      return node;
    });
    return el("div", { class: "marks", hidden: true }, keys, said(el("small"), "formatHint"));
  }

  listen() {
    const { area } = this;
    area.addEventListener("input", () => {
      this.grow();
      this.say("");
      this.phone.typed?.(area.value);
    });
    area.addEventListener("keydown", (event) => {
      // 229: Safari reports the Enter that ends a composition after isComposing has become false.
      if (event.isComposing || event.keyCode === 229) return;
      if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        this.submit();
      } else if (event.key === "Escape" && this.aim) {
        this.forget();
      } else if ((event.ctrlKey || event.metaKey) && (event.key === "b" || event.key === "i")) {
        event.preventDefault();
        this.surround(event.key === "b" ? "**" : "__");
      }
    });
    area.addEventListener("paste", (event) => {
      if (!event.clipboardData?.files.length) return;
      event.preventDefault();
      this.addFiles(event.clipboardData.files);
    });
  }

  grow() {
    if (CSS.supports("field-sizing", "content")) return;
    this.area.style.height = "auto";
    this.area.style.height = `${Math.min(this.area.scrollHeight, TALLEST)}px`;
  }

  surround(mark) {
    const { area } = this;
    const { selectionStart: from, selectionEnd: to } = area;
    area.focus();
    area.setRangeText(mark + area.value.slice(from, to) + mark, from, to, "end");
    if (from === to) area.setSelectionRange(from + mark.length, from + mark.length);
    this.grow();
  }

  addFiles(files) {
    this.files.push(...files);
    this.say("");
    this.drawTray();
    this.area.focus({ preventScroll: true });
  }

  drawTray() {
    this.tray.querySelectorAll("img").forEach((img) => URL.revokeObjectURL(img.src));
    this.tray.replaceChildren();
    this.tray.hidden = !this.files.length;
    said(this.area, this.files.length ? "caption" : "message", "holder");
    if (!this.files.length) return;
    const thumbs = this.files.map((file, index) => {
      const picture = file.type.startsWith("image/")
        ? el("img", { src: URL.createObjectURL(file), alt: file.name })
        : el("span", { class: "thumb-file" }, icon(file.type.startsWith("video/") ? "play" : "file"), file.name);
      const drop = button("drop", {}, icon("close"));
      said(drop, "remove", "label");
      drop.addEventListener("click", () => {
        this.files.splice(index, 1);
        this.drawTray();
      });
      return el("div", { class: "thumb" }, picture, drop);
    });
    this.asFile ||= el("input", { type: "checkbox" });
    const choice = el("label", { class: "as-file" }, this.asFile, said(el("span"), "asFile"));
    this.tray.append(el("div", { class: "thumbs" }, thumbs), choice);
  }

  listCommands(node) {
    const items = this.phone.commands.map(({ command, description }) => ({
      label: `/${command}`,
      detail: description,
      run: () => this.phone.say(`/${command}`),
    }));
    menu(this.phone.screen, spot(node), items);
  }

  // aim: { kind: "reply" | "edit", message, shown, text? }
  takeAim(aim) {
    this.aim = aim;
    const cancel = tool("close", "cancel", () => this.forget());
    const title = el("b", {}, aim.kind === "edit" ? word("editing") : word("reply"));
    this.context.replaceChildren(el("div", { class: "context-text" }, title, el("span", {}, aim.shown)), cancel);
    this.context.hidden = false;
    if (aim.kind === "edit") this.fill(aim.text);
    this.area.focus({ preventScroll: true });
  }

  forget() {
    if (this.aim?.kind === "edit") this.fill("");
    this.aim = null;
    this.context.hidden = true;
  }

  fill(text) {
    this.area.value = text;
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
    this.area.setSelectionRange(text.length, text.length);
    this.area.scrollTop = this.area.scrollHeight;
  }

  say(text) {
    this.error.textContent = text;
    this.error.hidden = !text;
  }

  async submit() {
    const text = this.area.value;
    if (this.busy || (!text.trim() && !this.files.length)) return;
    this.busy = true;
    this.node.classList.add("busy");
    const draft = { text, files: this.files, asFile: this.asFile?.checked, aim: this.aim };
    try {
      await this.phone.submit(draft);
      if (this.area.value === text) this.area.value = "";
      this.files = [];
      if (this.asFile) this.asFile.checked = false;
      this.aim = null;
      this.context.hidden = true;
      this.say("");
      this.drawTray();
      this.grow();
    } catch (refused) {
      this.say(word("notSent", refused.message || word("noAnswer")));
    } finally {
      this.busy = false;
      this.node.classList.remove("busy");
    }
  }
}

function tool(shape, name, run) {
  return said(button(`tool tool-${shape}`, { on: { click: run } }, icon(shape)), name, "label");
}
