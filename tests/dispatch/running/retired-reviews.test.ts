import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { organiser, write } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { acceptedEvent, organisationOf } from '../../support/surveys.ts';
import { startWorld, type World } from '../../support/world.ts';

const REPLACED = 'Ce message ne sert plus : un autre, plus récent';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-11-15T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const name of ['Quick', 'Slow', 'Third']) {
    const by = world.person('slack', name);
    const organisationId = await organisationOf(world, `${name} et compagnie`, [by]);
    await acceptedEvent(world, { organisationId, by, title: `Fête ${name}`, startsAt: '2026-11-14T14:00:00+01:00' });
    people[name] = by;
  }
  await world.coordinator.slack.command('/questionnaire lancer', { cloture: '15 janvier 2027' });
  await world.coordinator.slack.press('Lancer le questionnaire');
  await world.goTo('2026-11-15T10:00:00+01:00');
});
afterAll(() => world?.close());

const people: Record<string, Person> = {};

/** Returns whether it stands on their screen, and whether it can still be pressed. */
const standing = (person: Person, words: string, label: string) =>
  person
    .screen()
    .filter(({ text }) => text.includes(words))
    .map(({ text, controls }) => ({
      offered: controls.some((one) => one.kind === 'button' && one.label === label),
      replaced: text.includes(REPLACED),
    }));

/** Returns the titles of what was proposed, with these words in them. */
async function proposedWith(words: string, organisation = ''): Promise<readonly string[]> {
  const where = { title: { contains: words }, organisation: { name: { contains: organisation } } };
  return (await world.database.prisma.event.findMany({ where })).map(({ title }) => title);
}

const retired = { offered: false, replaced: true };
const newest = { offered: true, replaced: false };
/** Slack can't reach what it answered a command with: its button stays, and does what it shows or nothing. */
const beyondReach = newest;
/** Nothing in it was ever offered, or what was offered is done. */
const untouched = { offered: false, replaced: false };

describe.each(platformsInTurn())('the same command given again, on %s: the older review is retired', (platform) => {
  const unreached = platform === 'slack' ? beyondReach : retired;

  it('a proposal, written twice in the same words', async () => {
    const ana = await organiser(world, platform, 'Ana', `Les Jardins ${platform}`);
    await write(ana, { title: `Bal ${platform}`, when: '24 novembre 18h' });
    await write(ana, { title: `Bal ${platform}`, when: '24 novembre 18h' });
    expect(standing(ana, `Bal ${platform}`, 'Proposer')).toEqual([unreached, newest]);
    // Both platforms can reach a review that replaces the corrected one.
    await ana.correct();
    await ana.fill({ title: `Tombola ${platform}` });
    await write(ana, { title: `Tombola ${platform}`, when: '24 novembre 18h' });
    expect(standing(ana, `Tombola ${platform}`, 'Proposer')).toEqual([retired, newest]);
    expect(standing(ana, `Tombola ${platform}`, 'Corriger')).toEqual([retired, newest]);
    await ana.press('Proposer');
    expect(await proposedWith(`Tombola ${platform}`)).toHaveLength(1);
    // The outcome of one review stays when another one is shown.
    await write(ana, { title: `Dictée ${platform}`, when: '27 novembre 18h' });
    expect(standing(ana, `est proposé : « Tombola ${platform} »`, 'Proposer')).toEqual([untouched]);
  });

  it('but not another proposal: whoever writes two before proposing either corrects and proposes both', async () => {
    const noa = await organiser(world, platform, 'Noa', `La Ressourcerie ${platform}`);
    await write(noa, { title: `Loto ${platform}`, when: '25 novembre 18h' });
    await write(noa, { title: `Concert ${platform}`, when: '26 novembre 18h' });
    expect(standing(noa, `Loto ${platform}`, 'Proposer')).toEqual([newest]);
    expect(standing(noa, `Concert ${platform}`, 'Proposer')).toEqual([newest]);
    await noa.press('Corriger', { in: `Loto ${platform}` });
    await noa.fill({ title: `Grand loto ${platform}` });
    expect(standing(noa, `Concert ${platform}`, 'Proposer')).toEqual([newest]);
    await noa.press('Proposer', { in: `Grand loto ${platform}` });
    await noa.press('Proposer', { in: `Concert ${platform}` });
    const proposed = await proposedWith(platform, `La Ressourcerie ${platform}`);
    expect(proposed.toSorted()).toEqual([`Concert ${platform}`, `Grand loto ${platform}`]);
  });

  it('of somebody else nothing is retired', async () => {
    const [eve, gil] = [
      await organiser(world, platform, 'Ève', `Ludothèque ${platform}`),
      await organiser(world, platform, 'Gil', `Harmonie ${platform}`),
    ];
    await write(eve, { title: `Brassin ${platform}`, when: '24 novembre 18h' });
    await write(gil, { title: `Scène ${platform}`, when: '24 novembre 20h' });
    expect(standing(eve, `Brassin ${platform}`, 'Proposer')).toEqual([newest]);
  });

  it('a reminder, asked for twice', async () => {
    const coordinator = world.coordinator[platform];
    const asked = () => standing(coordinator, 'Slow', 'Relancer');
    await coordinator.command('/questionnaire relancer');
    expect(asked()).toEqual([newest]);
    await coordinator.command('/questionnaire relancer');
    expect(asked()).toEqual([unreached, newest]);
    // It changes, and is shown anew in place of what was pressed: there both platforms can reach it.
    await people[platform === 'slack' ? 'Quick' : 'Third']?.press('Oui');
    await coordinator.press('Relancer');
    expect(asked()).toEqual([unreached, newest]);
    await coordinator.command('/questionnaire relancer');
    expect(asked()).toEqual([unreached, retired, newest]);
    await coordinator.press('Ne rien changer');
    await coordinator.command('/questionnaire relancer');
    expect(asked()).toEqual([unreached, retired, newest]);
    expect(coordinator.screen().filter(({ text }) => text.includes(REPLACED))).toHaveLength(
      platform === 'slack' ? 1 : 2,
    );
  });
});
