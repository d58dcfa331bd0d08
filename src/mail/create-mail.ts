import { AppError } from "#platform";
import { createAddresses } from "./addresses/create-addresses.ts";
import { createAddressStore } from "./addresses/store.ts";
import { createEvents } from "./events/create-events.ts";
import { createMailKeys } from "./keys.ts";
import type { Mail, MailParts } from "./mail.ts";
import { buildMessage } from "./message/build-message.ts";
import { createNaming } from "./message/name-headers.ts";
import { parseSender } from "./message/sender.ts";
import { createSigner } from "./message/signer.ts";
import { createPace } from "./pace/create-pace.ts";
import { createPaceStore } from "./pace/store.ts";
import { createReturnPaths } from "./return-path.ts";
import { createBursts } from "./sending/bursts.ts";
import { createCopies } from "./sending/copies.ts";
import { createSending } from "./sending/create-sending.ts";
import { openMarkerFile } from "./sending/marker.ts";
import { createStateStore } from "./sending/store.ts";
import { createSmtpClient } from "./smtp.ts";

const DAY_MS = 86_400_000;
const EVENT_DAYS = 180;
/** The name under which letters, which are of no digest, are told apart. */
const LETTER = "letter";

/** @throws AppError `invalid` when the sender's address can not be one. */
export function createMail(parts: MailParts): Mail {
  const { database, clock, log, dataDir, settings } = parts;
  const { bounceAddress = "", perSecond = 0, perSecondToOne = 0 } = settings;
  const sender = parseSender(settings.mailFrom, settings.siteTitle);
  const keys = createMailKeys(dataDir);
  const paths = createReturnPaths(keys, { bounceAddress, sender: sender.address });
  const signer = createSigner({ files: settings.dkim ?? [], domain: sender.domain, log });
  const addressStore = createAddressStore(database);
  const stateStore = createStateStore(database);
  const bursts = createBursts(stateStore);
  const copies = createCopies(stateStore, openMarkerFile(dataDir));
  const sending = createSending({ ...parts, ...signer, store: stateStore, bursts, copies });
  const pace = createPace({ store: createPaceStore(database), log, perSecond, perSecondToOne });
  const events = createEvents({ ...parts, keys, paths, bursts, sending, addresses: addressStore });
  const openClient = () => createSmtpClient(settings.smtpUrl);
  const named = createNaming(settings.providers ?? {}, paths);
  const build: Mail["build"] = async (to, message, messageId, name) =>
    signer.sign(await buildMessage(sender, to, { message: named(message, to, name), messageId }));
  return {
    sender,
    canSend: settings.smtpUrl !== "",
    addresses: createAddresses({ store: addressStore, keys, clock }),
    pace,
    sending,
    events,
    returnPath: (name, to) => paths.make(name, to),
    openClient,
    build,
    async sendOne(to, message) {
      const name = { digestId: LETTER, period: clock.now().toISOString().slice(0, 10) };
      const raw = await build(to, message, undefined, name);
      const client = openClient();
      const path = paths.make(name, to);
      const outcome = await client.send({ ...path, to }, raw, () => {});
      client.close();
      if (outcome.kind !== "accepted") throw new AppError("unavailable", outcome.reason);
    },
    async tidy() {
      const before = new Date(clock.now().getTime() - EVENT_DAYS * DAY_MS).toISOString();
      await events.forgetBefore(before);
      await bursts.forgetBefore(before.slice(0, 10));
    },
    close: () => pace.idle(),
  };
}
