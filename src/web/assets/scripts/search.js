// @ts-check
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
