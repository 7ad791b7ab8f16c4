import type { RequestListener, ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { oneOfFew } from '../../../src/files/fetch-file.ts';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import type { Person } from '../../../src/playground/person.ts';
import { eighteen, fileOf } from '../../support/invented-regions.ts';
import { startWorld, type World } from '../../support/world.ts';
import { receive, type Strange, startStrange, TOKEN } from './linked-bots.ts';

const [a] = eighteen;
if (!a) throw new Error('no regions');
const good = Buffer.from((await fileOf(a)).bytes);

let nation: World;
let people: Readonly<Record<'slack' | 'discord', Person>>;
let strange: Strange;
let link: string;
let answers: RequestListener;
/** The clock by which the bot waits for what it fetches, and how long it has waited for what. */
let pace: ManualClock;
const waits: number[] = [];
/** The requests that aren't answered whole. */
let open: ServerResponse[] = [];

beforeAll(async () => {
  const clock = manualClock();
  pace = {
    ...clock,
    after(milliseconds, action) {
      waits.push(milliseconds);
      return clock.after(milliseconds, action);
    },
  };
  strange = await startStrange((request, response) => answers(request, response));
  link = `${strange.url}/bilans/${TOKEN}`;
  nation = await startWorld({ at: '2027-01-20T09:00:00+01:00' });
  people = { slack: nation.person('slack', 'Nadia'), discord: nation.person('discord', 'Nour') };
  await nation.restartBot(undefined, {
    ...{ pace, nationals: [people.slack, people.discord] },
    web: { nationalBilanHosts: [strange.url] },
  });
});
beforeEach(async () => {
  open = [];
  answers = (_, response) => {
    open.push(response);
    response.writeHead(200, { 'content-length': good.length });
  };
  await nation.database.prisma.nationFile.deleteMany({});
});
afterAll(async () => {
  strange?.close();
  await nation?.close();
});

const received = () => nation.database.prisma.nationFile.count();
const LATE = 'ne répond pas, ou trop lentement';

describe.each(['slack', 'discord'] as const)('a region’s bot that is slow, seen from %s', (platform) => {
  it('is waited for twenty seconds in all, though a byte comes every second', async () => {
    const nadia = people[platform];
    const answered = receive(nadia, link);
    await expect.poll(() => open.length).toBe(1);
    const [response] = open;
    for (let second = 0; second < 20; second += 1) {
      expect([second, response?.destroyed, nadia.look().includes(LATE)]).toEqual([second, false, false]);
      await new Promise((resolve) => response?.write(good.subarray(second, second + 1), resolve));
      pace.advance(1_000);
    }
    await answered;
    expect(nadia.read()).toContain(LATE);
    // It isn't left holding the line, and nothing of it counts.
    await expect.poll(() => response?.destroyed).toBe(true);
    expect(await received()).toBe(0);
    answers = (_, all) => all.end(good);
    await receive(nadia, link);
    expect(nadia.read()).toContain('Région A : version 1 reçue.');
  });

  it('is given up in the same time where other files are fetched first, and isn’t asked afterwards', async () => {
    const nadia = people[platform];
    let free = () => {};
    const others = new Promise<void>((resolve) => {
      free = resolve;
    });
    const held = [1, 2, 3].map(() => oneOfFew(() => others));
    const before = waits.length;
    const answered = receive(nadia, link);
    await expect.poll(() => waits.slice(before)).toContain(20_000);
    pace.advance(20_000);
    await answered;
    expect(nadia.read()).toContain(LATE);
    free();
    await Promise.all(held);
    await nation.settle();
    expect([open.length, await received()]).toEqual([0, 0]);
  });
});
