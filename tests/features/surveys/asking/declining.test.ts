import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { both } from '../../../support/platforms.ts';
import { acceptedEvent, answersOf, launch, organisationOf } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';

const OPENS = 'Le bilan additionne les réponses';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-11-10T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

const questionnaireOf = (eventId: string) =>
  world.database.prisma.questionnaire.findFirstOrThrow({ where: { eventId } });
/** Returns how many reminders of a questionnaire are still to come. */
const planned = async (eventId: string): Promise<number> => {
  const { id } = await questionnaireOf(eventId);
  const where = { kind: 'survey-reminder', doneAt: null, subject: { startsWith: `${id}:` } };
  return world.database.prisma.dueItem.count({ where });
};
/** Returns the channels in which somebody was asked about an event. */
const askedIn = (person: Person, title: string) =>
  person
    .screen()
    .filter(({ text }) => text.includes(`Questionnaire : ${title}\n`) && text.includes(OPENS))
    .map(({ place }) => place.channel);

describe('who declines in the conversation, and who is asked instead', () => {
  const ana = {} as Record<(typeof both)[number], Person>;
  const bilal = {} as Record<(typeof both)[number], Person>;
  const lea = {} as Record<(typeof both)[number], Person>;
  const omar = {} as Record<(typeof both)[number], Person>;
  const pia = {} as Record<(typeof both)[number], Person>;
  const quentin = {} as Record<(typeof both)[number], Person>;
  const events = {} as Record<(typeof both)[number], Record<'bal' | 'loto' | 'foire', string>>;

  beforeAll(async () => {
    for (const platform of both) {
      const person = (name: string) => world.person(platform, `${name} ${platform}`);
      ana[platform] = person('Ana');
      bilal[platform] = person('Bilal');
      lea[platform] = person('Léa');
      omar[platform] = person('Omar');
      pia[platform] = person('Pia');
      quentin[platform] = person('Quentin');
      const colleagues = await organisationOf(world, `Les Jardins ${platform}`, [ana[platform], bilal[platform]]);
      const lead = await organisationOf(world, `Le Lavoir ${platform}`, [lea[platform]]);
      const guest = await organisationOf(world, `La Voile ${platform}`, [omar[platform]]);
      // Pia proposes for one organisation, and is the first member of the one that organises with it.
      const own = await organisationOf(world, `La Source ${platform}`, [pia[platform]]);
      const hers = await organisationOf(world, `Le Pont ${platform}`, [pia[platform], quentin[platform]]);
      const event = (title: string, by: Person, organisationId: string, coOrganisers: readonly string[] = []) => {
        const startsAt = '2026-11-14T14:00:00+01:00';
        return acceptedEvent(world, { title: `${title} ${platform}`, by, organisationId, startsAt, coOrganisers });
      };
      events[platform] = {
        bal: await event('Bal', ana[platform], colleagues),
        loto: await event('Loto', lea[platform], lead, [guest]),
        foire: await event('Foire', pia[platform], own, [hers]),
      };
    }
    await launch(world.coordinator.slack, '15 janvier 2027');
    await world.goTo('2026-11-15T10:00:00+01:00');
  }, 60_000);

  it('keep what a colleague has begun, go on where they were asked, and are one member for each organisation', async () => {
    // Answers that a colleague has begun stay, where the card did not show them yet.
    for (const platform of both) {
      const { bal } = events[platform];
      await bilal[platform].command('/questionnaire repondre');
      const { id: questionnaireId, regionId } = await questionnaireOf(bal);
      const { personId } = await world.database.prisma.identity.findFirstOrThrow({
        where: { externalId: ana[platform].user.id },
      });
      const by = { answeredById: personId, answeredAt: world.clock.now() };
      const value = { kind: 'choice', option: 'yes' };
      await world.database.prisma.answer.create({
        data: { ...by, regionId, questionnaireId, question: 'held', value },
      });
      await bilal[platform].press('Nous ne répondrons pas', { in: `Bal ${platform}` });
      expect(bilal[platform].read()).toContain('a déjà commencé à répondre : ses réponses sont gardées');
      expect((await questionnaireOf(bal)).declinedAt).toBeNull();
      expect(await planned(bal)).toBe(2);
    }

    // Whoever answers all the same is reminded again, and the co-organisers go on where they were asked.
    for (const platform of both) {
      const { loto } = events[platform];
      await lea[platform].press('Nous ne répondrons pas', { in: `Loto ${platform}` });
      expect(await planned(loto)).toBe(0);
      await lea[platform].press('Répondre tout de même');
      expect(await planned(loto)).toBe(2);
    }
    for (const day of [18, 25, 29]) await world.goTo(`2026-11-${day}T10:00:00+01:00`);
    for (const platform of both) {
      expect(lea[platform].look()).toContain('Un questionnaire attend votre réponse');
      expect(askedIn(omar[platform], `Loto ${platform}`)).toHaveLength(1);
      await lea[platform].press('Nous ne répondrons pas', { in: OPENS });
      expect(omar[platform].look()).toContain('vous ne répondrez pas');
      await lea[platform].press('Répondre tout de même');
      expect(omar[platform].look()).not.toContain('posée en privé');
      // In a thread of its own the question waits already; in a room another one may have taken its turn.
      if (platform === 'discord') await omar[platform].press('Continuer');
      await omar[platform].press('Annulé', { in: `Loto ${platform}` });
      expect(await answersOf(world, { eventId: events[platform].loto })).toMatchObject({
        held: { option: 'cancelled' },
      });
    }

    // Whoever is asked for the lead is not asked once more for a co-organiser: the next member there is.
    for (const platform of both) {
      const title = `Foire ${platform}`;
      // On Discord she also reads what the other organisation is asked in its thread; hers stays where it was.
      expect(new Set(askedIn(pia[platform], title)).size).toBe(platform === 'slack' ? 1 : 2);
      expect(askedIn(pia[platform], title)).toHaveLength(platform === 'slack' ? 1 : 2);
      expect(askedIn(quentin[platform], title)).toHaveLength(1);
      await pia[platform].press('Annulé', { in: title });
    }
  }, 60_000);
});
