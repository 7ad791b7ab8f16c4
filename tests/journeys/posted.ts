import type { LocalPlatform, RecordedRequest } from '../../src/playground/local-platform.ts';
import { asTyped } from '../../src/texts/typography.ts';

/** A message that the bot posted in a channel, as its requests tell it. */
export interface Posted {
  readonly channel: string;
  /** Its contents when it was posted, then after each edit, as JSON. */
  readonly states: readonly string[];
}

/** Returns the messages whose first state contains this, in the order in which they were posted. */
export function postedBy(platform: LocalPlatform, reads: RegExp): readonly Posted[] {
  const messages = new Map<string, { channel: string; states: string[] }>();
  for (const request of platform.requests) {
    const known = platform.name === 'slack' ? slackMessage(request) : discordMessage(request);
    if (!known) continue;
    const state = asTyped(JSON.stringify(request.body));
    const key = `${known.channel}/${known.id}`;
    const before = messages.get(key);
    if (before) before.states.push(state);
    else if (known.isNew) messages.set(key, { channel: known.channel, states: [state] });
  }
  return [...messages.values()].filter(({ states }) => reads.test(states[0] ?? ''));
}

interface Named {
  readonly channel: string;
  readonly id: string;
  readonly isNew: boolean;
}

function slackMessage({ path, response }: RecordedRequest): Named | null {
  const isNew = path === 'chat.postMessage';
  if (!isNew && path !== 'chat.update') return null;
  const [channel, id] = [text(response, 'channel'), text(response, 'ts')];
  return channel && id ? { channel, id, isNew } : null;
}

function discordMessage({ method, path, status, response }: RecordedRequest): Named | null {
  const [, channel, edited] = /^\/channels\/(\d+)\/messages(?:\/(\d+))?$/.exec(path) ?? [];
  if (!channel || status >= 400) return null;
  if (method === 'PATCH' && edited) return { channel, id: edited, isNew: false };
  const id = text(response, 'id');
  return method === 'POST' && id ? { channel, id, isNew: true } : null;
}

function text(json: unknown, key: string): string | null {
  const value: unknown = typeof json === 'object' && json !== null ? Reflect.get(json, key) : undefined;
  return typeof value === 'string' ? value : null;
}
