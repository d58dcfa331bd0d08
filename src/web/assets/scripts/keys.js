// @ts-check
/* Keys. Off in fields, with modifiers, and where the reader has switched them off. */

const KEYS_OFF = "keys-off";
/** Milliseconds within which `g` waits for the key after it. */
const CHORD_MS = 1500;

/** @returns {boolean} */
function keysAreOn() {
  if (root.dataset.keys === "off") return false;
  try {
    return localStorage.getItem(KEYS_OFF) === null;
  } catch {
    return true;
  }
}

let at = -1;

/** @param {number} by */
function move(by) {
  const papers = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".paper")]);
  if (papers.length === 0) return;
  papers[at]?.removeAttribute("data-active");
  at = Math.max(0, Math.min(papers.length - 1, at + by));
  const paper = papers[at];
  if (!paper) return;
  paper.dataset.active = "";
  const link = /** @type {HTMLElement | null} */ (paper.querySelector("h2 a, h3 a"));
  link?.focus({ preventScroll: true });
  const isSmooth = matchMedia("(prefers-reduced-motion: no-preference)").matches;
  paper.scrollIntoView({ block: "center", behavior: isSmooth ? "smooth" : "auto" });
}

/** @param {string} selector link within the active paper, else on the page */
function follow(selector) {
  const paper = document.querySelectorAll(".paper")[at];
  const link = paper?.querySelector(selector) ?? (paper ? null : one(`.bar ${selector}, .step ${selector}`));
  if (link instanceof HTMLElement) link.click();
}

/** @param {string} direction */
const turn = (direction) => one(`.step [rel=${direction}], .pages [rel=${direction}]`)?.click();

function closeOpen() {
  const open = one(".menu[open], .pop[open]");
  if (!open) return;
  open.removeAttribute("open");
  open.querySelector("summary")?.focus();
}

/** @type {Record<string, () => void>} */
const keys = {
  j: () => move(1),
  k: () => move(-1),
  o: () => follow("h2 a, h3 a"),
  p: () => follow("a[href*='pdf' i]"),
  u: () => follow(".vote"),
  b: () => follow("[formaction$='/bookmark']"),
  c: () => one("#comments")?.scrollIntoView(),
  h: () => turn("prev"),
  l: () => turn("next"),
  t: switchTheme,
  "/": () => one("main [type=search], [role=search] [type=search]")?.focus(),
  "?": () => location.assign("/shortcuts"),
  Escape: closeOpen,
};
/** @type {Record<string, string>} */
const places = { t: "/", w: "/weekly", m: "/monthly", a: "/archive", s: "/search" };

let chordUntil = 0;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element)) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key !== "Escape" && !keysAreOn()) return;
  const place = performance.now() < chordUntil ? places[event.key] : undefined;
  chordUntil = event.key === "g" ? performance.now() + CHORD_MS : 0;
  const act = place ? () => location.assign(place) : keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

const keySwitch = one("#key-switch");
const keysOn = /** @type {HTMLInputElement | null} */ (one("#keys-on"));
if (keySwitch && keysOn) {
  keySwitch.hidden = false;
  keysOn.checked = keysAreOn();
  keysOn.addEventListener("change", () => {
    if (keysOn.checked) localStorage.removeItem(KEYS_OFF);
    else localStorage.setItem(KEYS_OFF, "1");
  });
}
