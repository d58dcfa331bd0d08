import { BlockList, isIP } from "node:net";

const lists = new WeakMap<readonly string[], BlockList>();

/**
 * The address of whoever asks: that of the peer, or, where the peer is a trusted proxy, the
 * rightmost entry of `X-Forwarded-For` that none of them wrote of another.
 *
 * @param trusted addresses and networks such as `10.0.0.0/8`.
 */
export function addressOf(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trusted: readonly string[],
): string {
  const own = bare(peer ?? "");
  if (!forwardedFor || !isTrusted(own, trusted)) return own;
  const hops = forwardedFor.split(",").map((hop) => bare(hop.trim()));
  return hops.findLast((hop) => isIP(hop) === 0 || !isTrusted(hop, trusted)) ?? hops[0] ?? own;
}

function bare(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/^\[(.*)\](:\d+)?$/, "$1");
}

function isTrusted(address: string, trusted: readonly string[]): boolean {
  const family = isIP(address);
  if (family === 0 || trusted.length === 0) return false;
  return listOf(trusted).check(address, family === 4 ? "ipv4" : "ipv6");
}

function listOf(trusted: readonly string[]): BlockList {
  const known = lists.get(trusted);
  if (known) return known;
  const list = new BlockList();
  for (const entry of trusted) {
    const [address = "", prefix] = entry.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  lists.set(trusted, list);
  return list;
}
