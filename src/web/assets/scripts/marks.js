// @ts-check
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
