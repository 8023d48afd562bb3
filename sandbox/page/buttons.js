// The bot's buttons under a message.

import { button, el, icon } from "./dom.js";

// press(key, node) is the phone's; it decides what each kind of key does.
export function inlineKeys(markup, waiting, messageId, press) {
  if (!markup?.inline_keyboard?.length) return null;
  const rows = markup.inline_keyboard.map((row) =>
    el("div", { class: "keys-row" }, row.map((key) => inlineKey(key, waiting, messageId, press))),
  );
  return el("div", { class: "keys" }, rows);
}

function inlineKey(key, waiting, messageId, press) {
  const label = el("span", { class: "key-text" }, key.text);
  const style = key.style ? ` key-${key.style}` : "";
  if (key.url || key.login_url) {
    const href = key.url || key.login_url.url;
    const safe = /^(https?|tg):/i.test(href) ? href : undefined;
    const run = (event) => press(key, event.currentTarget, event);
    return el(
      "a",
      { class: `key${style}`, href: safe, target: "_blank", rel: "noopener noreferrer", on: { click: run } },
      label,
      icon("out"),
    );
  }
  const mark = key.copy_text ? icon("copy") : null;
  const node = button(`key${style}`, {}, label, mark);
  if (key.callback_data !== undefined) {
    node.dataset.data = key.callback_data;
    if (waiting.has(`${messageId} ${key.callback_data}`)) wait(node, true);
  }
  node.addEventListener("click", (event) => press(key, node, event));
  return node;
}

export function wait(node, on) {
  node.classList.toggle("waiting", on);
  if (on) node.setAttribute("aria-busy", "true");
  else node.removeAttribute("aria-busy");
}
