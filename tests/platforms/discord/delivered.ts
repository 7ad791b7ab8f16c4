import { expect } from 'vitest';
import { text } from '../../../src/chat/message.ts';
import type { MessageRef } from '../../../src/chat/place.ts';
import type { FileSource } from '../../../src/chat/platform.ts';
import type { Connected } from './connected.ts';
import { property } from './support.ts';

export const bytes = new TextEncoder().encode('an image');

/** Every file has the same bytes, but one that can't be read just now, one that is gone and one that was erased; another has a link. */
export const givenFiles: FileSource = {
  bytes: async (id) => {
    if (id === 'away') throw new Error('the database is away');
    if (id === 'erased') return 'erased';
    return id === 'gone' ? null : bytes;
  },
  link: async ({ id }) => (id === 'linked' ? { url: 'https://fil.example.org/f/1', days: 30 } : null),
};

/** This text is so long that two of them don't fit in one message. */
export const long = (letter: string) => text(`${letter} `.repeat(1900));

/** Returns the text of each of these messages, nothing where one is gone. */
export const readEach = (world: Connected, refs: readonly MessageRef[]): readonly (string | undefined)[] =>
  refs.map((ref) => world.read({ channel: ref.place.channel, thread: null }).find(({ id }) => id === ref.id)?.text);

/**
 * Checks everything that a file of tests has sent: every message carries a nonce and mentions nobody by the words in
 * it.
 */
export function expectOwnWords(world: Connected): void {
  const bodies = world.discord.requests
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'))
    .map(({ body }) => body);
  expect(bodies.length).toBeGreaterThan(10);
  for (const body of bodies) {
    expect(property(body, 'enforce_nonce')).toBe(true);
    expect(String(property(body, 'nonce'))).toMatch(/^.{24}$/);
    // Nobody but who is called by a line of the bot's own.
    const calls = JSON.stringify(property(body, 'components')).includes(`-# <@${world.person}>`);
    expect(property(body, 'allowed_mentions')).toEqual({ parse: [], ...(calls ? { users: [world.person] } : {}) });
  }
}
