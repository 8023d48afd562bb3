// What lies over a phone's screen for a moment: a toast, a modal, a menu.

import { button, el } from "./dom.js";
import { said } from "./words.js";

export function toast(screen, text) {
  const shelf = screen.querySelector(".toasts");
  const node = el("div", { class: "toast" }, text);
  shelf.append(node);
  while (shelf.children.length > 3) shelf.firstChild.remove();
  setTimeout(() => node.classList.add("going"), Math.min(8000, 2600 + text.length * 35));
  node.addEventListener("transitionend", () => node.remove());
}

export function modal(screen, text) {
  const before = document.activeElement;
  const ok = button("strong");
  said(ok, "ok");
  const box = el("div", { class: "modal", role: "alertdialog", "aria-modal": "true" }, el("p", {}, text), ok);
  box.querySelector("p").id = `modal-${Math.random().toString(36).slice(2)}`;
  box.setAttribute("aria-describedby", box.querySelector("p").id);
  const cover = el("div", { class: "cover" }, box);
  const shut = () => {
    cover.remove();
    if (before?.isConnected) before.focus({ preventScroll: true });
  };
  ok.addEventListener("click", shut);
  cover.addEventListener("keydown", (event) => {
    if (event.key === "Escape") shut();
    if (event.key === "Tab") event.preventDefault();
  });
  screen.append(cover);
  ok.focus({ preventScroll: true });
}

// items: [{ label, detail?, run, danger? }]; the menu opens near `at` and stays inside the screen.
export function menu(screen, at, items) {
  screen.querySelector(".menu-cover")?.remove();
  const before = document.activeElement;
  const list = el("div", { class: "menu", role: "menu" });
  const cover = el("div", { class: "menu-cover" }, list);
  const watch = new AbortController();
  const shut = () => {
    watch.abort();
    cover.remove();
    if (before?.isConnected) before.focus({ preventScroll: true });
  };
  for (const { label, detail, run, danger } of items) {
    const texts = [el("span", {}, label), detail ? el("small", {}, detail) : null];
    const item = button(`menu-item${danger ? " danger" : ""}`, { role: "menuitem" }, texts);
    item.addEventListener("click", () => {
      shut();
      run();
    });
    list.append(item);
  }
  const outside = (event) => !list.contains(event.target) && shut();
  document.addEventListener("pointerdown", outside, { signal: watch.signal });
  document.addEventListener("keydown", (event) => walk(event, list, shut), { signal: watch.signal });
  cover.addEventListener("contextmenu", (event) => event.preventDefault());
  screen.append(cover);
  place(list, screen.getBoundingClientRect(), at);
  list.firstChild?.focus({ preventScroll: true });
}

function walk(event, list, shut) {
  const items = [...list.children];
  const now = items.indexOf(document.activeElement);
  if (event.key === "Escape" || event.key === "Tab") shut();
  else if (!list.contains(event.target)) return;
  else if (event.key === "ArrowDown") items[(now + 1) % items.length].focus();
  else if (event.key === "ArrowUp") items[(now - 1 + items.length) % items.length].focus();
  else return;
  event.preventDefault();
}

function place(list, screen, at) {
  const { width, height } = list.getBoundingClientRect();
  const x = Math.min(Math.max(at.x - screen.left, 8), screen.width - width - 8);
  const under = at.y - screen.top;
  const y = under + height + 8 > screen.height ? Math.max(8, under - height - (at.height || 0)) : under;
  list.style.left = `${Math.max(8, x)}px`;
  list.style.top = `${y}px`;
}

export function spot(node, event) {
  if (event?.type === "contextmenu") return { x: event.clientX, y: event.clientY };
  if (event?.touches?.length) return { x: event.touches[0].clientX, y: event.touches[0].clientY };
  const box = node.getBoundingClientRect();
  return { x: box.left, y: box.bottom + 4, height: box.height + 8 };
}
