import type { Message } from '../../src/chat/message.ts';
import { limits } from '../../src/platforms/slack/limits.ts';
import { renderMessage } from '../../src/platforms/slack/render-message.ts';
import { blockKit, problems } from '../platforms/slack/specs.ts';
import { lostWords } from './words-kept.ts';

const schema = blockKit();

/** Returns the objections that Slack, or somebody who reads there, has to a message. */
export function slackObjections(message: Message, cutAllowed: boolean): readonly string[] {
  const { parts, files } = renderMessage(message);
  return [
    ...parts.flatMap(({ text, blocks }) => [
      ...problems(schema?.blocks, blocks),
      ...(blocks.length === 0 || blocks.length > limits.message.blocks ? [`${blocks.length} blocks`] : []),
      ...(text.trim() === '' || text.length > limits.message.fallback
        ? [`a fallback of ${text.length} characters`]
        : []),
      ...(/<|>/.test(text) ? ['a fallback that is read for mentions'] : []),
      ...repeated(valuesOf(blocks, 'action_id')),
      ...valuesOf(blocks, 'type').filter((type) => CALLING.has(type)),
      ...valuesOf(blocks, 'url').filter((url) => !/^https?:\/\//.test(url)),
    ]),
    ...(files.length === filesIn(message) ? [] : ['a file is left out']),
    ...lostWords(
      message,
      parts.map(({ blocks }) => blocks),
      cutAllowed,
    ),
  ].map((objection) => `Slack: ${objection}`);
}

/** The types that Slack reads for markup, or shows as a call to somebody. */
const CALLING = new Set(['mrkdwn', 'user', 'usergroup', 'channel', 'broadcast', 'emoji']);

export function filesIn({ blocks }: Message): number {
  return blocks.filter(({ kind }) => kind === 'file' || kind === 'image').length;
}

export function repeated(ids: readonly string[]): readonly string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `twice: ${id}`);
}

/** Returns all strings under this name, however deep. */
export function valuesOf(value: unknown, name: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => valuesOf(one, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, held]) =>
    typeof held === 'string' ? (key === name ? [held] : []) : valuesOf(held, name),
  );
}
