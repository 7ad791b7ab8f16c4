import { expect, it } from 'vitest';
import { message, text } from '../../../src/chat/message.ts';
import type { Responder } from '../../../src/chat/platform.ts';
import { createConcurrencyLimit } from '../../../src/dispatch/receiving/concurrency-limit.ts';
import { giveBack } from '../../../src/dispatch/receiving/give-back.ts';

const NEVER_MS = 60_000;

function platform() {
  const seen: string[] = [];
  const responder: Responder = {
    acknowledge: async () => void seen.push('acknowledged'),
    drop: async () => {},
    openForm: async () => {},
    answer: async () => void seen.push('answered'),
    aside: async () => {},
    retire: async () => {},
  };
  return { seen, responder };
}

const given = { words: () => message(text('Trop long')), locale: 'fr' } as const;

it('what is given back is acknowledged in time though it waits, and said when its turn comes', async () => {
  const places = createConcurrencyLimit({ atOnce: 1, patienceMs: NEVER_MS });
  const over = await places.acquire('somebody else');
  const { seen, responder } = platform();
  const back = giveBack(places, 'Ana', responder, given, 1);
  await expect.poll(() => seen).toEqual(['acknowledged']);
  over();
  await back;
  expect(seen).toEqual(['acknowledged', 'answered']);
});

it('whoever sends much of it is acknowledged one after the other', async () => {
  const places = createConcurrencyLimit({ atOnce: 1, patienceMs: NEVER_MS });
  const { seen, responder } = platform();
  await Promise.all([1, 2, 3].map(() => giveBack(places, 'Ana', responder, given, NEVER_MS)));
  expect(seen).toEqual(['acknowledged', 'answered', 'acknowledged', 'answered', 'acknowledged', 'answered']);
});

it('a platform that takes no answer holds up nobody who comes after', async () => {
  const places = createConcurrencyLimit({ atOnce: 1, patienceMs: NEVER_MS });
  const { seen, responder } = platform();
  const refusing = { ...responder, answer: () => Promise.reject(new Error('gone')) };
  await expect(giveBack(places, 'Ana', refusing, given, 1)).rejects.toThrow('gone');
  await giveBack(places, 'Bilal', responder, given, 1);
  expect(seen.at(-1)).toBe('answered');
});
