import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../../src/playground/person.ts';
import { announceInPrivate, twoMembers } from '../../../support/announcements.ts';
import { propose } from '../../../support/events.ts';
import { platformsInTurn } from '../../../support/platforms.ts';
import { launch } from '../../../support/surveys.ts';
import type { World } from '../../../support/world.ts';

const ABOUT_THE_EVENT = 'a-t-il eu lieu';
const ABOUT_THE_YEAR = 'contacté la presse';

describe.each(platformsInTurn())('an acceptance taken back while a questionnaire waits for room, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let ana: Person;
  let zoe: Person;
  beforeEach(async () => {
    ({ world, coordinator, ana, zoe } = await twoMembers(platform));
    await propose(ana, { title: 'Goûter', when: 'mercredi 4 novembre de 15h à 17h' });
    await coordinator.press('Accepter', { in: 'Goûter' });
    await propose(zoe, { title: 'Bal', when: 'samedi 28 novembre de 18h à 23h' });
    await coordinator.press('Accepter', { in: 'Bal' });
    await launch(coordinator, '15 janvier 2027');
  });
  afterEach(() => world?.close());

  /** Ana gets as many messages as anybody gets within seven days. */
  async function fillTheWeek(): Promise<void> {
    for (const words of ['Première', 'Deuxième']) await announceInPrivate(coordinator, words);
    await announceInPrivate(coordinator, 'La salle a changé', { urgent: true });
    await propose(ana, { title: 'Veillée', when: 'dimanche 29 novembre de 20h à 22h' });
    await coordinator.press('Accepter', { in: 'Veillée' });
    await coordinator.command('/evenement modifier', { evenement: 'Veillée' });
    await coordinator.fill({ when: 'lundi 30 novembre 20h' });
    await coordinator.press('Enregistrer');
  }

  const asked = (question: string) =>
    ana.screen().filter(({ text, onlyForYou }) => !onlyForYou && text.includes(question)).length;
  const noReminders = async (person: Person) => {
    await person.command('/profil notifications', { debut: '22h' });
    await person.press('Ne plus recevoir de rappels du questionnaire');
  };
  const takeBack = async (title: string) => {
    await coordinator.press('Revenir sur la décision', { in: title });
    await coordinator.press('Revenir sur la décision', { in: 'sera retiré du programme' });
    await world.runDue();
  };

  it.each([
    ['before there is room', '2026-11-06T11:00:00+01:00', '2026-11-09T10:00:00+01:00'],
    ['after there would have been room', '2026-11-10T11:00:00+01:00', '2026-11-10T11:00:00+01:00'],
  ])('is asked about the event, be it accepted again %s', async (_, accepted, expected) => {
    await noReminders(ana);
    await fillTheWeek();
    await world.goTo('2026-11-05T10:00:00+01:00');
    await world.goTo('2026-11-06T10:00:00+01:00');
    await takeBack('Goûter');
    await world.goTo(accepted);
    expect(asked(ABOUT_THE_EVENT)).toBe(0);
    await coordinator.press('Accepter', { in: 'Goûter' });
    await world.runDue();
    await world.goTo(expected);
    expect(asked(ABOUT_THE_EVENT)).toBe(1);
    expect(ana.look()).toContain('Goûter');
    await world.goTo('2026-11-16T10:00:00+01:00');
    expect(asked(ABOUT_THE_EVENT)).toBe(1);
  });

  it('is asked about its year, though it took no part when there was room', async () => {
    await noReminders(ana);
    await world.goTo('2026-11-05T10:00:00+01:00');
    await ana.press("Répondre d'un coup", { in: 'Goûter' });
    await ana.fill({ held: 'yes', attendance: '60', officials: 'no', audience: 'half' });
    await world.goTo('2026-11-27T10:00:00+01:00');
    await fillTheWeek();
    await world.goTo('2026-12-01T10:00:00+01:00');
    await world.goTo('2026-12-02T10:00:00+01:00');
    for (const title of ['Goûter', 'Veillée']) await takeBack(title);
    await world.goTo('2026-12-05T10:00:00+01:00');
    expect(asked(ABOUT_THE_YEAR)).toBe(0);
    await world.goTo('2026-12-05T11:00:00+01:00');
    await coordinator.press('Accepter', { in: 'Goûter' });
    await world.runDue();
    expect(asked(ABOUT_THE_YEAR)).toBe(1);
  });

  it('is reminded again of what was asked before', async () => {
    await world.goTo('2026-11-05T10:00:00+01:00');
    expect(asked(ABOUT_THE_EVENT)).toBe(1);
    await takeBack('Goûter');
    await coordinator.press('Accepter', { in: 'Goûter' });
    await world.runDue();
    expect(ana.look()).not.toContain('Un questionnaire attend votre réponse.');
    await world.goTo('2026-11-08T10:00:00+01:00');
    expect(ana.look()).toContain('Un questionnaire attend votre réponse.');
  });
});
