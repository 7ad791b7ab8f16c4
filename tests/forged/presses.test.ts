import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holdForms } from '../../scripts/attack/forging/forms.ts';
import { differences, rowsBut, showing } from '../../scripts/attack/forging/judge.ts';
import { choices, keys } from '../../scripts/attack/forging/keys.ts';
import { wrongs } from '../../scripts/attack/forging/people.ts';
import { anyPress, everyPress, type ForgedPress } from '../../scripts/attack/forging/presses.ts';
import { doForged } from '../../scripts/attack/forging/wire.ts';
import type { RecordedRequest } from '../../src/playground/local-platform.ts';
import type { Person } from '../../src/playground/person.ts';
import { startWorld, type World } from '../support/world.ts';
import { registry, type Setting, setUp } from './setting.ts';
import { type Snapshot, snapshotOf } from './snapshot.ts';

/**
 * The number of random presses beside each that there is. More of them: `FORGED_PRESSES=20000 npx vitest run
 * tests/forged`; others: `PROPERTY_SEED`.
 */
const ANY_PRESSES = Number(process.env.FORGED_PRESSES ?? 400);
/** With a number given, whoever is of the same region presses everything on both platforms; else each thing on one. */
const IN_TURN = process.env.FORGED_PRESSES === undefined;
const TOGETHER = 100;
/** The number of presses there have to be. */
const PRESSES = 2_000;
let pressed = 0;

let world: World;
let setting: Setting;
let snapshot: Snapshot;
/** All rows before anybody presses anything. */
let planted: ReadonlyMap<string, string>;
/** Whole ids of buttons that confirm something, as they stand below what is shown to who may. */
const confirming = new Set<string>();

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-16T09:00:00+01:00' });
  setting = await setUp(world);
  snapshot = await snapshotOf(world.database);
  planted = await rowsBut(world.database, []);
});
afterAll(() => world?.close());

/** Returns what is sent to both platforms during an action. */
async function sentBy(work: () => Promise<unknown>): Promise<readonly RecordedRequest[]> {
  const platforms = Object.values(world.platforms);
  const before = platforms.map(({ requests }) => requests.length);
  await work();
  await world.settle();
  return platforms.flatMap(({ requests }, index) => requests.slice(before[index]));
}

it('has keys for every action that there is', () => {
  expect(registry.actions.map(({ name }) => name).filter((name) => !(name in keys))).toEqual([]);
});

/** Actions in which there is nothing to be noticed, and why. */
const unnoticed: Readonly<Record<string, string>> = {
  'accounts-apart': 'nobody has two accounts here',
  'accounts-separate': 'nobody has two accounts here',
  'announcement-retry': 'nothing was refused',
  'data-withdraw': 'nobody has allowed anything to be quoted',
  'bilan-choose': 'names the chapters, which every bilan has',
  'bilan-claim': 'no sentence is withheld',
  'bilan-review': 'asks who is to read it',
  'bilan-reread': 'the draft is laid out still',
  'bilan-link': 'nothing is published',
  'bilan-link-cut': 'nothing is published',
  'bilan-link-make': 'nothing is published',
  'bilan-published-files': 'nothing is published',
  'bilan-publish': 'the survey is open, so that there is only a draft',
  'bilan-publish-now': 'the survey is open, so that there is only a draft',
  'data-progress': 'tells nothing of anybody',
  'draft-drop': 'what one wrote oneself',
  'draft-drop-now': 'what one wrote oneself',
  'draft-list': 'what one wrote oneself',
  'edition-remove-ask': 'the edition isn’t empty',
  'edition-remove': 'the edition isn’t empty',
  'figure-notes': 'no figure has a note',
  'finding-figure': 'every sum adds up',
  'finding-mentions': 'nothing is counted twice',
  'finding-note': 'every figure is there',
  'join-confirm': 'both platforms are tied already',
  keep: 'does nothing',
  'link-accounts': 'takes a code, not an id',
  'link-code': 'takes a code, not an id',
  'journal-filter': 'asks what is looked for',
  'journal-kind': 'nothing was done yet to what is planted',
  menu: 'what oneself can do',
  'notify-off': "one's own wishes",
  'notify-on': "one's own wishes",
  'notify-usual': "one's own wishes",
  'notify-view': "one's own wishes",
  'nation-again': 'nothing was decided',
  'nation-pair': 'no two regions share anything here',
  'nation-published': 'nothing is published',
  'organisation-anyway': 'what one typed oneself',
  'survey-decline': 'somebody has begun to answer what is planted',
  'survey-refuse': 'somebody has begun to answer what is planted',
  'survey-refuse-one': 'somebody has begun to answer what is planted',
  'relay-offered': 'the channels of the whole year are tied already',
  'relay-retry': 'nothing was refused',
  'relay-speak': "one's own wishes",
  'relay-take-back': 'nobody has written in a relayed channel',
  'relay-taken-back': 'counts what one took back oneself',
  'setup-change-now': 'what one typed oneself',
  'quiet-hours': "one's own wishes",
  'setup-check': 'the channels are those of the platform',
};

/** Rows that are there for whoever does anything. */
const OWN = /^(Conversation|Made|Person|Identity) /;

describe('would be noticed: who may does it, or is shown it', () => {
  type Does = ForgedPress['does'];
  interface Noticed {
    readonly changes: boolean;
    readonly shows: boolean;
    /** Buttons of the answer that confirm what it shows. */
    readonly offered: readonly string[];
  }

  async function watch({ platform, user, place }: Person, does: Does): Promise<Noticed> {
    const sent = await sentBy(() => doForged(platform, user.id, place.channel, does));
    const changed = differences(planted, await rowsBut(world.database, [])).filter((line) => !OWN.test(line));
    if (changed.length > 0) await snapshot.restore();
    const offered = [...JSON.stringify(sent).matchAll(/[a-z-]+:[\w/,-]*@[\w-]{6}(?=\\?")/g)].map(([id]) => id);
    return { changes: changed.length > 0, shows: showing(sent, [setting.planted.word]).length > 0, offered };
  }

  /** Presses, and confirms where that is asked. Returns whether the press is noticed. */
  async function isNoticed(owner: Person, does: Does): Promise<boolean> {
    const first = await watch(owner, does);
    for (const id of first.offered) if (!id.startsWith('confirm:')) confirming.add(id);
    if (first.changes || first.offered.length === 0) return first.changes || first.shows;
    for (const action of first.offered) if ((await watch(owner, { kind: 'press', action })).changes) return true;
    return false;
  }

  it.each(registry.actions.filter(({ name }) => !(name in unnoticed)))('$name', async ({ name, form, input }) => {
    const { planted: region, owners } = setting;
    const ways: Does[] = (keys[name]?.(region) ?? []).map((key) => {
      const action = `${name}:${key}`;
      const chosen = choices[name]?.(region) ?? [];
      return 'choice' in input.shape ? { kind: 'choose', action, chosen } : { kind: 'press', action };
    });
    let found = false;
    for (const does of ways) for (const owner of owners) found ||= await isNoticed(owner, does);
    if (form !== 'never') {
      // Opening it says little: what counts is what it does.
      found = false;
      for (const owner of owners) {
        const mine = { what: '', platform: owner.platform.name, user: owner.user.id, channel: owner.place.channel };
        const { personId } = await identityOf(owner);
        const held = await holdForms(
          world.database,
          registry.actions.filter((one) => one.name === name),
          region,
          { ...mine, personId, isHere: true },
          region.regionId,
          world.clock.now(),
        );
        for (const { id } of held) found ||= await isNoticed(owner, { kind: 'press', action: `confirm:${id}` });
      }
      await snapshot.restore();
    }
    expect(found).toBe(true);
  });

  const identityOf = ({ user }: Person) =>
    world.database.prisma.identity.findFirstOrThrow({ where: { externalId: user.id } });
});

describe.each([
  ['of the same region', true],
  ['of another region', false],
] as const)('forged by people %s: nothing is changed, and nothing shown', (_, isHere) => {
  /** Returns the consequences of all these presses at once. */
  async function whatComesOf(presses: readonly ForgedPress[]): Promise<readonly string[]> {
    const { other, wrong, planted: region } = setting;
    const own = wrong.filter((one) => one.isHere === isHere).flatMap(({ personId, user }) => [personId, user]);
    if (!isHere) own.push(other.regionId);
    pressed += presses.length;
    const before = await rowsBut(world.database, own);
    const sent = await sentBy(() =>
      Promise.all(presses.map(({ by, does }) => doForged(world.platforms[by.platform], by.user, by.channel, does))),
    );
    const changed = differences(before, await rowsBut(world.database, own));
    if (changed.length > 0) await snapshot.restore();
    return [...changed, ...showing(sent, isHere ? [region.secret, other.word] : [region.word])];
  }

  async function expectNothingOf(presses: readonly ForgedPress[]): Promise<void> {
    const found = await whatComesOf(presses);
    if (found.length === 0) return;
    // The presses are repeated one by one to find which of them it was.
    for (const one of presses) expect(await whatComesOf([one]), JSON.stringify(one)).toEqual([]);
    expect(found, JSON.stringify(presses)).toEqual([]);
  }

  const from = () => {
    const { wrong, ...rest } = setting;
    const people = wrong.filter((one) => one.isHere === isHere);
    return { ...rest, registry, people, confirming: [...confirming] };
  };

  it('each button, list and form by its id', async () => {
    const presses = isHere && IN_TURN ? inTurn(everyPress(from())) : everyPress(from());
    expect(presses.length).toBeGreaterThan(isHere ? 1_200 : 250);
    for (let done = 0; done < presses.length; done += TOGETHER) {
      await expectNothingOf(presses.slice(done, done + TOGETHER));
    }
  }, 600_000);

  it('any button and list by any id', async () => {
    const together = fc.array(anyPress(from()), { minLength: TOGETHER, maxLength: TOGETHER });
    const numRuns = Math.ceil(ANY_PRESSES / 2 / TOGETHER);
    await fc.assert(fc.asyncProperty(together, expectNothingOf), { numRuns, endOnFailure: true });
  }, 600_000);
});

it('were two thousand presses at least', () => {
  expect(pressed).toBeGreaterThanOrEqual(PRESSES);
});

/** Returns each press by each kind of wrong person: by the one on Slack or by the one on Discord, in turn. */
function inTurn(presses: readonly ForgedPress[]): readonly ForgedPress[] {
  const kinds: readonly string[] = wrongs;
  const seen = new Map<string, number>();
  return presses.filter(({ by }) => {
    const nth = seen.get(by.personId) ?? 0;
    seen.set(by.personId, nth + 1);
    const kind = kinds.indexOf(by.what);
    return (nth + kind + (by.platform === 'slack' ? 0 : 1)) % 2 === 0;
  });
}
