/** Domains of one provider share its patience. */
const families: Readonly<Record<string, RegExp>> = {
  google: /^(gmail|googlemail)\.com$/,
  microsoft: /^(outlook|hotmail|live|msn)\.[a-z.]+$/,
  yahoo: /^(yahoo|ymail|rocketmail|aol)\.[a-z.]+$/,
};

/** What mail to an address is counted under: its provider where we know it, else its domain. */
export function destinationOf(address: string): string {
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  return Object.keys(families).find((name) => families[name]?.test(domain)) ?? domain;
}
