import { payloads, reader } from '../../scripts/gallery/discord-payloads.ts';
import type { Message } from '../../src/chat/message.ts';
import {
  COMPONENTS_PER_MESSAGE,
  FILES_PER_MESSAGE,
  PARTS,
  TEXT_PER_MESSAGE,
} from '../../src/platforms/discord/limits.ts';
import type { PayloadBody } from '../../src/platforms/discord/payload.ts';
import { objections } from '../platforms/discord/spec.ts';
import { filesIn, repeated, valuesOf } from './on-slack.ts';
import { lostWords } from './words-kept.ts';

/** Returns the objections that Discord, or somebody who reads there, has to a message. */
export async function discordObjections(message: Message, cutAllowed: boolean): Promise<readonly string[]> {
  const bodies = (await payloads.of(message, 'fr', { reader, withheld: new Set() })).map(({ body }) => body);
  const files = bodies.reduce((sum, { attachments }) => sum + attachments.length, 0);
  return [
    ...bodies.flatMap(objectionsTo),
    ...(bodies.length === 0 || bodies.length > PARTS ? [`${bodies.length} messages`] : []),
    ...(files === filesIn(message) ? [] : ['a file is left out']),
    ...lostWords(message, bodies, cutAllowed),
  ].map((objection) => `Discord: ${objection}`);
}

function objectionsTo(body: PayloadBody): readonly string[] {
  const components = countIn(body.components);
  const text = valuesOf(body.components, 'content').reduce((sum, content) => sum + content.length, 0);
  return [
    ...objections('message', body),
    ...(components > COMPONENTS_PER_MESSAGE ? [`${components} components`] : []),
    ...(text > TEXT_PER_MESSAGE ? [`${text} characters`] : []),
    ...(body.attachments.length > FILES_PER_MESSAGE ? [`${body.attachments.length} files`] : []),
    ...(body.allowed_mentions.parse.length > 0 ? ['it may call people'] : []),
    ...repeated(valuesOf(body.components, 'custom_id')),
  ];
}

function countIn(value: unknown): number {
  if (!Array.isArray(value)) return 0;
  return value.reduce((sum: number, one: { components?: unknown; accessory?: unknown }) => {
    return sum + 1 + countIn(one.components) + (one.accessory === undefined ? 0 : 1);
  }, 0);
}
