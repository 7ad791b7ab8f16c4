/** Names the message that an answer came from: Slack's ids are unique within a channel only. */
export function messageSource({
  channel,
  messageId,
}: {
  readonly channel: string;
  readonly messageId: string;
}): string {
  return `${channel}:${messageId}`;
}
