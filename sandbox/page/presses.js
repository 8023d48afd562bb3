// What a person presses, and what comes of it: answers to buttons, links, copied texts, words for the bot.

import { wait } from "./buttons.js";
import { modal, toast } from "./notices.js";
import { follow, telegramTarget } from "./links.js";
import { word } from "./words.js";

const PATIENCE = 20_000;

export class Presses {
  constructor(phone) {
    this.phone = phone;
    this.waiting = new Set();
    this.queries = new Map();
    this.early = new Set();
  }

  press(message, key, node, event) {
    const { phone } = this;
    const address = key.url || key.login_url?.url;
    if (address) return phone.followLink(address, event);
    if (key.copy_text) return phone.copy(key.copy_text.text);
    const query = key.switch_inline_query_current_chat ?? key.switch_inline_query ?? key.switch_inline_query_chosen_chat?.query;
    if (query !== undefined) return phone.fill(`@${phone.bot?.username || message.from?.username} ${query}`);
    if (key.callback_data === undefined) return toast(phone.screen, word("notHere"));
    if (phone.user === null) return toast(phone.screen, word("noHand"));
    return this.pressData(message, key, node);
  }

  async pressData(message, key, node) {
    const mark = `${message.message_id} ${key.callback_data}`;
    if (this.waiting.has(mark)) return;
    this.waiting.add(mark);
    this.phone.page.guide.pressed(this.phone.user, key.text);
    wait(node, true);
    const answer = await this.phone.act("press", { message_id: message.message_id, data: key.callback_data });
    const id = answer?.id ?? mark;
    this.queries.set(id, mark);
    if (!answer || this.early.delete(id)) this.settle(id);
    else setTimeout(() => this.settle(id), PATIENCE);
  }

  settle(id) {
    const mark = this.queries.get(id);
    this.queries.delete(id);
    if (mark === undefined) return;
    this.waiting.delete(mark);
    this.phone.list.keysOf(mark).forEach((node) => wait(node, false));
  }

  take(event) {
    const { phone } = this;
    if (event.user !== undefined && event.user !== phone.user) return;
    const id = event.callback_query_id;
    if (this.queries.has(id)) this.settle(id);
    else this.early.add(id);
    if (event.url) this.openAnswer(event.url);
    else if (event.text && event.show_alert) modal(phone.screen, event.text);
    else if (event.text) toast(phone.screen, event.text);
  }

  openAnswer(url) {
    const target = telegramTarget(url);
    if (!(target && follow(this.phone, target))) window.open(url, "_blank", "noopener");
  }
}
