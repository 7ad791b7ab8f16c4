import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  completionFields,
  completionTexts,
  isOwn,
  proposalFields,
  proposalTexts,
  recordOf,
} from '../../../../src/features/events/fields/list.ts';
import { organiser, plain, write } from '../../../support/events.ts';
import { platformsInTurn } from '../../../support/platforms.ts';
import { startWorld, type World } from '../../../support/world.ts';

/** The words typed for fields that ask for something particular, or for a choice; any other field takes any text. */
const particular: Readonly<Record<string, string>> = { link: 'https://exemple.fr/essai', intended: 'half' };
const sample = (name: string) => particular[name] ?? `Essai pour ${name}`;
/** The words in which it is read afterwards. */
const worded: Readonly<Record<string, string>> = { intended: 'Moitié-moitié' };
const saidOf = (name: string) => worded[name] ?? sample(name);
const picture = [
  {
    name: 'affiche.png',
    type: 'image/png',
    bytes: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  },
];

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

/** Whatever the list of fields holds goes this whole way: a new entry is tried without a line here. */
describe.each(platformsInTurn())('every field of an event, on %s', (platform) => {
  it('is asked, shown back, completed, counted, told of when it changes, and taken over by a duplicate unless it is its own', async () => {
    const typed = recordOf(proposalTexts, sample);
    const completed = recordOf(completionTexts, sample);
    const coordinator = world.coordinator[platform];
    const ana = await organiser(world, platform, 'Ana', `Jardins ${platform}`);

    await write(ana, typed);
    for (const said of Object.values(typed)) expect(ana.read()).toContain(said);
    expect(plain(ana.read())).toContain('samedi 14 novembre 2026 de 14 h à 18 h');
    expect(ana.read()).toContain('Salle des fêtes, Beauvais (Oise)');
    await ana.press('Proposer');
    const total = proposalFields.length + completionFields.length;
    expect(ana.read()).toContain(`${proposalFields.length} rubriques remplies sur ${total}`);
    await coordinator.press('Accepter');

    ana.look();
    await ana.press('Compléter la fiche');
    await ana.fill({ ...completed, when: '15 novembre de 14h à 18h', picture });
    for (const said of completionTexts.map(saidOf)) expect(ana.read()).toContain(said);
    await ana.press('Enregistrer les nouvelles dates');
    expect(ana.read()).toContain(`${total} rubriques remplies sur ${total}. La fiche est complète, merci.`);
    for (const said of [...Object.values(typed), ...completionTexts.map(saidOf)]) expect(ana.read()).toContain(said);

    const [, number = ''] = /(\d+)\. Essai pour title/.exec(ana.read()) ?? [];
    const reader = world.person(platform, 'Rose');
    await reader.command('/evenement voir', { evenement: number });
    expect(reader.read()).toContain(`${number}. ${sample('title')}`);
    for (const name of completionTexts.filter((one) => !isOwn(one))) expect(reader.read()).toContain(saidOf(name));
    for (const name of completionTexts.filter(isOwn)) expect(reader.read()).not.toContain(saidOf(name));

    await ana.press('Compléter la fiche');
    await ana.fill({});
    for (const said of completionTexts.map(saidOf)) expect(ana.read()).toContain(said);

    await ana.press('Modifier');
    await ana.fill(recordOf(proposalTexts, (name) => `${sample(name)} bis`));
    for (const said of Object.values(typed)) expect(coordinator.look()).toContain(`${said} → ${said} bis`);

    ana.look();
    await ana.press('Dupliquer');
    await ana.fill({ when: '20 novembre 18h' });
    await ana.press('Proposer');
    await ana.press('Voir la fiche');
    expect(plain(ana.read())).toContain('vendredi 20 novembre 2026');
    const own = completionTexts.filter(isOwn);
    expect(ana.read()).toContain(`${total - own.length} rubriques remplies sur ${total}.`);
    const copied = completionTexts.filter((name) => !isOwn(name)).map(saidOf);
    for (const said of [...Object.values(typed), ...copied]) expect(ana.read()).toContain(said);
    for (const name of own) expect(ana.read()).not.toContain(saidOf(name));
  });
});
