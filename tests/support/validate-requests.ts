import * as official from 'discord-api-spec/zod';
import { z } from 'zod';
import type { LocalPlatform, RecordedRequest } from '../../src/playground/local-platform.ts';
import { type BlockKit, blockKit, problems } from '../platforms/slack/specs.ts';

/** The result of checking requests against the platforms' own descriptions. */
export interface Validation {
  /** Requests that a description fitted, or should have. */
  readonly validated: number;
  readonly violations: readonly string[];
}

/** Checks every request that the bot sent, including those that were refused. */
export function validateRequests(platform: Pick<LocalPlatform, 'name' | 'requests'>): Validation {
  const violations: string[] = [];
  let validated = 0;
  for (const request of platform.requests) {
    const objections = platform.name === 'discord' ? discordObjections(request) : slackObjections(request);
    if (objections === null) continue;
    validated += 1;
    for (const objection of objections) {
      violations.push(`${platform.name} ${request.method} ${request.path}: ${objection}`.slice(0, 1_000));
    }
  }
  return { validated, violations };
}

/** Returns whether Slack's schemas are at hand: they live beside the project, not in it. */
export function slackIsDescribed(): boolean {
  return slackSchemas() !== null;
}

const named: Readonly<Record<string, unknown>> = official;

function shape(name: string): z.core.$ZodType {
  const found = named[`${name}Schema`];
  if (!(found instanceof z.core.$ZodType)) throw new Error(`Discord's description has no ${name}`);
  return found;
}

const callbacks: Readonly<Record<number, z.core.$ZodType>> = {
  4: shape('CreateMessageInteractionCallbackRequest'),
  5: shape('CreateMessageInteractionCallbackRequest'),
  6: shape('UpdateMessageInteractionCallbackRequest'),
  7: shape('UpdateMessageInteractionCallbackRequest'),
  8: shape('ApplicationCommandAutocompleteCallbackRequest'),
  9: shape('ModalInteractionCallbackRequest'),
};

const ID = '[^/]+';
const route = (path: string) => new RegExp(`^${path.replaceAll(':id', ID)}$`);

/** A webhook's own name and picture; the description gives this shape no name. */
const ownWebhook = z.object({ name: z.string().min(1).max(80), avatar: z.string().nullish() });

/** The shapes that Discord's published description allows for each request. */
const discordShapes: readonly (readonly [RegExp, z.core.$ZodType])[] = [
  [route('POST /channels/:id/messages'), shape('MessageCreateRequest')],
  [route('PATCH /channels/:id/messages/:id'), shape('MessageEditRequestPartial')],
  [route('POST /channels/:id/threads'), shape('CreateTextThreadWithoutMessageRequest')],
  [route('POST /channels/:id/messages/:id/threads'), shape('CreateTextThreadWithMessageRequest')],
  [
    route('PATCH /channels/:id'),
    z.union([shape('UpdateThreadRequestPartial'), shape('UpdateGuildChannelRequestPartial')]),
  ],
  [route('POST /users/@me/channels'), shape('CreatePrivateChannelRequest')],
  [route('POST /channels/:id/webhooks'), ownWebhook],
  [route('PATCH /webhooks/:id'), ownWebhook.partial()],
  [route('POST /webhooks/:id/:id'), shape('IncomingWebhookRequestPartial')],
  [route('PATCH /webhooks/:id/:id/messages/:id'), shape('IncomingWebhookUpdateRequestPartial')],
  [route('PUT /applications/:id(/guilds/:id)?/commands'), z.array(shape('ApplicationCommandUpdateRequest'))],
];

/** Returns the objections to a request; `null` for one that carries nothing to check. */
function discordObjections({ method, path, body, status, response }: RecordedRequest): readonly string[] | null {
  // A body that the strict local Discord calls malformed is malformed.
  const refused = property(response, 'code') === 50035 ? [`refused: ${JSON.stringify(response)}`] : [];
  if (body === undefined || body === null) return refused.length > 0 ? refused : null;
  const described = /^POST \/interactions\/[^/]+\/[^/]+\/callback$/.test(`${method} ${path}`)
    ? callbacks[Number(property(body, 'type'))]
    : discordShapes.find(([pattern]) => pattern.test(`${method} ${path}`))?.[1];
  if (!described) return [`no description is known for this (status ${status}): add it to the list`];
  const result = z.safeParse(described, body);
  const issues = result.success ? [] : result.error.issues.slice(0, 3);
  return [...refused, ...issues.map((issue) => JSON.stringify(issue).slice(0, 600))];
}

let schemas: BlockKit | null | undefined;

function slackSchemas(): BlockKit | null {
  if (schemas === undefined) schemas = blockKit();
  return schemas;
}

/** Slack's answers to malformed arguments, whatever the schema says. */
const malformed =
  /^(invalid_(blocks|arguments|form_data|json|array_arg|post_type)|no_text|msg_too_long|msg_blocks_too_long)/;

/** The arguments that Slack's own pages list for these methods, as far as the app may use them. */
const slackArguments: Readonly<Record<string, readonly string[]>> = {
  'apps.connections.open': [],
  'auth.test': [],
  'chat.delete': ['channel', 'ts'],
  'chat.postEphemeral': ['attachments', 'blocks', 'channel', 'text', 'thread_ts', 'user'],
  'chat.postMessage': [
    ...['attachments', 'blocks', 'channel', 'metadata', 'mrkdwn', 'parse', 'reply_broadcast', 'text', 'thread_ts'],
    ...['icon_emoji', 'icon_url', 'unfurl_links', 'unfurl_media', 'username'],
  ],
  'chat.getPermalink': ['channel', 'message_ts'],
  'chat.update': ['attachments', 'blocks', 'channel', 'file_ids', 'metadata', 'parse', 'text', 'ts'],
  'conversations.history': ['channel', 'cursor', 'include_all_metadata', 'inclusive', 'latest', 'limit', 'oldest'],
  'conversations.info': ['channel', 'include_locale', 'include_num_members'],
  'conversations.join': ['channel'],
  'conversations.list': ['cursor', 'exclude_archived', 'limit', 'types'],
  'conversations.members': ['channel', 'cursor', 'limit'],
  'conversations.open': ['channel', 'prevent_creation', 'return_im', 'users'],
  'conversations.replies': [
    'channel',
    'cursor',
    'include_all_metadata',
    'inclusive',
    'latest',
    'limit',
    'oldest',
    'ts',
  ],
  'files.completeUploadExternal': ['blocks', 'channel_id', 'channels', 'files', 'initial_comment', 'thread_ts'],
  'files.delete': ['file'],
  'files.getUploadURLExternal': ['alt_txt', 'filename', 'length', 'snippet_type'],
  'files.info': ['count', 'cursor', 'file', 'limit', 'page'],
  'pins.add': ['channel', 'timestamp'],
  'pins.list': ['channel'],
  'pins.remove': ['channel', 'timestamp'],
  'reactions.add': ['channel', 'name', 'timestamp'],
  'reactions.get': ['channel', 'full', 'timestamp'],
  'reactions.remove': ['channel', 'name', 'timestamp'],
  'users.info': ['include_locale', 'user'],
  'users.list': ['cursor', 'include_locale', 'limit'],
  'views.open': ['interactivity_pointer', 'trigger_id', 'view'],
  'views.publish': ['hash', 'user_id', 'view'],
  'views.update': ['external_id', 'hash', 'view', 'view_id'],
};

/** Returns arguments that Slack doesn't know: they are ignored without a word, or hinder what was meant. */
function unknownArguments({ path, body }: RecordedRequest): string[] {
  if (!/^[a-z]+\.[a-zA-Z.]+$/.test(path) || typeof body !== 'object' || body === null) return [];
  const known = slackArguments[path];
  if (!known) return ['its arguments aren’t known: add them to the list'];
  return Object.keys(body).flatMap((name) => (known.includes(name) ? [] : [`${name} is no argument of it`]));
}

function slackObjections(request: RecordedRequest): readonly string[] | null {
  const { body, response } = request;
  const error = String(property(response, 'error') ?? '');
  const refused = [
    ...(malformed.test(error) ? [`refused: ${JSON.stringify(response)}`] : []),
    ...unknownArguments(request),
  ];
  const kit = slackSchemas();
  const blocks = property(body, 'blocks');
  const view = property(body, 'view');
  if (!kit || (blocks === undefined && view === undefined)) return refused.length > 0 ? refused : null;
  const objections = [
    ...(blocks === undefined ? [] : problems(kit.blocks, blocks)),
    ...(view === undefined ? [] : problems(property(view, 'type') === 'home' ? kit.home : kit.modal, view)),
  ];
  return [...refused, ...objections];
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
