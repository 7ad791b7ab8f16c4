import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { platformsInTurn } from '../../../support/platforms.ts';
import { acceptedEvent, launch, openDoors } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

const NOTHING = "Il n'y a rien à répondre ici d'ici là.";

describe.each(platformsInTurn())(
  'an event that is put off when it was asked about with another one, on %s',
  (platform) => {
    let world: World;
    beforeAll(async () => {
      world = await startWorld({ at: '2026-11-05T09:00:00+01:00' });
    });
    afterAll(() => world?.close());

    it('leads to the other questionnaire, since nothing ends in its own', async () => {
      const coordinator = world.coordinator[platform];
      await coordinator.command('/edition ouvrir', { annee: '2026' });
      const { organiser, organisationId } = await openDoors(world, platform, { name: 'Olive' });
      const startsAt = '2026-11-14T16:00:00+01:00';
      await acceptedEvent(world, { organisationId, by: organiser, title: 'Bal', startsAt });
      await launch(coordinator, '15 janvier 2027');
      await world.goTo('2026-11-15T10:00:00+01:00');
      const asked = organiser.screen().find(({ text }) => text.includes('a-t-il eu lieu'))?.text ?? '';
      const [putOff, other] = /Questionnaire : Bal/u.test(asked)
        ? ['Bal', 'Portes ouvertes']
        : ['Portes ouvertes', 'Bal'];
      world.clock.set('2026-11-15T11:00:00+01:00');
      await organiser.command('/evenement reporter', { evenement: putOff === 'Bal' ? 'Bal' : 'Portes ouvertes Olive' });
      await organiser.fill({});
      await organiser.press('Reporter');
      await world.runDue();

      const card = organiser.screen().find(({ text }) => text.includes(NOTHING));
      expect(card?.text).toContain('Un autre questionnaire vous attend');
      expect(card?.text).not.toContain('Je vous y mènerai');
      await organiser.press('Questionnaire suivant', { in: NOTHING });
      const now = organiser.screen().filter(({ text }) => text.includes('a-t-il eu lieu'));
      expect(now.map(({ text }) => text).join()).toContain(`Questionnaire : ${other}`);
    });
  },
);
