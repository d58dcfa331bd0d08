import type { SubscriberDesk } from "#web";

const preferences = {
  email: "ada@example.org",
  cadence: "daily",
  hour: 8,
  timeZone: "UTC",
  state: "active",
} as const;

/** Takes every subscription, and sends nothing. */
export const subscriberDesk: SubscriberDesk = {
  subscribe: async () => undefined,
  confirm: async () => preferences,
  peek: async () => preferences,
  updatePreferences: async () => preferences,
  unsubscribe: async () => undefined,
};
