/** Returns a key for the message that an answer came from. Slack's message ids are unique only within a channel. */
export function messageSource({
  channel,
  messageId,
}: {
  readonly channel: string;
  readonly messageId: string;
}): string {
  return `${channel}:${messageId}`;
}
