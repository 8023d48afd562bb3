// The page: reads the world, lays out its phones, hands each event to the phones it concerns.

import { button, el, store } from "./dom.js";
import { follow, get } from "./api.js";
import { Guide } from "./guide.js";
import { named } from "./message.js";
import { Phone } from "./phone.js";
import { guessLanguage, LANGUAGES, language, setLanguage, speakAll, word } from "./words.js";

const NARROW = matchMedia("(max-width: 700px)");
const byId = (id) => document.getElementById(id);

class Page {
  constructor(world) {
    this.world = world;
    this.tabs = [];
    this.phones = phonesOf(world).map((info, index) => new Phone(this, info, index));
    byId("phones").append(...this.phones.map(({ node }) => node));
    this.drawTabs();
    this.drawLanguages();
    this.guide = new Guide(this, byId("guide"), byId("guide-toggle"), byId("guide-now"));
    this.select(this.phones[store.get("tab", 0)] || this.phones[0]);
    NARROW.addEventListener("change", () => this.select(this.current));
    this.speak();
  }

  narrow() {
    return NARROW.matches;
  }

  speak() {
    const title = this.world.bots[0] ? named(this.world.bots[0]) : "Kapok";
    byId("title").textContent = title;
    document.title = `${title} · sandbox`;
    byId("tabs").setAttribute("aria-label", word("phones"));
    byId("language").setAttribute("aria-label", word("language"));
    speakAll();
    this.phones.forEach((phone) => phone.speak());
    this.nameTabs();
    this.guide.draw();
  }

  drawLanguages() {
    const choice = byId("language");
    choice.append(...Object.entries(LANGUAGES).map(([code, name]) => el("option", { value: code }, name)));
    choice.value = language();
    choice.addEventListener("change", () => {
      setLanguage(choice.value);
      store.set("language", choice.value);
      this.speak();
    });
  }

  // tabs, on a narrow screen

  drawTabs() {
    this.tabs = this.phones.map((phone) => {
      const attributes = { role: "tab", "aria-controls": phone.node.id, id: `tab-${phone.index}` };
      return button("tab", { ...attributes, on: { click: () => this.select(phone) } });
    });
    byId("tabs").replaceChildren(...this.tabs);
    byId("tabs").addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = (this.current.index + step + this.phones.length) % this.phones.length;
      this.select(this.phones[next]);
      this.tabs[next].focus();
    });
  }

  // Who somebody is stands on the chosen tab; the others have their names, so that more of them are seen.
  nameTabs() {
    for (const { index, label } of this.phones) {
      const tab = this.tabs[index];
      tab.textContent = this.phones[index] === this.current ? label : label.split(" · ")[0];
      tab.setAttribute("aria-label", label);
    }
  }

  select(phone) {
    if (!phone) return;
    this.current = phone;
    store.set("tab", phone.index);
    for (const each of this.phones) {
      const chosen = each === phone;
      each.node.classList.toggle("chosen", chosen);
      const tab = this.tabs[each.index];
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      if (chosen) tab.classList.remove("news");
    }
    this.nameTabs();
    if (this.narrow()) this.tabs[phone.index].scrollIntoView({ block: "nearest", inline: "center" });
  }

  show(phone) {
    this.select(phone);
    if (!this.narrow()) phone.node.scrollIntoView({ block: "nearest", behavior: "smooth" });
  }

  noticed(phone) {
    if (phone !== this.current) this.tabs[phone.index]?.classList.add("news");
  }

  // who is who

  bot(name) {
    return this.world.bots.find((bot) => bot.username?.toLowerCase() === String(name).toLowerCase());
  }

  chat(nameOrId) {
    const wanted = String(nameOrId).toLowerCase();
    return this.world.chats.find((chat) => chat.username?.toLowerCase() === wanted || String(chat.id) === wanted);
  }

  phoneOf(key, user) {
    return this.phones.find((phone) => phone.key === key && (user === undefined || phone.user === user));
  }

  chatsOf({ user, key }) {
    if (user === null) return [];
    const bots = this.world.bots.map((bot) => ({ key: `${bot.id}:${user}`, title: named(bot) }));
    const chats = this.world.chats
      .filter((chat) => String(chat.key ?? chat.id) === key || chat.members?.includes(user) || (!chat.members && chat.username))
      .filter((chat) => chat.type !== "private")
      .map((chat) => ({ key: String(chat.key ?? chat.id), title: named(chat) }));
    return [...bots, ...chats];
  }

  // what arrives

  take(event) {
    if (event.kind === "reset") location.reload();
    if (event.kind === "chat") this.takeChat(event);
    if (event.kind === "member") this.refreshWorld();
    if (event.kind === "about") this.refreshWorld();
    // An event without a key concerns every chat.
    if (event.kind === "commands" && !event.key) this.phones.forEach((phone) => phone.fetchCommands());
    for (const phone of this.phones) if (phone.key === String(event.key)) phone.take(event);
    this.guide.take(event);
  }

  takeChat({ chat }) {
    const others = this.world.chats.filter((each) => each.id !== chat.id);
    const before = this.world.chats.find((each) => each.id === chat.id);
    this.world.chats = [...others, { ...before, ...chat }];
    this.phones.forEach((phone) => phone.refresh());
  }

  async refreshWorld() {
    const world = await get("world").catch(() => null);
    if (!world) return;
    this.world = world;
    this.speak();
  }

  lost() {
    byId("lost").textContent = word("lost");
    byId("lost").hidden = false;
  }

  async back(world) {
    if (JSON.stringify(world.phones) !== JSON.stringify(this.world.phones)) location.reload();
    this.world = world;
    await this.loadAll();
    byId("lost").hidden = true;
  }

  loadAll() {
    return Promise.all(this.phones.map((phone) => phone.load()));
  }
}

// A cast without phones: one for everybody in it.
function phonesOf({ phones, users, bots }) {
  if (phones.length || !bots.length) return phones;
  return users.map((user) => ({ key: `${bots[0].id}:${user.id}`, user: user.id, label: named(user) }));
}

async function open() {
  setLanguage(store.get("language", null) || guessLanguage());
  try {
    const page = new Page(await get("world"));
    await page.loadAll();
    follow(page.world.event, {
      onEvent: (event) => page.take(event),
      onLost: () => page.lost(),
      onBack: (world) => page.back(world),
    });
    document.body.dataset.ready = "true";
  } catch (refused) {
    byId("lost").textContent = refused.message || word("noAnswer");
    byId("lost").hidden = false;
    setTimeout(() => location.reload(), 3000);
  }
}

open();
