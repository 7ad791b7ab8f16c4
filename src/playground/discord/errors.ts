import type { WireObject } from './json.ts';

/** A refusal of the REST API, with Discord's own status, code and words. */
export class DiscordError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: WireObject | null;
  /** Seconds to wait, for refusals that are rate limits of their own. */
  retryAfter: number | null = null;

  constructor(status: number, code: number, message: string, errors: WireObject | null = null) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  body(): WireObject {
    if (this.retryAfter !== null) {
      return { message: this.message, code: this.code, retry_after: this.retryAfter, global: false };
    }
    return this.errors
      ? { message: this.message, code: this.code, errors: this.errors }
      : { message: this.message, code: this.code };
  }
}

const known = {
  /** The answer to general trouble with a body's form. */
  malformedBody: [400, 0, '400: Bad Request'],
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  methodNotAllowed: [405, 0, '405: Method Not Allowed'],
  unknownApplication: [404, 10002, 'Unknown Application'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownOverwrite: [404, 10009, 'Unknown Overwrite'],
  unknownRole: [404, 10011, 'Unknown Role'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownEmoji: [400, 10014, 'Unknown Emoji'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  unknownScheduledEvent: [404, 10070, 'Unknown Guild Scheduled Event'],
  maximumRoles: [400, 30005, 'Maximum number of server roles reached (250)'],
  maximumWebhooks: [400, 30007, 'Maximum number of webhooks reached (15)'],
  maximumPins: [400, 30003, 'Maximum number of pins reached for the channel (250)'],
  maximumReactions: [400, 30010, 'Maximum number of reactions reached (20)'],
  maximumChannels: [400, 30013, 'Maximum number of server channels reached (500)'],
  maximumAttachments: [400, 30015, 'Maximum number of attachments in a message reached (10)'],
  maximumThreadMembers: [400, 30033, 'Maximum number of thread participants has been reached (1000)'],
  maximumScheduledEvents: [400, 30038, 'Maximum number of uncompleted guild scheduled events reached (100)'],
  editsOfOldMessage: [429, 30046, 'Maximum number of edits to messages older than 1 hour reached. Try again later'],
  requestTooLarge: [413, 40005, 'Request entity too large'],
  alreadyAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  missingAccess: [403, 50001, 'Missing Access'],
  cannotExecuteOnDm: [403, 50003, 'Cannot execute action on a DM channel'],
  editOfOthersMessage: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  cannotMessageUser: [403, 50007, 'Cannot send messages to this user'],
  noMutualGuilds: [403, 50278, 'Cannot send messages to this user due to having no mutual guilds'],
  nonTextChannel: [400, 50008, 'Cannot send messages in a non-text channel'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  systemMessage: [403, 50021, 'Cannot execute action on a system message'],
  invalidRole: [400, 50028, 'Invalid Role'],
  tooOldForBulk: [400, 50034, 'You can only bulk delete messages that are under 14 days old.'],
  invalidSticker: [400, 50081, 'Invalid sticker'],
  uploadNotFound: [400, 50146, 'Uploaded file not found.'],
  replyWithoutHistory: [400, 160002, 'Cannot reply without permission to read message history'],
  finishedEvent: [400, 180000, 'Cannot update a finished event'],
  webhookThreadName: [400, 220003, 'Webhooks can only create threads in forum channels'],
  wrongChannelType: [400, 50024, 'Cannot execute action on this channel type'],
  invalidWebhookToken: [401, 50027, 'Invalid Webhook Token'],
  invalidRecipients: [400, 50033, 'Invalid Recipient(s)'],
  invalidJson: [400, 50109, 'The request body contains invalid JSON.'],
  threadArchived: [400, 50083, 'Thread is archived'],
  threadExists: [400, 160004, 'A thread has already been created for this message'],
  threadLocked: [400, 160005, 'Thread is locked'],
} as const satisfies Record<string, readonly [number, number, string]>;

export type KnownRefusal = keyof typeof known;

export function refuse(name: KnownRefusal): DiscordError {
  const [status, code, message] = known[name];
  return new DiscordError(status, code, message);
}
