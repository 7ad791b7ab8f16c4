import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { platformsInTurn } from '../../../support/platforms.ts';
import { acceptedEvent, launch, openDoors } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

const APART = /\u2068Portes ouvertes שלום\u2069/u;

describe.each(platformsInTurn())('an event whose title is written from right to left, on %s', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-11-05T09:00:00+01:00' });
  });
  afterAll(() => world?.close());

  it('leaves the number beside it where it is: in the list of questionnaires, in reminders, in the programme', async () => {
    const coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    const { organiser, organisationId } = await openDoors(world, platform, { name: 'שלום' });
    const startsAt = '2026-11-14T16:00:00+01:00';
    await acceptedEvent(world, { organisationId, by: organiser, title: 'Bal', startsAt });
    await launch(coordinator, '15 janvier 2027');
    /** Looks at what the platform was sent: nobody sees the signs. */
    let before = 0;
    const sent = () => {
      const { requests } = world[platform];
      const since = requests.slice(before);
      before = requests.length;
      return JSON.stringify(since);
    };
    sent();
    await organiser.command('/evenement liste');
    expect(sent()).toMatch(APART);
    await world.goTo('2026-11-15T10:00:00+01:00');
    await organiser.press('Oui', { in: 'Portes ouvertes' });
    sent();
    await organiser.command('/questionnaire repondre');
    expect(organiser.read()).toContain('1 sur');
    expect(sent()).toMatch(APART);
    await world.goTo('2026-11-18T10:00:00+01:00');
    expect(organiser.look()).toContain('il reste');
    expect(sent()).toMatch(APART);
  });
});
