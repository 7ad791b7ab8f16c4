import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Region } from '../../../src/access/region/region.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { planPurge } from '../../../src/schedule/purge.ts';
import { member } from '../../support/announcements.ts';
import { openEdition, propose } from '../../support/events.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { acceptedEvent, launch, organisationOf } from '../../support/surveys.ts';
import { tablesNaming } from '../../support/traces.ts';
import { startWorld, type World } from '../../support/world.ts';

describe.each(platformsInTurn())('the journal read on %s', (platform) => {
  let world: World;

  const journal = async (options: Record<string, string> = {}) => {
    await world.coordinator[platform].command('/equipe journal', options);
    return world.coordinator[platform].read();
  };

  describe('of a survey', () => {
    beforeAll(async () => {
      world = await startWorld({ at: '2026-11-10T09:00:00+01:00' });
      await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
      const by = world.person(platform, 'Olive Martin');
      const organisationId = await organisationOf(world, 'Chez Olive', [by]);
      await acceptedEvent(world, {
        ...{ organisationId, by, contact: 'Olive, 03 22 00 00 00' },
        ...{ title: 'Fête de la soupe', startsAt: '2026-11-14T14:00:00+01:00' },
      });
      await launch(world.coordinator[platform], '15 janvier 2027');
      await world.goTo('2026-11-15T10:00:00+01:00');
    });
    afterAll(() => world?.close());

    it('tells the launch, a call and that somebody answered for an organisation, but never what they answered', async () => {
      const coordinator = world.coordinator[platform];
      await coordinator.command('/questionnaire etat');
      await coordinator.press('Qui appeler');
      if (!coordinator.sees("J'ai appelé")) await coordinator.choose('Choisir qui appeler', 'Chez Olive');
      await coordinator.press("J'ai appelé");
      await coordinator.press('Saisir pour elle');
      await coordinator.press('Annulé');
      const told = await journal({ structure: 'Chez Olive' });
      expect(told).toContain('a noté un appel à Chez Olive');
      expect(told).toContain('a répondu au questionnaire sur « Fête de la soupe » (Chez Olive)');
      expect(told).not.toMatch(/nnulé/);
      expect(await journal()).toContain("a lancé le questionnaire de l'édition « Mois de l'ESS 2026 »");
      const rows = await world.database.prisma.journalEntry.findMany();
      expect(JSON.stringify(rows)).not.toMatch(/nnulé|cancelled/i);
    });
  });

  describe('of what the bot does by itself', () => {
    beforeAll(async () => {
      world = await startWorld();
      await member(world, platform, 'Ana Ruiz', 'Le Fournil', 'Amiens');
    });
    afterAll(() => world?.close());

    it('tells an announcement that left at its moment, whose it was, and that the night has purged', async () => {
      const coordinator = world.coordinator[platform];
      await coordinator.command('/annonce programmer');
      await coordinator.fill({ text: 'Dernier jour pour répondre', when: '17 septembre 14h' });
      await coordinator.press('Programmer : ');
      expect(await journal()).toContain("a programmé l'annonce « Dernier jour pour répondre »");
      const row = await world.database.prisma.region.findFirstOrThrow();
      const region: Region = { ...row, locale: 'fr' };
      await inTransaction(world.database, (tx) => planPurge({ tx, region, now: world.clock.now() }));
      await world.goTo('2026-09-17T14:00:00+02:00');
      const told = await journal();
      expect(told).toMatch(/Le bot a diffusé l'annonce « Dernier jour pour répondre », programmée par \w+/);
      expect(told).not.toContain('a purgé');
      await coordinator.press('Purges de la nuit');
      expect(coordinator.read()).toContain('Le bot a purgé, comme chaque nuit, ce qui avait fait son temps');
      expect(coordinator.read()).toContain('Seulement : les purges de la nuit.');
      expect(coordinator.read()).not.toContain('a diffusé');
      await coordinator.press('Tout le journal');
      expect(coordinator.read()).toContain('a diffusé');
    });
  });

  describe('of people', () => {
    beforeAll(async () => {
      ({ world } = await openEdition(platform));
    });
    afterAll(() => world?.close());

    it('tells what a delegate sent, corrected and took back, who reads nothing of it', async () => {
      const coordinator = world.coordinator[platform];
      const luc = world.person(platform, 'Luc Martin');
      await member(world, platform, 'Inès Roux', 'La Ruche', 'Amiens');
      const given = { personne: coordinator.mention(luc), role: "Délégué·e d'un département", departement: '80' };
      await coordinator.command('/equipe nommer', given);
      await luc.command('/annonce diffuser', { texte: 'Rendez-vous à Amiens' });
      await luc.press('Diffuser maintenant');
      await world.runDue();
      await luc.press('Corriger le texte');
      await luc.fill({ text: 'Rendez-vous à Corbie' });
      await luc.press('Appliquer partout');
      await luc.press("Retirer l'annonce");
      await luc.press("Retirer l'annonce", { in: 'effacé' });
      const told = await journal({ personne: coordinator.mention(luc) });
      expect(told).toContain("Luc Martin a diffusé l'annonce « Rendez-vous à Amiens »");
      expect(told).toMatch(/Luc Martin a corrigé l'annonce « Rendez-vous à/);
      expect(told).toMatch(/Luc Martin a retiré l'annonce « Rendez-vous à/);
      expect(told).not.toContain('Inès');
      await luc.command('/equipe journal');
      expect(luc.read()).toContain('Seule la coordination');
      expect(luc.read()).not.toContain('Rendez-vous');
    });

    it('names linked accounts as one person, and nobody who had themselves erased', async () => {
      const coordinator = world.coordinator[platform];
      const [paul, there] = [world.person(platform, 'Paul Faure'), world.person(other[platform], 'Paul de loin')];
      const ana = world.person(platform, 'Ana Ruiz');
      await ana.command('/structure creer', { nom: 'Le Pignon' });
      await propose(ana, { title: 'Café-débat' });
      await propose(ana, { title: 'Fête de Paul Faure' });
      for (const one of [paul, there]) {
        const names = world.coordinator[one === paul ? platform : other[platform]];
        await names.command('/equipe nommer', { personne: names.mention(one), role: 'Coordination' });
      }
      await there.command('/evenement voir', { evenement: 'Café-débat' });
      await there.press('Accepter', { in: 'Café-débat' });
      await there.command('/profil lier');
      const code = /\b[2-9A-Z]{8}\b/.exec(there.read())?.[0] ?? '';
      await paul.command('/profil lier', { code });
      await paul.press('Réunir');
      await there.press("C'est bien moi");
      const ofPaul = await journal({ personne: coordinator.mention(paul) });
      expect(ofPaul).toMatch(/(Paul Faure|Paul de loin) a accepté « Café-débat »/);
      await coordinator.press('Refuser', { in: 'Fête de Paul Faure' });
      await coordinator.fill({ reason: 'Hors du mois' });
      expect(await journal()).toContain('a refusé « Fête de Paul Faure »');

      await paul.command('/profil donnees');
      await paul.press('Tout effacer');
      await paul.press('Effacer pour toujours');
      for (let minutes = 0; minutes < 10; minutes += 1)
        await world.goTo(new Date(world.clock.now().getTime() + 60_000));
      const told = await journal();
      expect(told).toContain('personne effacée a accepté « Café-débat » (Le Pignon)');
      expect(told).toContain('personne effacée a fait effacer ses données');
      expect(told).toContain("Le bot a fini d'effacer ce qui concernait personne effacée");
      expect(told).not.toMatch(/Paul/);
      const left = await tablesNaming(world, ['Paul Faure', 'Paul de loin', paul.user.id, there.user.id]);
      expect(left.filter((one) => one.startsWith('JournalEntry'))).toEqual([]);
    });
  });
});
