/** The reason for which a platform will never take a message. */
export type RefusalReason =
  | 'direct-messages-closed'
  | 'not-in-channel'
  | 'no-permission'
  | 'channel-gone'
  | 'channel-archived'
  | 'message-gone'
  | 'user-gone'
  | 'too-long'
  /** A message that stands and can't be changed any more. */
  | 'not-editable'
  | 'other';
