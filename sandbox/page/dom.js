// Builds DOM nodes. Text always goes in as text nodes, never as markup.

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [kind, run] of Object.entries(value)) node.addEventListener(kind, run);
    else if (name === "data") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function button(className, attributes = {}, ...children) {
  return el("button", { type: "button", class: className, ...attributes }, ...children);
}

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  send: "M4 12 20 4l-4 16-4.5-6.5zM11.5 13.5 20 4",
  clip: "m20 11-8.5 8.500a5 5 0 0 1-7-7l9-9a3.4 3.4 0 0 1 4.8 4.800l-8.8 8.800a1.7 1.7 0 0 1-2.4-2.400L15 7",
  menu: "M4 7h16M4 12h16M4 17h10",
  more: "M12 5.500v.01M12 12v.01M12 18.500v.01",
  close: "M6 6l12 12M18 6 6 18",
  pin: "M9 4h6l-1 6 4 4H6l4-4zM12 14v6",
  down: "M6 9l6 6 6-6",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  play: "M8 5v14l11-7z",
  place: "M12 21c5-6 7-8.5 7-12a7 7 0 1 0-14 0c0 3.5 2 6 7 12zM12 11.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
  out: "M9 15 19 5M12 5h7v7",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  voice: "M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3zM6 12a6 6 0 0 0 12 0M12 18v3",
};

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

export const store = {
  get(name, otherwise) {
    try {
      return JSON.parse(localStorage.getItem(`kapok-sandbox.${name}`)) ?? otherwise;
    } catch {
      return otherwise;
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(`kapok-sandbox.${name}`, JSON.stringify(value));
    } catch {
      // A private window without storage: the page works, it only forgets.
    }
  },
};
