// @ts-check
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
