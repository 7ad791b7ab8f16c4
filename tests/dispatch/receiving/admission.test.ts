import { beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '../../../src/chat/form.ts';
import type { FormResponder, Responder } from '../../../src/chat/platform.ts';
import { type AdmissionRequest, createAdmission, MAX_PENDING } from '../../../src/dispatch/receiving/admission.ts';
import { createConcurrencyLimit } from '../../../src/dispatch/receiving/concurrency-limit.ts';

const NEVER_MS = 60_000;

let acknowledged: number[];
let begun: number[];
let told: number[];

beforeEach(() => {
  acknowledged = [];
  begun = [];
  told = [];
});

/** Returns what a platform hands on with the action of the person with this number. */
function platformOf(person: number): Responder {
  return {
    acknowledge: async () => void acknowledged.push(person),
    drop: async () => {},
    openForm: async () => {},
    answer: async () => {},
    aside: async () => {},
    retire: async () => {},
  };
}

function comer<R extends Responder = Responder>(
  person: number,
  responder = platformOf(person) as R,
  late: AdmissionRequest<R>['late'] = null,
): AdmissionRequest<R> {
  return { who: `U${person}`, responder, tooMuch: async () => void told.push(person), late };
}

async function pressed(person: number, waiting: Responder, work: () => Promise<void> = async () => {}): Promise<void> {
  await waiting.acknowledge('private');
  begun.push(person);
  await work();
}

const form: Form = { id: 'F1', locale: 'fr', title: 'Proposer', intro: null, submit: 'Envoyer', fields: [] };

const everybody = Array.from({ length: 60 }, (_, person) => person);

describe('sixty who press in the same instant', () => {
  it('are all acknowledged before the first has an answer, and then served in their order', async () => {
    const inTurn = createAdmission(createConcurrencyLimit({ atOnce: 8, patienceMs: NEVER_MS }));
    let letGo = () => {};
    const busy = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const all = everybody.map((person) =>
      inTurn.admit(comer(person), (waiting) => pressed(person, waiting, () => busy)),
    );
    await expect.poll(() => acknowledged.length).toBe(60);
    await expect.poll(() => begun).toEqual(everybody.slice(0, 8));
    letGo();
    await Promise.all(all);
    expect(begun).toEqual(everybody);
  });

  it('are served although some of it fails', async () => {
    const inTurn = createAdmission(createConcurrencyLimit({ atOnce: 1, patienceMs: NEVER_MS }));
    const all = everybody.map((person) =>
      inTurn.admit(comer(person), (waiting) =>
        pressed(person, waiting, () => (person % 2 === 0 ? Promise.reject(new Error('not there')) : Promise.resolve())),
      ),
    );
    const ends = await Promise.allSettled(all);
    expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(30);
    expect(begun).toEqual(everybody);
  });
});

describe('sixty who send a form in the same instant', () => {
  const formOf = (person: number, refused: number[]): FormResponder => ({
    ...platformOf(person),
    refuse: async () => void refused.push(person),
  });

  it('have it looked through in turn, and need not be acknowledged when something is wrong with it', async () => {
    const inTurn = createAdmission(createConcurrencyLimit({ atOnce: 1, patienceMs: NEVER_MS }), { lookMs: NEVER_MS });
    const refused: number[] = [];
    const all = everybody.map((person) =>
      inTurn.admitForm(comer(person, formOf(person, refused)), async (waiting) => {
        expect(await waiting.turn()).toBe(true);
        begun.push(person);
        await waiting.refuse({});
        // Nobody else's turn has come meanwhile.
        expect(begun).toHaveLength(refused.length);
      }),
    );
    await Promise.all(all);
    expect(refused).toEqual(everybody);
    expect(acknowledged).toEqual([]);
  });

  it('are acknowledged when their turn does not come in time, and served all the same', async () => {
    const inTurn = createAdmission(createConcurrencyLimit({ atOnce: 1, patienceMs: NEVER_MS }), { lookMs: 1 });
    let letGo = () => {};
    const busy = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const all = everybody.map((person) =>
      inTurn.admitForm(comer(person, formOf(person, [])), async (waiting) => {
        if (await waiting.turn()) await busy;
        else await pressed(person, waiting);
      }),
    );
    await expect.poll(() => acknowledged.length).toBe(59);
    letGo();
    await Promise.all(all);
    expect(begun).toEqual(everybody.slice(1));
  });
});

describe('three hundred that one person presses in the same instant', () => {
  it('leave places for everybody else; those that are kept are served, and of the others they are told', async () => {
    const inTurn = createAdmission(createConcurrencyLimit({ atOnce: 8, patienceMs: NEVER_MS }));
    let letGo = () => {};
    const busy = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const flood = Array.from({ length: 300 }, () =>
      inTurn.admit(comer(0), (waiting) => pressed(0, waiting, () => busy)),
    );
    const others = [1, 2, 3].map((person) => inTurn.admit(comer(person), (waiting) => pressed(person, waiting)));
    await Promise.all(others);
    expect(begun.filter((person) => person === 0)).toHaveLength(2);
    expect(begun.filter((person) => person > 0)).toEqual([1, 2, 3]);
    letGo();
    await Promise.all(flood);
    expect(begun).toHaveLength(MAX_PENDING + 3);
    expect(acknowledged).toHaveLength(MAX_PENDING + 3);
    expect(told).toEqual(Array.from({ length: 300 - MAX_PENDING }, () => 0));
    // Once it is done with, they may press as before.
    await inTurn.admit(comer(0), (waiting) => pressed(0, waiting));
    expect(begun).toHaveLength(MAX_PENDING + 4);
  });
});

describe('sixty who press forty things each in the same instant', () => {
  it('are kept twenty each once a thousand are kept', async () => {
    const inTurn = createAdmission(createConcurrencyLimit({ atOnce: 8, patienceMs: NEVER_MS }));
    const times = Array.from({ length: 40 }, (_, time) => time);
    await Promise.all(
      times.flatMap(() =>
        everybody.map((person) => inTurn.admit(comer(person), (waiting) => pressed(person, waiting))),
      ),
    );
    for (const person of everybody) expect(begun.filter((one) => one === person)).toHaveLength(20);
    expect(told).toHaveLength(60 * 20);
  });
});

describe('fifty who press ten things each in the same instant', () => {
  it('let somebody pass who presses one', async () => {
    const inTurn = createAdmission(createConcurrencyLimit({ atOnce: 8, patienceMs: NEVER_MS }));
    const letGo: (() => void)[] = [];
    const flood = everybody
      .slice(0, 50)
      .flatMap((person) =>
        Array.from({ length: 10 }, () =>
          inTurn.admit(comer(person), (waiting) =>
            pressed(person, waiting, () => new Promise((resolve) => letGo.push(resolve))),
          ),
        ),
      );
    await expect.poll(() => letGo.length).toBe(8);
    const one = inTurn.admit(comer(55), (waiting) => pressed(55, waiting));
    await expect.poll(() => acknowledged).toContain(55);
    letGo.shift()?.();
    await one;
    // The person who had ten waiting still has nine.
    expect(begun).toHaveLength(9);
    const rest = setInterval(() => letGo.shift()?.(), 0);
    await Promise.all(flood).finally(() => clearInterval(rest));
  });
});

describe('something that has to be looked at before it is acknowledged', () => {
  it('waits its turn before anything is looked at', async () => {
    const inTurn = createAdmission(createConcurrencyLimit({ atOnce: 1, patienceMs: NEVER_MS }), { lookMs: NEVER_MS });
    let letGo = () => {};
    const first = inTurn.admit(comer(0), (waiting) => pressed(0, waiting, () => new Promise((done) => (letGo = done))));
    await expect.poll(() => begun).toEqual([0]);
    const looked: number[] = [];
    const opened: string[] = [];
    const responder = { ...platformOf(1), openForm: async ({ id }: Form) => void opened.push(id) };
    const second = inTurn.admit(
      comer(1, responder, async () => expect.unreachable()),
      async (waiting) => {
        looked.push(1);
        await waiting.openForm(form);
      },
    );
    await expect.poll(() => begun).toEqual([0]);
    expect(looked).toEqual([]);
    letGo();
    await Promise.all([first, second]);
    expect(opened).toEqual(['F1']);
    expect(acknowledged).toEqual([0]);
  });

  it('is acknowledged when its turn comes late, and its form is offered instead of opened', async () => {
    const inTurn = createAdmission(createConcurrencyLimit({ atOnce: 1, patienceMs: NEVER_MS }), { lookMs: 0 });
    let letGo = () => {};
    const first = inTurn.admit(comer(0), (waiting) => pressed(0, waiting, () => new Promise((done) => (letGo = done))));
    await expect.poll(() => begun).toEqual([0]);
    const offered: string[] = [];
    const second = inTurn.admit(
      comer(1, { ...platformOf(1), openForm: () => expect.unreachable() }, async ({ id }) => void offered.push(id)),
      async (waiting) => {
        begun.push(1);
        await waiting.openForm(form);
      },
    );
    await expect.poll(() => acknowledged).toEqual([0, 1]);
    expect(begun).toEqual([0]);
    letGo();
    await Promise.all([first, second]);
    expect(offered).toEqual(['F1']);
    expect(acknowledged).toEqual([0, 1]);
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
    const inTurn = createAdmission(createConcurrencyLimit({ atOnce: 8, patienceMs: NEVER_MS }), { quietMs: NEVER_MS });
    const all = [slow(0, arrived), platformOf(1)].map((responder, person) =>
      inTurn.admit(comer(person, responder), (waiting) => pressed(person, waiting)),
    );
    await expect.poll(() => acknowledged).toEqual([1]);
    expect(begun).toEqual([]);
    arrive();
    await Promise.all(all);
    expect(begun.toSorted()).toEqual([0, 1]);
  });

  it('holds nobody up for long', async () => {
    const inTurn = createAdmission(createConcurrencyLimit({ atOnce: 8, patienceMs: NEVER_MS }), { quietMs: 0 });
    const late = inTurn.admit(comer(0, slow(0, arrived)), (waiting) => pressed(0, waiting));
    await inTurn.admit(comer(1), (waiting) => pressed(1, waiting));
    expect(begun).toEqual([1]);
    arrive();
    await late;
  });
});

describe('somebody whose turn does not come because another is held up', () => {
  it('is served all the same', async () => {
    const inTurn = createAdmission(createConcurrencyLimit({ atOnce: 1, patienceMs: 0 }));
    let letGo = () => {};
    const held = inTurn.admit(comer(0), (waiting) =>
      pressed(0, waiting, () => new Promise((resolve) => (letGo = resolve))),
    );
    await inTurn.admit(comer(1), (waiting) => pressed(1, waiting));
    expect(begun).toEqual([0, 1]);
    letGo();
    await held;
  });
});

describe('a form', () => {
  it('that is refused at its fields takes no turn', async () => {
    const inTurn = createAdmission(createConcurrencyLimit({ atOnce: 1, patienceMs: NEVER_MS }));
    const refused: string[] = [];
    const responder = {
      ...platformOf(0),
      refuse: async (errors: Readonly<Record<string, string>>) => void refused.push(...Object.values(errors)),
    };
    for (let times = 0; times < 2; times += 1) {
      await inTurn.admitForm(comer(0, responder), (waiting) => waiting.refuse({ date: 'Quel jour ?' }));
    }
    expect(refused).toEqual(['Quel jour ?', 'Quel jour ?']);
    expect(acknowledged).toEqual([]);
  });
});
