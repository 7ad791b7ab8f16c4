import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { both, platformsInTurn } from '../../../support/platforms.ts';
import { acceptedEvent, launch, organisationOf } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

let world: World;
const olive = {} as Record<'slack' | 'discord', Person>;
const bilal = {} as Record<'slack' | 'discord', Person>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-11-15T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  // Nothing has been asked yet.
  for (const platform of both) {
    await world.coordinator[platform].command('/questionnaire saisir');
    expect(world.coordinator[platform].read()).toContain("il n'y a rien à saisir pour l'instant");
    for (const [name, people] of [
      ['Olive', olive],
      ['Bilal', bilal],
    ] as const) {
      const by = world.person(platform, `${name} ${platform}`);
      people[platform] = by;
      const organisationId = await organisationOf(world, `Chez ${name} ${platform}`, [by]);
      await acceptedEvent(world, {
        ...{ organisationId, by, contact: `${name}, 03 22 00 00 00` },
        ...{ title: `Fête ${name} ${platform}`, startsAt: '2026-11-14T14:00:00+01:00' },
      });
    }
  }
  await launch(world.coordinator.slack, '15 janvier 2027');
  await world.goTo('2026-11-15T10:00:00+01:00');
  await world.goTo('2026-11-18T10:00:00+01:00');
});
afterAll(() => world?.close());

describe.each(platformsInTurn())('on %s', (platform) => {
  it('a call tells whom, how and about what, is noted, and its answers are entered from there', async () => {
    const coordinator = world.coordinator[platform];
    const name = `Chez Olive ${platform}`;
    await coordinator.command('/questionnaire etat');
    await coordinator.press('Qui appeler');
    await coordinator.choose('Choisir qui appeler', name);
    expect(coordinator.read()).toContain(`À appeler : ${name}`);
    expect(coordinator.read()).toContain(`Olive ${platform} · contact donné : Olive, 03 22 00 00 00`);
    expect(coordinator.read()).toContain(`Fête Olive ${platform} : sans réponse`);
    await coordinator.press("J'ai appelé");
    expect(coordinator.read()).toContain('Appel noté par');
    await coordinator.press('Saisir pour elle');
    expect(coordinator.read()).toContain('Vous répondez');
    await coordinator.press('Annulé');
    // The others see that it was done.
    const other = world.coordinator[platform === 'slack' ? 'discord' : 'slack'];
    await other.command('/questionnaire etat');
    await other.press('Qui appeler');
    expect(other.read()).not.toContain(`Fête Olive ${platform}`);
  });

  it('a reminder lets one say that one will not answer, and take that back', async () => {
    const organiser = bilal[platform];
    const title = `Fête Bilal ${platform}`;
    await organiser.press('Nous ne répondrons pas', { in: 'attend votre réponse' });
    expect(organiser.read()).toContain(`C'est noté pour « Questionnaire : ${title} » : vous ne répondrez pas`);
    const coordinator = world.coordinator[platform];
    await coordinator.command('/questionnaire etat');
    expect(coordinator.read()).toMatch(new RegExp(`Ont décliné[\\s\\S]*${title}`));
    await organiser.press('Répondre tout de même', { in: "C'est noté" });
    expect(organiser.read()).toContain('Vous répondez à');
    await coordinator.command('/questionnaire etat');
    expect(coordinator.read()).not.toMatch(new RegExp(`Ont décliné[\\s\\S]*${title}`));
    const planned = await world.database.prisma.dueItem.count({
      where: { kind: 'survey-reminder', doneAt: null, subject: { endsWith: ':10d' } },
    });
    expect(planned).toBeGreaterThan(0);
  });
});
