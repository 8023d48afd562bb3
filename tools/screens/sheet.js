// One screen in several forms side by side, drawn by the sandbox's own page.
async ([columns, width]) => {
  const { drawGroup } = await import("/page/message.js");
  const phone = {
    mine: () => false, keyed: () => false, find: () => undefined, hands: {},
    presses: { waiting: new Set(), press() {} },
  };
  const sheet = document.createElement("div");
  sheet.id = "sheet";
  sheet.style.cssText = "display: flex; align-self: start; width: max-content; gap: 8px; align-items: flex-start; padding: 8px; background: var(--ground)";
  for (const { speech, label, message } of columns) {
    const column = document.createElement("section");
    column.className = "phone";
    column.dataset.speech = speech;
    column.lang = speech;
    column.style.cssText = `flex: none; width: ${width}px; border: 1px solid var(--line)`;
    const heading = document.createElement("h2");
    heading.className = "label";
    heading.style.paddingTop = "6px";
    heading.textContent = label;
    const list = document.createElement("ol");
    list.className = "list";
    list.append(drawGroup([message], phone, false));
    const scroll = document.createElement("div");
    scroll.className = "scroll";
    scroll.append(list);
    column.append(heading, scroll);
    sheet.append(column);
  }
  document.body.replaceChildren(sheet);
  await document.fonts.ready;
  const lines = (key) => {
    const range = document.createRange();
    range.selectNodeContents(key);
    return range.getBoundingClientRect().height / parseFloat(getComputedStyle(key).lineHeight);
  };
  return [...sheet.querySelectorAll(".key")].filter((key) => lines(key) > 1.7).map((key) => key.textContent);
}
