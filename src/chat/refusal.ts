/** The reason for which a platform will never take a message. */
export type RefusalReason =
  | 'direct-messages-closed'
  | 'not-in-channel'
  | 'no-permission'
  | 'channel-gone'
  | 'channel-archived'
  /** A channel in which nothing can be posted under people's names, as too many others already post there so. */
  | 'channel-full'
  | 'message-gone'
  | 'user-gone'
  | 'too-long'
  /** A message that stands and can't be changed any more. */
  | 'not-editable'
  | 'other';
