import { afterEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { type Platform, platformsInTurn } from '../../support/platforms.ts';
import { LOOKS_WHAT_IS_DUE, recordStatements } from '../../support/statements.ts';
import { acceptedEvent, organisationOf } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

const OTHERS = 17;

/** Closes everything that a test has opened. */
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Brings in somebody who is asked how many came, in the only region. */
async function asked(platform: Platform): Promise<{ readonly world: World; readonly olive: Person }> {
  const world = await startWorld();
  closing.push(() => world.close());
  const coordinator = world.coordinator[platform];
  const olive = world.person(platform, 'Olive');
  await coordinator.command('/edition ouvrir', { annee: '2026' });
  const organisationId = await organisationOf(world, 'Les Jardins', [olive]);
  const startsAt = '2026-11-14T14:00:00+01:00';
  await acceptedEvent(world, { organisationId, by: olive, startsAt, title: 'Portes ouvertes' });
  await coordinator.command('/questionnaire lancer', { cloture: '20 janvier 2027' });
  await coordinator.press('Lancer le questionnaire');
  await world.goTo('2026-11-15T10:00:00+01:00');
  await olive.press('Oui');
  return { world, olive };
}

/** Adds regions that have a workspace or server each. Returns what a statement that asks them would name. */
async function addRegions({ database, clock }: World, platform: Platform): Promise<ReadonlySet<unknown>> {
  const names = new Set<unknown>();
  for (let number = 1; number <= OTHERS; number += 1) {
    const region = { name: `Région ${number}`, departments: ['80'], createdAt: clock.now() };
    const { id: regionId } = await database.prisma.region.create({ data: region });
    const installation = { regionId, platform, team: `T-OTHER-${number}` } as const;
    await database.prisma.installation.create({ data: { ...installation, installedAt: clock.now() } });
    names.add(regionId).add(installation.team);
  }
  return names;
}

/** The number of times each is done: an answer is typed, a button pressed, a command given. */
type Gestures = Readonly<Record<'answer' | 'press' | 'command', number>>;

describe.each(platformsInTurn())('among eighteen regions, on %s', (platform) => {
  it('an answer typed, a button and a command ask as much of the database as in one alone, and nothing of the others', async () => {
    const recording = recordStatements();
    closing.push(() => recording.stop());
    const { world, olive } = await asked(platform);
    let others: ReadonlySet<unknown> = new Set();
    let number = 40;

    /** Counts the statements of an action, of any table, but those that only look for what is due. */
    const counted = async (act: () => Promise<unknown>): Promise<number> => {
      await world.settle();
      recording.taken();
      await act();
      await world.settle();
      const statements = recording.taken();
      const elsewhere = statements.filter(({ values }) => values.flat().some((value) => others.has(value)));
      expect(elsewhere.map(({ text }) => text)).toEqual([]);
      return statements.filter(({ text }) => !LOOKS_WHAT_IS_DUE.test(text)).length;
    };
    const once = async (): Promise<Gestures> => {
      const press = await counted(() => olive.choose('Corriger une réponse', 'Combien de personnes'));
      number += 1;
      const words = `environ ${number}`;
      const answer = await counted(() => olive.say(words, 'Combien de personnes sont venues'));
      expect(olive.read()).toContain(`→ ${words}`);
      const command = await counted(() => olive.command('/evenement liste'));
      expect(olive.read()).toContain('Portes ouvertes');
      return { answer, press, command };
    };
    /** Returns the least of three times: two edits of one message are sent as one or as two, by how soon the second comes. */
    const least = async (): Promise<Gestures> => {
      const times = [await once(), await once(), await once()];
      const of = (gesture: keyof Gestures) => Math.min(...times.map((one) => one[gesture]));
      return { answer: of('answer'), press: of('press'), command: of('command') };
    };

    await olive.say('une quarantaine', 'Combien de personnes sont venues');
    await world.settle();
    // From here on the card stands where they type, in the thread on Slack.
    await once();
    const alone = await least();
    for (const statements of Object.values(alone)) expect(statements).toBeGreaterThan(1);
    others = await addRegions(world, platform);
    expect(await least()).toEqual(alone);
  });
});
