import type { SlackCore } from '../core.ts';
import { type Json, type JsonObject, textOf } from '../json.ts';
import { explained, ProtocolError } from '../protocol-error.ts';
import type { ChannelKind, SlackChannel, SlackUser } from '../state.ts';

/** A method of the Web API. */
export interface Method {
  readonly token?: 'app';
  /** Takes no arguments in JSON. */
  readonly reads?: true;
  /** Answers only to POST. */
  readonly posted?: true;
  readonly scope?: string;
  /** Slack's limit of calls a minute: tier 1 to 4; posting has rules of its own. */
  readonly tier: 1 | 2 | 3 | 4 | 'posting' | 'unlimited';
  run(core: SlackCore, args: JsonObject): JsonObject;
}

export type Methods = Readonly<Record<string, Method>>;

export function required(args: JsonObject, ...names: readonly string[]): void {
  const missing = names.filter((name) => args[name] === undefined || args[name] === '');
  if (missing.length === 0) return;
  throw explained(
    'invalid_arguments',
    missing.map((name) => `[ERROR] missing required field: ${name}`),
  );
}

/**
 * Refuses arguments that the method's page doesn't name. The real Slack carries most of them out without a word; here what it
 * would ignore is noticed.
 */
export function onlyKnown(args: JsonObject, ...names: readonly string[]): void {
  const unknown = Object.keys(args).filter((name) => !names.includes(name));
  if (unknown.length === 0) return;
  throw explained(
    'invalid_arguments',
    unknown.map((name) => `[ERROR] no such argument: ${name}`),
  );
}

/** Reads a flag; form fields are texts, in which 'true' and '1' mean true. */
export function flag(value: Json | undefined, otherwise = false): boolean {
  if (value === undefined || value === null || value === '') return otherwise;
  return value === true || value === 'true' || value === 1 || value === '1';
}

export function wholeNumber(value: Json | undefined, otherwise: number): number {
  if (value === undefined || value === null || value === '') return otherwise;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw new ProtocolError('invalid_limit');
  return number;
}

export function idList(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.filter((one): one is string => typeof one === 'string');
  return textOf(value)
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

export function needScope(core: SlackCore, scope: string): void {
  const provided = core.installation.scopes;
  if (!provided.includes(scope)) {
    throw new ProtocolError('missing_scope', { needed: scope, provided: provided.join(',') });
  }
}

const families: Readonly<Record<ChannelKind, string>> = { channel: 'channels', group: 'groups', im: 'im' };

export function needChannelScope(core: SlackCore, channel: SlackChannel, what: 'read' | 'history'): void {
  needScope(core, `${families[channel.kind]}:${what}`);
}

/** Returns a channel's own id when a message is addressed by name (`#general`) or to a person. */
export function postingChannelId({ workspace }: SlackCore, given: Json | undefined): string {
  const id = textOf(given);
  if (workspace.users.has(id)) return workspace.directChannel(id)?.id ?? id;
  const name = id.replace(/^#/, '');
  return [...workspace.channels.values()].find((one) => one.kind === 'channel' && one.name === name)?.id ?? id;
}

/** Returns a channel by id. For the bot, a private channel that it isn't in doesn't exist. */
export function channelById(core: SlackCore, id: Json | undefined): SlackChannel {
  const channel = core.workspace.channels.get(textOf(id));
  if (!channel || (channel.kind !== 'channel' && !isMember(core, channel)))
    throw new ProtocolError('channel_not_found');
  return channel;
}

export function isMember(core: SlackCore, channel: SlackChannel): boolean {
  return channel.members.has(core.workspace.bot.id);
}

export function userById(core: SlackCore, id: Json | undefined): SlackUser {
  const user = core.workspace.users.get(textOf(id));
  if (!user) throw new ProtocolError('user_not_found');
  return user;
}

interface Page<Item> {
  readonly items: Item[];
  readonly next: string;
}

interface PageSizes {
  readonly usual: number;
  readonly most: number;
  /** Refuses a larger limit instead of reducing it. */
  readonly strict?: true;
}

/** Returns one page. Cursors are opaque to the app; this one holds where the next page starts. */
export function page<Item>(all: readonly Item[], args: JsonObject, { usual, most, strict }: PageSizes): Page<Item> {
  const wanted = wholeNumber(args.limit, usual) || usual;
  if (strict && wanted > most) throw new ProtocolError('invalid_limit');
  const limit = Math.min(wanted, most);
  const start = startOf(textOf(args.cursor));
  const end = start + limit;
  const next = end < all.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { items: all.slice(start, end), next };
}

function startOf(cursor: string): number {
  if (cursor === '') return 0;
  const read = /^next:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'));
  if (!read) throw new ProtocolError('invalid_cursor');
  return Number(read[1]);
}
