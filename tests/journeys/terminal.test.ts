import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sitting } from '../support/terminal/house.ts';
import { TerminalWorld } from '../support/terminal/world.ts';

let world: TerminalWorld;
let claire: Sitting;
let ana: Sitting;

beforeAll(async () => {
  world = await TerminalWorld.start();
  claire = await world.person('Claire', { administrator: true });
  ana = await world.person('Ana');
  await claire.type('/installer');
  await claire.answer({
    "Région, ou code d'invitation": 'Picardie 02, 60, 80',
    'Salon permanent des organisateurs': '#organisateurs',
    'Salon des annonces': '#annonces',
    'Salon de la coordination': '#coordination',
    'Salon des chiffres': '#chiffres',
  });
});
afterAll(() => world?.close());

describe('a third platform: a terminal, with lines, numbers for buttons and no forms', () => {
  it('is tied to a region, and says so in its own words', () => {
    expect(claire.read()).toContain('cet espace Terminal est relié à la région Picardie');
  });

  it('is named wherever a text names the platforms there are', async () => {
    await ana.type('/aide');
    expect(ana.look()).toContain('Relier vos comptes Slack, Discord et Terminal');
    await ana.type('/profil voir');
    expect(ana.read()).toContain('Relier mes comptes Slack, Discord et Terminal');
  });

  it('gives a code to link an account on each of the others', async () => {
    await ana.type('/profil lier');
    expect(ana.read()).toMatch(/Sur Slack, tapez : \/profil lier \w/);
    expect(ana.read()).toMatch(/Sur Discord, tapez : \/profil lier code:\w/);
  });

  it('takes a proposal from the command to its acceptance', async () => {
    await claire.type('/edition ouvrir');
    await claire.answer({ Année: '2026' });
    expect(claire.read()).toContain('2026');
    await ana.type('/structure creer');
    await ana.answer({ 'Nom de la structure': 'Les Jardins' });
    expect(ana.read()).toContain('Les Jardins');
    await ana.type('/evenement proposer');
    expect(ana.read()).toContain('? Titre *');
    await ana.answer({
      Titre: 'Portes ouvertes',
      'Date et heure': 'samedi 14 novembre de 14h à 18h',
      'Lieu et commune': 'Salle des fêtes, Beauvais',
      "L'événement en une phrase": 'Venez voir comment on cultive ensemble.',
      Contact: '03 44 00 00 00',
    });
    expect(ana.read()).toContain('Salle des fêtes, Beauvais (Oise)');
    await ana.choose('Proposer');
    expect(ana.read()).toContain("C'est proposé");

    expect(claire.look()).toContain('Portes ouvertes');
    await claire.choose('Accepter');
    expect(claire.read()).toContain('est accepté');
    expect(ana.look()).toContain('Bonne nouvelle');
  });
});
