// The menus of a phone: for a message, for the chat, for which chat to show.

import { menu, spot } from "./notices.js";
import { word } from "./words.js";

export function messageMenu(phone, message, node, event) {
  const text = message.text ?? message.caption;
  const items = [];
  if (phone.user !== null && !phone.blocked) items.push({ label: word("reply"), run: () => phone.replyTo(message) });
  if (text) items.push({ label: word("copy"), run: () => phone.copy(text) });
  const owns = phone.mine(message) || (phone.user !== null && Boolean(message.sender_chat));
  if (owns && text !== undefined) items.push({ label: word("edit"), run: () => phone.correct(message, text) });
  if (phone.user !== null && (owns || phone.isPrivate)) {
    items.push({ label: word("delete"), danger: true, run: () => phone.act("delete", { message_id: message.message_id }) });
  }
  if (items.length) menu(phone.screen, spot(node, event), items);
}

export function moreMenu(phone, node) {
  const items = [{ label: word("toLatest"), run: () => phone.list.toEnd() }];
  if (phone.isPrivate && phone.user !== null) {
    const label = word(phone.blocked ? "unblock" : "block");
    items.push({ label, danger: !phone.blocked, run: () => phone.block(!phone.blocked) });
  }
  menu(phone.screen, spot(node), items);
}

export function chatMenu(phone, node) {
  const items = phone.page.chatsOf(phone).map(({ key, title }) => ({
    label: title,
    detail: key === phone.key ? "✓" : undefined,
    run: () => phone.open(key),
  }));
  if (items.length > 1) menu(phone.screen, spot(node), items);
}
