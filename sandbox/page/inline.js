// Inline mode: "@bot words" in the composer asks the bot, its results are offered above.

import { button, el } from "./dom.js";
import { post } from "./api.js";
import { follow } from "./links.js";

const PAUSE = 350;

export class InlineList {
  constructor(phone) {
    this.phone = phone;
    this.node = el("div", { class: "inline-results", hidden: true });
  }

  typed(text) {
    clearTimeout(this.timer);
    const asked = /^@(\w+)\s(.*)$/s.exec(text);
    const bot = asked && this.phone.page.bot(asked[1]);
    if (!bot || bot.supports_inline_queries === false) return this.close();
    this.timer = setTimeout(() => this.ask(text, bot), PAUSE);
    return undefined;
  }

  async ask(query, bot) {
    const { user, key } = this.phone;
    const mark = (this.mark = {});
    const answer = await post("inline", { user, key, query }).catch(() => null);
    if (mark !== this.mark) return;
    if (!answer?.results?.length && !answer?.button) this.close();
    else this.draw(answer, bot);
  }

  draw({ results, query_id: queryId, button: above }, bot) {
    const rows = results.map((result) => {
      const title = result.title || result.caption || result.id;
      const row = button("inline-result", {}, el("b", {}, title), el("small", {}, result.description || ""));
      row.addEventListener("click", () => this.choose(result, queryId));
      return row;
    });
    if (above) rows.unshift(this.way(above, bot));
    this.node.replaceChildren(...rows);
    this.node.hidden = false;
  }

  way({ text, start_parameter: start }, bot) {
    const row = button("inline-result", {}, el("b", {}, text));
    row.addEventListener("click", () => {
      this.close();
      this.phone.composer.fill("");
      follow(this.phone, { name: bot.username, start });
    });
    return row;
  }

  async choose(result, queryId) {
    this.close();
    if (await this.phone.act("choose", { query_id: queryId, result_id: result.id })) this.phone.composer.fill("");
  }

  close() {
    clearTimeout(this.timer);
    this.mark = null;
    this.node.hidden = true;
  }
}
