import { type Html, html } from "../../html.ts";
import type { Frame } from "../page.ts";

/** What asks the browser for a passkey; only pages that need it load it. */
export function passkeyScript({ asset }: Frame): Html {
  return html`<script type="module" src="${asset("passkeys.js")}"></script>`;
}
