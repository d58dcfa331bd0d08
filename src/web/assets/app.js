// @ts-check
/**
 * Everything here can also be done with links and forms: the script only makes it quicker.
 * Theme without a reload, single keys, and results that follow the typing.
 */

const root = document.documentElement;

/** @param {string} selector @returns {HTMLElement | null} */
const one = (selector) => document.querySelector(selector);

/* The one place where text becomes markup: answers of the site's own. Browsers refuse others. */
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("answers", {
  createHTML: (/** @type {string} */ text) => text,
});

/** @param {string} text @returns {HTMLElement} */
const parse = (text) =>
  new DOMParser().parseFromString(policy?.createHTML(text) ?? text, "text/html").body;

/* Theme: the server reads the cookie and writes `data-theme`, so a page never flashes. */

function switchTheme() {
  const isDark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = isDark ? "light" : "dark";
  root.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the server reads this cookie
  document.cookie = `theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax`;
}

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button?.classList.contains("theme")) return;
  event.preventDefault();
  switchTheme();
  const other = button.parentElement?.querySelector(`.theme:not([value="${button.getAttribute("value")}"])`);
  if (other instanceof HTMLElement) other.focus();
});

/* Menus close when something else is pressed. */

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".menu[open], .pop[open]")) {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.removeAttribute("open");
  }
});

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

/* On a narrow page the sections scroll sideways: the current one comes into view. */

const section = one(".mast nav [aria-current]");
const sections = section?.closest("nav");
if (section && sections) {
  const hidden = section.getBoundingClientRect().right - sections.getBoundingClientRect().right;
  if (hidden > 0) sections.scrollLeft = hidden + sections.clientWidth / 3;
}

/* Votes and marks: shown at once, taken back when they could not be saved. */

/** @param {HTMLButtonElement} button @param {boolean} isOn @param {string} [count] */
function showPressed(button, isOn, count) {
  button.setAttribute("aria-pressed", String(isOn));
  button.value = isOn ? "0" : "1";
  const number = button.querySelector("b");
  if (number && count !== undefined) number.textContent = count;
}

/** @param {HTMLButtonElement} button */
async function press(button) {
  if (button.dataset.busy) return;
  button.dataset.busy = "1";
  const isOn = button.value === "1";
  const before = button.querySelector("b")?.textContent ?? "";
  const grouped = (/** @type {number} */ count) => count.toLocaleString("en");
  showPressed(button, isOn, grouped(Number(before.replace(/\D/g, "")) + (isOn ? 1 : -1)));
  try {
    const answer = await fetch(button.formAction, {
      method: "POST",
      headers: { accept: "application/json" },
      body: new URLSearchParams({ on: isOn ? "1" : "0" }),
    });
    if (answer.redirected) return location.assign(answer.url);
    if (!answer.ok) throw new Error(String(answer.status));
    const { upvotes } = await answer.json();
    showPressed(button, isOn, upvotes === undefined ? undefined : grouped(upvotes));
    say(upvotes === undefined ? "Saved." : `${grouped(upvotes)} ${upvotes === 1 ? "vote" : "votes"}`);
  } catch {
    showPressed(button, !isOn, before);
    say("This could not be saved, so it was taken back; try again when you are online.");
  } finally {
    delete button.dataset.busy;
  }
}

document.addEventListener("submit", (event) => {
  const { submitter, target } = event;
  if (!(target instanceof HTMLFormElement) || target.id !== "act") return;
  if (!(submitter instanceof HTMLButtonElement)) return;
  event.preventDefault();
  press(submitter);
});

/* Live search: the same address, asked for without what is around the results. */

const TYPING_MS = 180;
const results = one("#results");
const query = /** @type {HTMLFormElement | null} */ (one("form.query"));
/** @type {AbortController | undefined} */
let running;
let typing = 0;

/** @param {HTMLFormElement} form @returns {string} the address the form leads to */
function addressOf(form) {
  const parameters = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value.trim() !== "") parameters.append(name, value.trim());
  }
  return parameters.size > 0 ? `${form.getAttribute("action")}?${parameters}` : "/search";
}

/** @param {string} address */
async function show(address) {
  if (!results) return;
  running?.abort();
  const controller = new AbortController();
  running = controller;
  results.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, {
      headers: { accept: "text/html; fragment=1" },
      signal: controller.signal,
    });
    if (!answer.ok) throw new Error(String(answer.status));
    results.replaceChildren(...parse(await answer.text()).childNodes);
    history.replaceState(null, "", address);
    at = -1;
    announce();
  } catch {
    if (!controller.signal.aborted) say("The results could not be fetched; press Enter to try again.");
  } finally {
    if (running === controller) results.removeAttribute("aria-busy");
  }
}

function announce() {
  const heading = results?.querySelector("h1");
  say(heading?.textContent ?? "");
  const found = [...(heading?.childNodes ?? [])]
    .filter((node) => node.nodeName !== "SMALL")
    .map((node) => node.textContent)
    .join("")
    .trim();
  document.title = document.title.replace(/^.*(?= — )/, found);
}

/** @param {string} words */
function say(words) {
  const status = one("#announce, #saved");
  if (status) status.textContent = words;
}

if (results && query) {
  query.addEventListener("input", () => {
    clearTimeout(typing);
    typing = window.setTimeout(() => show(addressOf(query)), TYPING_MS);
  });
}

/* The reader's own time zone, where a form asks for one and nobody has chosen yet. */

const zone = /** @type {HTMLSelectElement | null} */ (one('form[action="/subscribe"] select#zone'));
if (zone) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...zone.options].some((option) => option.value === own)) zone.value = own;
}

/* Comments: sent without leaving the page. What is being written stays when the page goes, and
   comes back with it: also when the session has ended meanwhile. */

/** @param {HTMLTextAreaElement} field @returns {string} */
const draftOf = (field) => `draft ${location.pathname} ${field.id}`;

/** @param {Element} [within] */
function restoreDrafts(within) {
  for (const field of (within ?? document).querySelectorAll(".write textarea")) {
    if (!(field instanceof HTMLTextAreaElement)) continue;
    const draft = sessionStorage.getItem(draftOf(field));
    if (draft === null || draft === field.value) continue;
    field.value = draft;
    field.closest("details")?.setAttribute("open", "");
  }
}

/** @param {HTMLFormElement} form @param {string} words */
function complain(form, words) {
  form.querySelector(".problem")?.remove();
  const line = Object.assign(document.createElement("p"), { className: "problem", textContent: words });
  line.setAttribute("role", "alert");
  form.prepend(line);
}

/** @param {HTMLFormElement} form @param {HTMLElement | null} button @param {Element} section */
async function send(form, button, section) {
  const isPreview = button?.hasAttribute("formaction");
  const action = (isPreview && button?.getAttribute("formaction")) || form.getAttribute("action");
  const fields = /** @type {URLSearchParams} */ (
    new URLSearchParams(/** @type {any} */ (new FormData(form, button)))
  );
  const answer = await fetch(action + location.search, {
    method: "POST",
    body: fields,
    headers: { accept: "text/html; fragment=1" },
  });
  if (answer.redirected) return location.assign(answer.url);
  const body = parse(await answer.text());
  if (!answer.ok) throw new Error(body.querySelector("#problem, main p")?.textContent ?? "");
  if (isPreview) {
    const shown = form.querySelector(".md") ?? form.appendChild(document.createElement("div"));
    shown.className = "md";
    return shown.replaceChildren(...body.childNodes);
  }
  const field = form.querySelector("textarea");
  if (field) sessionStorage.removeItem(draftOf(field));
  const anew = body.firstElementChild;
  if (!anew) return;
  const item = form.closest(".c")?.id;
  section.replaceWith(anew);
  restoreDrafts(anew);
  const place = anew.querySelector(item ? `[id="${item}"] button` : "h2");
  if (place instanceof HTMLElement) place.focus({ preventScroll: true });
  say(field ? "Your comment is saved." : "Done.");
}

document.addEventListener("input", ({ target }) => {
  if (!(target instanceof HTMLTextAreaElement) || !target.closest(".write")) return;
  sessionStorage.setItem(draftOf(target), target.value);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  const section = form instanceof HTMLFormElement && form.closest("#comments");
  if (!section || event.defaultPrevented) return;
  event.preventDefault();
  send(form, event.submitter, section).catch((error) =>
    complain(form, error.message || "This could not be sent; try again."),
  );
});

restoreDrafts();
