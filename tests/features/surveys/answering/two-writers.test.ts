import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { other, platformsInTurn } from '../../../support/platforms.ts';
import { acceptedEvent, answersOf, askAboutEvent, organisationOf, worldWithSurvey } from '../../../support/surveys.ts';
import type { World } from '../../../support/world.ts';

const ALL = "Répondre d'un coup";

let world: World;
beforeAll(async () => {
  world = await worldWithSurvey('2026-12-03T09:00:00+01:00');
});
afterAll(() => world?.close());

describe.each(platformsInTurn())(
  'two members who answer for their organisation at once, the second on %s',
  (platform) => {
    it('in one form: what the first has answered stays, and the second is asked where both have answered', async () => {
      const first = world.person(other[platform], `Olive ${platform}`);
      const second = world.person(platform, `Zoé ${platform}`);
      const organisationId = await organisationOf(world, `Les Jardins ${platform}`, [first, second]);
      const given = { title: `Portes ouvertes ${platform}`, organisationId, by: first };
      const eventId = await acceptedEvent(world, { ...given, startsAt: '2026-11-14T14:00:00+01:00' });
      await askAboutEvent(world, eventId);
      const open = async () => {
        for (const who of [first, second]) {
          await who.command('/questionnaire repondre');
          await who.press(ALL);
        }
      };
      await open();
      await first.fill({ held: 'yes', attendance: '60' });
      await second.fill({ officials: 'no' });
      expect(second.read()).toContain("a changé ceci pendant que vous écriviez, et c'est gardé :");
      expect(await answersOf(world, { eventId })).toMatchObject({
        held: { option: 'yes' },
        attendance: { value: 60 },
        officials: { option: 'no' },
      });

      await open();
      await first.fill({ attendance: '80' });
      await second.fill({ attendance: '90', audience: 'half' });
      expect(second.read()).toContain('a changé la même chose que vous depuis que vous avez ouvert ce formulaire');
      expect(second.read()).toContain(' : 80');
      expect(await answersOf(world, { eventId })).toMatchObject({ attendance: { value: 80 } });
      await second.choose('Choisir', 'Garder ce qui est enregistré');
      expect(await answersOf(world, { eventId })).toMatchObject({
        attendance: { value: 80 },
        audience: { option: 'half' },
      });
    });

    it('in one form of which one has called the event off: the other is told why their answer is refused', async () => {
      const first = world.person(other[platform], `Ida ${platform}`);
      const second = world.person(platform, `Max ${platform}`);
      const organisationId = await organisationOf(world, `Le Moulin ${platform}`, [first, second]);
      const given = { title: `Bal ${platform}`, organisationId, by: first };
      const eventId = await acceptedEvent(world, { ...given, startsAt: '2026-11-15T14:00:00+01:00' });
      await askAboutEvent(world, eventId);
      for (const who of [first, second]) {
        await who.command('/questionnaire repondre');
        await who.press(ALL);
      }
      await first.fill({ held: 'yes' });
      await second.fill({ officials: 'no' });
      for (const who of [first, second]) {
        await who.command('/questionnaire repondre');
        await who.press(ALL);
      }
      await first.fill({ held: 'cancelled', officials: '' });
      await second.fill({ attendance: '60' });
      // Slack keeps the form open and says it there.
      if (platform === 'slack') {
        const errors = Object.values(second.form().errors ?? {}).join();
        expect(errors).toContain('Cette question ne se pose plus');
        expect(errors).toContain("a changé ceci pendant que vous écriviez, et c'est gardé :");
        return expect(errors).toContain("montre encore ce qu'il y avait avant");
      }
      expect(second.read()).toContain('Cette question ne se pose plus');
      expect(second.read()).toContain("a changé ceci pendant que vous écriviez, et c'est gardé :");
      await second.press('Corriger');
      expect(second.form().fields.find(({ id }) => id === 'held')?.value).toEqual(['cancelled']);
    });
  },
);
