/** Bits of the events that a session may ask for. */
export const intent = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildExpressions: 1 << 3,
  guildWebhooks: 1 << 5,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  guildMessageReactions: 1 << 10,
  directMessages: 1 << 12,
  directMessageReactions: 1 << 13,
  messageContent: 1 << 15,
  guildScheduledEvents: 1 << 16,
} as const;

/** All bits that Discord knows; others close the connection with 4013. */
export const knownIntents = 0b11_0011_0001_1111_1111_1111_1111;
