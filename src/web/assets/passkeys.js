// @ts-check
/**
 * Asks the browser for a passkey, to sign in or to add one. Loaded only by the pages that hold
 * a form `[data-passkey]`, which stays hidden where the browser knows no passkeys.
 */

/** @param {ArrayBuffer} buffer @returns {string} */
function toText(buffer) {
  const bytes = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
function toBytes(text) {
  const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(bytes, (character) => character.charCodeAt(0));
}

/** @param {any} options what the site asks, as JSON */
function parseCreation(options) {
  if (PublicKeyCredential.parseCreationOptionsFromJSON) {
    return PublicKeyCredential.parseCreationOptionsFromJSON(options);
  }
  return {
    ...options,
    challenge: toBytes(options.challenge),
    user: { ...options.user, id: toBytes(options.user.id) },
    excludeCredentials: (options.excludeCredentials ?? []).map(parseDescriptor),
  };
}

/** @param {any} options what the site asks, as JSON */
function parseRequest(options) {
  if (PublicKeyCredential.parseRequestOptionsFromJSON) {
    return PublicKeyCredential.parseRequestOptionsFromJSON(options);
  }
  return {
    ...options,
    challenge: toBytes(options.challenge),
    allowCredentials: (options.allowCredentials ?? []).map(parseDescriptor),
  };
}

/** @param {any} descriptor */
function parseDescriptor(descriptor) {
  return { ...descriptor, id: toBytes(descriptor.id) };
}

/** @param {any} credential @returns {unknown} the answer as JSON */
function toAnswer(credential) {
  // Some password managers hand out credentials without it.
  if (typeof credential.toJSON === "function") return credential.toJSON();
  const { id, type, authenticatorAttachment, response } = credential;
  /** @type {Record<string, unknown>} */
  const said = { clientDataJSON: toText(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) said[name] = toText(response[name]);
  }
  if (response.getTransports) said.transports = response.getTransports();
  const clientExtensionResults = credential.getClientExtensionResults();
  return { id, rawId: id, type, authenticatorAttachment, response: said, clientExtensionResults };
}

/** @param {string} address @param {object} body @returns {Promise<any>} */
async function post(address, body) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  // Somebody has to sign in, or to prove anew who they are.
  if (answer.redirected) {
    location.assign(answer.url);
    return new Promise(() => undefined);
  }
  const isJson = answer.headers.get("content-type")?.startsWith("application/json");
  const value = isJson ? await answer.json() : {};
  if (answer.ok) return value;
  throw new Error(value.error ?? "That did not work; try again in a minute.");
}

/** @param {HTMLFormElement} form */
async function run(form) {
  const address = form.dataset.passkey ?? "";
  const isNew = address.startsWith("/settings");
  const fields = Object.fromEntries(new FormData(form));
  const { options } = await post(`${address}/begin`, fields);
  const credential = isNew
    ? await navigator.credentials.create({ publicKey: parseCreation(options) })
    : await navigator.credentials.get({ publicKey: parseRequest(options) });
  const { next } = await post(`${address}/finish`, { ...fields, answer: toAnswer(credential) });
  location.assign(next);
}

/** @param {unknown} error @returns {string} */
function wordsFor(error) {
  if (!(error instanceof Error)) return "That did not work.";
  if (error.name === "NotAllowedError") return "Nothing was chosen. Press the button to try again.";
  if (error.name === "InvalidStateError") return "This device has a passkey for you already.";
  return error.message;
}

for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("[data-passkey]"))) {
  form.hidden = !("PublicKeyCredential" in globalThis);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const problem = /** @type {HTMLElement} */ (form.querySelector(".problem"));
    const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
    problem.hidden = true;
    button.disabled = true;
    try {
      await run(form);
    } catch (error) {
      problem.textContent = wordsFor(error);
      problem.hidden = false;
      button.disabled = false;
    }
  });
}
