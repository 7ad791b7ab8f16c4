import { beforeEach, describe, expect, it } from 'vitest';
import type { Responder } from '../../src/chat/platform.ts';
import { createInTurn } from '../../src/dispatch/in-turn.ts';

const NEVER_MS = 60_000;

let acknowledged: number[];
let begun: number[];

beforeEach(() => {
  acknowledged = [];
  begun = [];
});

/** What a platform hands on with what the so-manieth person did. */
function platformOf(person: number): Responder {
  return {
    acknowledge: async () => void acknowledged.push(person),
    drop: async () => {},
    openForm: async () => {},
    answer: async () => {},
    aside: async () => {},
  };
}

async function pressed(person: number, waiting: Responder, work: () => Promise<void> = async () => {}): Promise<void> {
  await waiting.acknowledge('private');
  begun.push(person);
  await work();
}

const everybody = Array.from({ length: 60 }, (_, person) => person);

describe('sixty who press in the same instant', () => {
  it('are all acknowledged before the first has an answer, and then served in their order', async () => {
    const inTurn = createInTurn(8, NEVER_MS);
    let letGo = () => {};
    const busy = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const all = everybody.map((person) =>
      inTurn.serve(`U${person}`, platformOf(person), (waiting) => pressed(person, waiting, () => busy)),
    );
    await expect.poll(() => acknowledged.length).toBe(60);
    await expect.poll(() => begun).toEqual(everybody.slice(0, 8));
    letGo();
    await Promise.all(all);
    expect(begun).toEqual(everybody);
  });

  it('are served although some of it fails', async () => {
    const inTurn = createInTurn(1, NEVER_MS);
    const all = everybody.map((person) =>
      inTurn.serve(`U${person}`, platformOf(person), (waiting) =>
        pressed(person, waiting, () => (person % 2 === 0 ? Promise.reject(new Error('not there')) : Promise.resolve())),
      ),
    );
    const ends = await Promise.allSettled(all);
    expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(30);
    expect(begun).toEqual(everybody);
  });
});

describe('a hundred that one person presses in the same instant', () => {
  it('are acknowledged, and leave places for everybody else; in the end all are served', async () => {
    const inTurn = createInTurn(8, NEVER_MS);
    let letGo = () => {};
    const busy = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const flood = Array.from({ length: 100 }, () =>
      inTurn.serve('U0', platformOf(0), (waiting) => pressed(0, waiting, () => busy)),
    );
    const others = [1, 2, 3].map((person) =>
      inTurn.serve(`U${person}`, platformOf(person), (waiting) => pressed(person, waiting)),
    );
    await Promise.all(others);
    expect(acknowledged).toHaveLength(103);
    expect(begun.filter((person) => person === 0)).toHaveLength(2);
    expect(begun.filter((person) => person > 0)).toEqual([1, 2, 3]);
    letGo();
    await Promise.all(flood);
    expect(begun).toHaveLength(103);
  });
});

describe('an acknowledgement that is still on its way', () => {
  const slow = (person: number, arrived: Promise<void>): Responder => ({
    ...platformOf(person),
    async acknowledge() {
      await arrived;
      acknowledged.push(person);
    },
  });
  let arrive = () => {};
  let arrived: Promise<void>;
  beforeEach(() => {
    arrived = new Promise((resolve) => (arrive = resolve));
  });

  it('is waited for before anybody is served', async () => {
    const inTurn = createInTurn(8, NEVER_MS, NEVER_MS);
    const all = [slow(0, arrived), platformOf(1)].map((responder, person) =>
      inTurn.serve(`U${person}`, responder, (waiting) => pressed(person, waiting)),
    );
    await expect.poll(() => acknowledged).toEqual([1]);
    expect(begun).toEqual([]);
    arrive();
    await Promise.all(all);
    expect(begun.toSorted()).toEqual([0, 1]);
  });

  it('holds nobody up for long', async () => {
    const inTurn = createInTurn(8, NEVER_MS, 0);
    const late = inTurn.serve('U0', slow(0, arrived), (waiting) => pressed(0, waiting));
    await inTurn.serve('U1', platformOf(1), (waiting) => pressed(1, waiting));
    expect(begun).toEqual([1]);
    arrive();
    await late;
  });
});

describe('somebody whose turn does not come because another is held up', () => {
  it('is served all the same', async () => {
    const inTurn = createInTurn(1, 0);
    let letGo = () => {};
    const held = inTurn.serve('U0', platformOf(0), (waiting) =>
      pressed(0, waiting, () => new Promise((resolve) => (letGo = resolve))),
    );
    await inTurn.serve('U1', platformOf(1), (waiting) => pressed(1, waiting));
    expect(begun).toEqual([0, 1]);
    letGo();
    await held;
  });
});

describe('a form', () => {
  it('that is refused at its fields takes no turn', async () => {
    const inTurn = createInTurn(1, NEVER_MS);
    const refused: string[] = [];
    const responder = {
      ...platformOf(0),
      refuse: async (errors: Readonly<Record<string, string>>) => void refused.push(...Object.values(errors)),
    };
    for (let times = 0; times < 2; times += 1) {
      await inTurn.serveForm('U0', responder, (waiting) => waiting.refuse({ date: 'Quel jour ?' }));
    }
    expect(refused).toEqual(['Quel jour ?', 'Quel jour ?']);
    expect(acknowledged).toEqual([]);
  });
});
