import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../src/playground/person.ts';
import { platformsInTurn } from '../support/platforms.ts';
import { held, organiser, proposal, proposing, reads } from '../support/proposing.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-16T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
});
afterAll(() => world?.close());

/** This name mixes two alphabets in one word. */
const LOOKS_LIKE = 'Portes оuvertes';
const wrong = { title: LOOKS_LIKE, when: 'quand il fera beau', place: 'Nulle-Part-les-Oies' };
const text = Buffer.from('Venez !');

/**
 * Checks where a refusal is told: on Slack at these fields of the form, which is still open; on Discord below their
 * names, in one message.
 */
function isToldAt(person: Person, told: Readonly<Record<string, { readonly label: string; readonly reads: string }>>) {
  const inForm = person.platform.name === 'slack';
  const form = person.platform.form(person.user.id);
  expect(Object.keys(form?.errors ?? {})).toEqual(inForm ? Object.keys(told) : []);
  expect(form === null).toBe(!inForm);
  expect(person.news.length).toBe(inForm ? 0 : 1);
  for (const { label, reads: words } of Object.values(told)) {
    expect(reads(person)).toContain(label);
    expect(reads(person)).toContain(words);
  }
}

describe('where there is no event yet, what is wrong', () => {
  let empty: World;
  beforeAll(async () => {
    empty = await startWorld({ at: '2026-09-16T09:00:00+02:00' });
  });
  afterAll(() => empty?.close());

  it('is said on Slack in a message where the form had nothing to fill in', async () => {
    const lea = empty.person('slack', 'Léa');
    await empty.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
    await lea.command('/evenement voir');
    expect(lea.form().fields).toEqual([]);
    await lea.fill({});
    expect(reads(lea)).toContain('À remplir.');
  });
});

describe.each(platformsInTurn())('all that is wrong with a form on %s', (platform) => {
  const coordinator = () => world.coordinator[platform];
  const ofProposal = {
    title: { label: 'Titre', reads: 'mêle des lettres de plusieurs alphabets' },
    when: { label: 'Date et heure', reads: 'quand il fera beau' },
    place: { label: 'Lieu et commune', reads: 'Nulle-Part-les-Oies' },
  };

  it('is told at once, each at its field: title, date and place, which are then put right', async () => {
    const noe = await organiser(world, platform, 'Noé');
    await noe.command('/evenement proposer');
    await noe.fill({ ...wrong, pitch: proposal.phrase, contact: proposal.contact });
    isToldAt(noe, ofProposal);
    await noe.correct();
    for (const [field, typed] of Object.entries(wrong)) expect(held(noe, field)).toBe(typed);
    await noe.fill({ title: 'Portes ouvertes', when: '28 novembre 18h', place: 'Chauny' });
    expect(reads(noe)).toContain('samedi 28 novembre 2026');
    await noe.press('Proposer');
    expect(noe.read()).toContain("C'est proposé");
  });

  it('is told so of a number, of what goes with it and of a year', async () => {
    await coordinator().command('/chiffres saisir');
    await coordinator().fill({ figure: 'budgetLine', value: 'beaucoup', year: '1820' });
    isToldAt(coordinator(), {
      value: { label: 'Valeur', reads: "Je n'ai pas trouvé de nombre dans « beaucoup »" },
      detail: { label: 'Financeur ou catégorie', reads: 'Dites quel financeur' },
      year: { label: 'Année', reads: "L'année s'écrit en quatre chiffres" },
    });
    await coordinator().correct();
    // A choice from a list that no form holds comes before the form.
    if (!coordinator().platform.form(coordinator().user.id)) await coordinator().press('Continuer');
    expect(held(coordinator(), 'value')).toBe('beaucoup');
    await coordinator().fill({ value: '6 350', detail: `Région ${platform}`, year: '' });
    expect(reads(coordinator())).toContain(`Budget, Région ${platform} : 6 350 €`);
  });

  it('is told so of what is on different pages, before a file beside it is looked at', async () => {
    const ana = await organiser(world, platform, 'Ana');
    await proposing(ana, { titre: `Visite ${platform}`, date: '14 novembre 10h' });
    await ana.press('Proposer');
    await coordinator().press('Accepter');
    ana.look();
    await ana.press('Compléter la fiche');
    const picture = [{ name: 'affiche.txt', type: 'text/plain', bytes: text }];
    await ana.fill({ description: 'On visite.', link: 'notre page', when: 'un de ces jours', picture });
    isToldAt(ana, {
      link: { label: "Lien vers une page de l'événement", reads: "« notre page » n'est pas une adresse de page" },
      when: { label: 'Autres dates à ajouter', reads: 'un de ces jours' },
    });
    await ana.correct();
    expect(held(ana, 'description')).toBe('On visite.');
    // Where a form holds five fields, the link stands on the next page.
    if (platform === 'slack') expect(held(ana, 'link')).toBe('notre page');
    await ana.fill({ link: 'www.jardins.fr/mois', when: '15 novembre 10h' });
    // Only the file is left to be said something about.
    expect(reads(ana)).toContain("Ce fichier n'est pas une image");
    await ana.correct();
    await ana.fill({ description: 'On visite, on goûte.' });
    expect(reads(ana)).toContain('dimanche 15 novembre 2026');
  });

  it('is told so when a review is corrected; what it showed can be confirmed no more', async () => {
    const eve = await organiser(world, platform, 'Ève');
    await proposing(eve, { titre: `Brassin ${platform}` });
    await eve.press('Corriger');
    await eve.fill({ when: wrong.when, place: wrong.place });
    isToldAt(eve, { when: ofProposal.when, place: ofProposal.place });
    const offers = eve
      .screen()
      .flatMap(({ controls }) => controls.filter((one) => 'label' in one && one.label === 'Proposer'));
    // Discord's message has taken its place.
    expect(offers.length).toBe(platform === 'slack' ? 1 : 0);
    if (offers.length === 0) return;
    await eve.press('Proposer');
    expect(eve.read()).not.toContain("C'est proposé");
    expect(reads(eve)).toContain(wrong.when);
  });

  it('is asked about in a message where there is only something to choose', async () => {
    const gil = await organiser(world, platform, 'Gil');
    await gil.command('/evenement proposer');
    await gil.fill({
      ...{ title: 'Veillée', when: '19 novembre 18h', place: 'Salle des fêtes, Saint-Martin' },
      ...{ pitch: proposal.phrase, contact: proposal.contact },
    });
    expect(gil.platform.form(gil.user.id)).toBeNull();
    await gil.choose('Choisir', 'Saint-Martin-aux-Bois (Oise)');
    expect(reads(gil)).toContain('Saint-Martin-aux-Bois (Oise)');
  });
});

// Discord's own client lets nobody leave a required field empty; on Slack a date is typed or picked, so that neither is required.
it('tells on Slack what was left empty with what does not read', async () => {
  const tom = await organiser(world, 'slack', 'Tom');
  await tom.command('/evenement proposer');
  await tom.fill({ title: 'Veillée', place: wrong.place, pitch: proposal.phrase, contact: proposal.contact });
  isToldAt(tom, {
    when: { label: 'Date et heure', reads: 'À remplir.' },
    place: { label: 'Lieu et commune', reads: wrong.place },
  });
});
