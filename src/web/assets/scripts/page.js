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

/* On a narrow page the sections scroll sideways: the current one comes into view. */

const section = one(".mast nav [aria-current]");
const sections = section?.closest("nav");
if (section && sections) {
  const hidden = section.getBoundingClientRect().right - sections.getBoundingClientRect().right;
  if (hidden > 0) sections.scrollLeft = hidden + sections.clientWidth / 3;
}

/* The reader's own time zone, where a form asks for one and nobody has chosen yet. */

const zone = /** @type {HTMLSelectElement | null} */ (one('form[action="/subscribe"] select#zone'));
if (zone) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...zone.options].some((option) => option.value === own)) zone.value = own;
}
