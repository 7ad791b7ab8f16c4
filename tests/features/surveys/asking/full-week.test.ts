import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { announceInPrivate, twoMembers } from '../../../support/announcements.ts';
import { platformsInTurn } from '../../../support/platforms.ts';
import { acceptedEvent, launch } from '../../../support/surveys.ts';
import type { World } from '../../../support/world.ts';

const QUESTION = 'a-t-il eu lieu';

describe.each(platformsInTurn())('a questionnaire that is due in a full week, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let ana: Person;
  let zoe: Person;
  beforeEach(async () => {
    ({ world, coordinator, ana, zoe } = await twoMembers(platform));
    const { prisma } = world.database;
    const idOf = async (name: string) => (await prisma.organisation.findFirstOrThrow({ where: { name } })).id;
    const [fournil, moulin] = [await idOf('Le Fournil'), await idOf('Le Moulin')];
    await acceptedEvent(world, {
      ...{ organisationId: moulin, by: zoe, coOrganisers: [fournil] },
      ...{ title: 'Bal', startsAt: '2026-11-28T18:00:00+01:00' },
    });
    await acceptedEvent(world, {
      ...{ organisationId: fournil, by: ana, title: 'Goûter', startsAt: '2026-11-04T15:00:00+01:00' },
    });
    await launch(coordinator);
    await ana.command('/profil notifications', { debut: '22h' });
    await ana.press('Ne plus recevoir de rappels du questionnaire');
  });
  afterEach(() => world?.close());

  const announce = (texte: string, urgent = false) => announceInPrivate(coordinator, texte, { urgent });

  /** Ana gets as many messages as anybody gets within seven days. */
  async function fillTheWeek(): Promise<void> {
    for (const words of ['Première', 'Deuxième']) await announce(words);
    await announce('La salle a changé', true);
    await zoe.command('/evenement modifier', { evenement: 'Bal' });
    await zoe.fill({ when: 'dimanche 29 novembre 15h' });
    await zoe.press('Enregistrer');
  }

  const asked = () => ana.screen().filter(({ text, onlyForYou }) => !onlyForYou && text.includes(QUESTION)).length;

  it('is asked once the week has room, also of who wants no reminders', async () => {
    await fillTheWeek();
    await world.goTo('2026-11-05T10:00:00+01:00');
    await world.goTo('2026-11-08T10:00:00+01:00');
    expect(asked()).toBe(0);
    await world.goTo('2026-11-09T10:00:00+01:00');
    expect(asked()).toBe(1);
    expect(ana.look()).toContain('Goûter');
    await world.goTo('2026-11-16T10:00:00+01:00');
    expect(asked()).toBe(1);
  });

  it('is not asked again by then where it was begun meanwhile', async () => {
    await fillTheWeek();
    await world.goTo('2026-11-05T10:00:00+01:00');
    await ana.command('/questionnaire repondre');
    await ana.press('Oui');
    const before = asked();
    await world.goTo('2026-11-09T10:00:00+01:00');
    await world.goTo('2026-11-10T10:00:00+01:00');
    expect(asked()).toBe(before);
    expect(await world.database.prisma.delivery.count({ where: { unsolicitedKind: 'question' } })).toBe(0);
  });
});
