import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayAfterAt } from '../../../src/dates/index.ts';
import type { Person } from '../../../src/playground/person.ts';
import { organiser, plain, propose } from '../../support/events.ts';
import { other, type Platform, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

async function proposed(platform: Platform, name: string, title: string, when: string, where = world) {
  const person = await organiser(where, platform, name, `Structure de ${name} ${platform}`);
  await propose(person, { title: `${title} ${platform}`, when, place: 'Laon' });
  return person;
}

const directOf = (person: Person) =>
  person.platform.channelsOf(person.user.id).find(({ kind }) => kind === 'direct')?.id ?? '';

describe.each(platformsInTurn())('a decision taken on %s', (platform) => {
  const here = () => world.coordinator[platform];
  const there = () => world.coordinator[other[platform]];

  it('is taken back after a confirmation: who was told is told, the announcement and the programme follow', async () => {
    const ana = await proposed(platform, 'Ana', 'Visite', '3 novembre 18h');
    await here().press('Accepter');
    expect(ana.look()).toContain('Bonne nouvelle');
    const reader = world.person(platform, `Rita ${platform}`);
    await world.goTo(dayAfterAt(world.clock.now(), 1, '18:00', 'Europe/Paris'));
    await here().press('Revenir sur la décision');
    expect(here().read()).toContain('sera retiré du programme');
    await here().press('Ne rien changer');
    await here().press('Revenir sur la décision');
    await here().press('Revenir sur la décision', { in: 'sera retiré du programme' });
    expect(here().read()).toContain('attend de nouveau votre décision');
    expect(ana.look()).toContain("n'est plus au programme pour l'instant");
    expect(reader.look()).toContain(`Retiré du programme pour l'instant : « Visite ${platform} »`);
    await reader.command('/evenement liste');
    expect(reader.read()).not.toContain(`Visite ${platform}`);

    await there().press('Accepter', { in: `Visite ${platform}` });
    expect(ana.look()).toContain('Bonne nouvelle');
    expect(reader.look()).toContain(`« Visite ${platform} », mardi 3 novembre`);
    expect(reader.look()).not.toContain('Retiré du programme');
  });

  it('is taken back from an acceptance of what a question was asked about: the question waits again, and is answered', async () => {
    const eve = await proposed(platform, 'Eve', 'Balade', '6 novembre 18h');
    await here().press('Demander une précision', { in: `Balade ${platform}` });
    await here().fill({ question: 'Et s’il pleut ?' });
    here().look();
    await here().press('Accepter', { in: `Balade ${platform}` });
    await eve.command('/evenement voir', { evenement: `Balade ${platform}` });
    expect(eve.read()).not.toContain("Et s'il pleut ?");
    await here().press('Revenir sur la décision', { in: 'est accepté' });
    await here().press('Revenir sur la décision', { in: 'sera retiré du programme' });
    expect(here().read()).toContain("La structure n'a pas encore répondu à la question de la coordination.");
    expect(eve.look()).toContain('sa question attend de nouveau la réponse de la structure');
    await eve.command('/evenement voir', { evenement: `Balade ${platform}` });
    expect(eve.read()).toContain("Et s'il pleut ?");
    await eve.press('Répondre', { in: 'a une question' });
    await eve.fill({ answer: 'Sous le préau.' });
    expect(eve.read()).toContain('va décider');
    expect(here().look()).toContain('Sous le préau.');
    await here().press('Accepter', { in: `Balade ${platform}` });
  });

  it('is taken back from a refusal, once, when two coordinators do so at the same time', async () => {
    const bob = await proposed(platform, 'Bob', 'Repas', '4 novembre 18h');
    await here().press('Refuser', { in: `Repas ${platform}` });
    await here().fill({ reason: 'Sans lien.' });
    for (const coordinator of [here(), there()]) {
      coordinator.look();
      await coordinator.press('Revenir sur la décision', { in: `Repas ${platform}` });
    }
    await Promise.all(
      [here(), there()].map((one) => one.press('Revenir sur la décision', { in: 'Votre refus et son motif' })),
    );
    const answers = `${here().look()}\n${there().look()}`;
    expect(answers).toContain('attend de nouveau votre décision');
    expect(answers).toMatch(/n'est ni accepté ni refusé en ce moment|a changé entre-temps/);
    expect(bob.look().split('revient sur son refus')).toHaveLength(2);
    await here().press('Accepter', { in: `Repas ${platform}` });
    expect(bob.look()).toContain('Bonne nouvelle');
  });

  it('and the way back from it are told to who co-organises the proposal, in words of their own', async () => {
    const eva = await proposed(platform, 'Eva', 'Marché', '7 novembre 18h');
    const fay = await organiser(world, other[platform], 'Fay', `Structure de Fay ${platform}`);
    await eva.command('/evenement coorganiser', {
      evenement: `Marché ${platform}`,
      structure: `Structure de Fay ${platform}`,
    });
    await fay.press('Co-organiser', { in: `Marché ${platform}` });
    await here().press('Refuser', { in: `Marché ${platform}` });
    await here().fill({ reason: 'Trop loin de tout.' });
    expect(eva.look()).toContain("Merci de l'avoir proposé");
    const refused = fay.look();
    expect(refused).toContain(
      `« Marché ${platform} », que vous deviez co-organiser avec « Structure de Eva ${platform} »`,
    );
    expect(refused).toContain('Trop loin de tout.');
    expect(refused).not.toContain("Merci de l'avoir proposé");
    await here().press('Revenir sur la décision', { in: `Marché ${platform}` });
    expect(here().read()).toContain('la structure et les co-organisateurs seront prévenus');
    await here().press('Revenir sur la décision', { in: 'Votre refus et son motif' });
    expect(fay.look()).toContain('revient sur son refus');
    await here().press('Accepter', { in: `Marché ${platform}` });
    expect(eva.look()).toContain(`votre événement « Marché ${platform} » est accepté`);
    expect(fay.look()).toContain('que vous co-organisez avec');
  });

  it('stands in the conversation itself, whatever was asked before, and what takes it back is told at once', async () => {
    const gus = await proposed(platform, 'Gus', 'Bourse', '8 novembre 18h');
    await here().press('Demander une précision', { in: `Bourse ${platform}` });
    await here().fill({ question: 'Où se garer ?' });
    gus.look();
    const last = () =>
      plain(gus.platform.messages(gus.user.id, { channel: directOf(gus), thread: null }).at(-1)?.text ?? '');
    await here().press('Accepter', { in: `Bourse ${platform}` });
    await world.settle();
    expect(last()).toContain('Bonne nouvelle');
    await here().press('Revenir sur la décision', { in: `Bourse ${platform}` });
    await here().press('Revenir sur la décision', { in: 'sera retiré du programme' });
    await world.settle();
    expect(here().read()).not.toContain('partira');
    expect(last()).toContain("n'est plus au programme pour l'instant");
  });

  it('shows in the queue what a proposal clashes with', async () => {
    await proposed(platform, 'Cid', 'Lecture', '5 novembre 18h');
    await proposed(platform, 'Dan', 'Goûter', '5 novembre 18h');
    await here().command('/evenement file');
    expect(here().read()).toContain(`« Lecture ${platform} » (Structure de Cid ${platform})`);
    expect(here().read()).toContain('aux mêmes heures, dans la même commune');
  });
});

describe('several proposals', () => {
  /** The edition is closed in it. */
  let closing: World;
  beforeAll(async () => {
    closing = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
    await closing.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
    await proposed('slack', 'Cid', 'Lecture', '5 novembre 18h', closing);
    await proposed('slack', 'Dan', 'Goûter', '5 novembre 18h', closing);
  });
  afterAll(() => closing?.close());

  it('of an edition that is closed are not taken for the next one of the same numbers', async () => {
    const claire = closing.coordinator.slack;
    await claire.command('/evenement file');
    await claire.choose('Accepter plusieurs', 'Lecture slack', 'Goûter slack');
    expect(claire.read()).toContain('Accepter ces 2 propositions');
    await claire.command('/edition cloturer');
    await claire.press("Clore l'édition");
    await claire.command('/edition ouvrir', { annee: '2027' });
    await claire.press('Accepter les 2');
    expect(claire.read()).toContain("L'édition 2026 est close");
  });
});
