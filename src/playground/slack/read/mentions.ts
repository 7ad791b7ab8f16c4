import { isObject, type Json, objectsOf, textOf } from '../json.ts';
import type { SlackMessage } from '../state.ts';
import { readMrkdwn } from './mrkdwn.ts';

/**
 * Returns whom a message notifies: users by id, `S…` groups, 'channel', 'here', 'everyone'. The plain text counts
 * even under blocks, because notifications show it.
 */
export function mentionsOf(message: SlackMessage): string[] {
  const found = new Set<string>(inMrkdwn(message.text));
  for (const block of [...message.blocks, ...message.attachments]) collect(block, found);
  return [...found];
}

function inMrkdwn(text: string): string[] {
  return readMrkdwn(text).flatMap((passage) =>
    passage.inlines.flatMap((inline) => {
      if (inline.kind === 'user' || inline.kind === 'group') return [inline.id];
      return inline.kind === 'broadcast' ? [inline.range] : [];
    }),
  );
}

function collect(value: Json | undefined, found: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collect(item, found);
  if (!isObject(value)) return;
  const type = value.type;
  if (type === 'user') found.add(textOf(value.user_id));
  else if (type === 'usergroup') found.add(textOf(value.usergroup_id));
  else if (type === 'broadcast') found.add(textOf(value.range));
  else if (type === 'mrkdwn' || type === 'markdown') for (const id of inMrkdwn(textOf(value.text))) found.add(id);
  else if (type === undefined) {
    // The texts of a secondary attachment are mrkdwn.
    for (const name of ['text', 'pretext', 'fallback']) for (const id of inMrkdwn(textOf(value[name]))) found.add(id);
    for (const field of objectsOf(value.fields)) {
      for (const id of inMrkdwn(textOf(field.value))) found.add(id);
    }
  }
  for (const [name, held] of Object.entries(value)) if (name !== 'text' || isObject(held)) collect(held, found);
}
