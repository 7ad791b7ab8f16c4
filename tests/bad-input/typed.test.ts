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

const markup = '@everyone <!channel> <@&1> [lien](javascript:alert(1)) <script>alert(1)</script>';

describe.each(platformsInTurn())('what is typed on %s', (platform) => {
  let ana: Person;
  let amy: Person;
  beforeAll(async () => {
    ana = await organiser(world, platform, 'Ana');
    amy = await organiser(world, platform, 'Amy', { locale: 'en' });
  });

  async function keeps(person: Person, field: string, typed: string): Promise<void> {
    await person.correct(person.sees('Corriger') ? 'Corriger' : 'Correct');
    expect(held(person, field)).toBe(typed);
    expect(held(person, 'title')).toBe(proposal.titre);
    await person.platform.dismiss(person.user.id);
  }

  it('an unknown commune: says how a place is written', async () => {
    await proposing(ana, { lieu: 'Salle Vivaldi, Atlantide-sur-Mer' });
    expect(reads(ana)).toContain("Je n'ai pas trouvé de commune appelée « Atlantide-sur-Mer ».");
    expect(reads(ana)).toContain('Écrivez par exemple : Salle des fêtes, Beauvais ; ou : en ligne.');
    await keeps(ana, 'place', 'Salle Vivaldi, Atlantide-sur-Mer');
    await proposing(amy, { lieu: 'Atlantis' });
    expect(reads(amy)).toContain('I found no town in “Atlantis”.');
    await keeps(amy, 'place', 'Atlantis');
  });

  it('an ambiguous commune, Saint-Martin: those of the region can be picked, its own first', async () => {
    await proposing(ana, { lieu: 'Salle des fêtes, Saint-Martin' });
    expect(reads(ana)).toContain("Dans « Salle des fêtes, Saint-Martin », de quelle commune s'agit-il ?");
    await ana.choose('Choisir', 'Saint-Martin-aux-Bois (Oise)');
    expect(reads(ana)).toContain('Où Salle des fêtes, Saint-Martin-aux-Bois (Oise)');
    await ana.correct();
    expect(held(ana, 'place')).toBe('Salle des fêtes, Saint-Martin');
    await ana.platform.dismiss(ana.user.id);
  });

  it.each([
    ['2A', 'Corse-du-Sud'],
    ['2b', 'Haute-Corse'],
    ['971', 'Guadeloupe'],
    ['972', 'Martinique'],
    ['973', 'Guyane'],
    ['974', 'La Réunion'],
    ['976', 'Mayotte'],
  ])('department %s: is known', async (departement, name) => {
    await ana.command('/evenement liste', { departement });
    expect(reads(ana)).toContain(`Aucun événement n'est encore au programme dans ce département : ${name}.`);
  });

  it('department 20 and one that does not exist, 975: says so', async () => {
    await ana.command('/evenement liste', { departement: '20' });
    expect(reads(ana)).toContain(
      '« 20 » désigne plusieurs départements : Corse-du-Sud (2A), Haute-Corse (2B). Donnez-en un seul.',
    );
    await ana.command('/evenement liste', { departement: '975' });
    expect(reads(ana)).toContain('Je ne reconnais pas de département dans « 975 ». Écrivez par exemple : Oise, ou 60.');
    await amy.command('/evenement liste', { departement: '20' });
    expect(reads(amy)).toContain('“20” stands for several departments: Corse-du-Sud (2A), Haute-Corse (2B).');
  });

  it('10 000 characters: said back whole, with the most there may be', async () => {
    const long = 'Les Jardins partagés '.repeat(477).trim();
    if (platform === 'slack') {
      await ana.command(`/structure creer ${long}`);
      expect(reads(ana)).toContain('10 033 caractères, 3 000 au plus.');
      expect(reads(ana).replace(/\s+/g, ' ')).toContain(long);
    }
    // The client itself accepts no more in a form than the field holds.
    await ana.command('/structure creer');
    await expect(ana.fill({ name: long })).rejects.toThrow(/100/);
    await ana.platform.dismiss(ana.user.id);
    // A message is as long as the platform lets it be; their own still stands above what is said of it.
    await ana.say(long.slice(0, platform === 'slack' ? 10_000 : 2_000));
    if (platform === 'slack') expect(reads(ana)).toContain("10 000 caractères, 3 000 au plus. Rien n'est enregistré.");
    else expect(reads(ana)).toContain('« Les Jardins partagés Les Jardins partagés');
    await ana.say(long.slice(0, 2_000));
    expect(ana.sees('Proposer un événement')).toBe(true);
  });

  it('only emoji: no name can be made of it, a title can', async () => {
    const eli = world.person(platform, 'Éli');
    await eli.command('/structure creer', { nom: '🎉🎊' });
    expect(reads(eli)).toContain('Ce nom ne contient aucune lettre. Écrivez le nom de la structure.');
    await eli.correct();
    expect(held(eli, 'name')).toBe('🎉🎊');
    await proposing(ana, { titre: '🎉🎊👩‍👩‍👧‍👦' });
    expect(reads(ana)).toContain('🎉🎊👩‍👩‍👧‍👦\n');
  });

  it('right-to-left text: reads as it was written', async () => {
    await proposing(ana, { titre: 'شهر الاقتصاد الاجتماعي', phrase: 'ابتداء \u202eTEST\u202c' });
    expect(reads(ana)).toContain('شهر الاقتصاد الاجتماعي');
    expect(reads(ana)).toContain('ابتداء TEST');
  });

  it('an empty form: the client asks for what is required; blanks are none', async () => {
    await ana.command('/structure creer');
    await expect(ana.fill({})).rejects.toThrow(/Nom de la structure/);
    await ana.fill({ name: '   ', municipality: 'Beauvais' });
    if (platform === 'slack') expect(ana.form().errors).toEqual({ name: 'À remplir.' });
    else {
      expect(reads(ana)).toContain('Nom de la structure À remplir.');
      await ana.correct();
    }
    expect(held(ana, 'municipality')).toBe('Beauvais');
    await ana.platform.dismiss(ana.user.id);
  });

  it('`@everyone`, `<!channel>`, `<@&1>`, `[lien](javascript:…)`, `<script>`: are words, and call nobody', async () => {
    const title = `${markup} ${platform}`;
    await ana.command('/evenement proposer');
    await ana.fill({ title, when: '14 novembre 14h', place: 'Beauvais', pitch: markup, contact: '=cmd() @here <@U1>' });
    expect(reads(ana)).toContain(title);
    await ana.press('Proposer');
    expect(reads(ana)).toContain(`« ${title} »`);
    const coordinator = world.coordinator[platform];
    expect(coordinator.look()).toContain(title);
    await coordinator.press('Accepter');
    expect(ana.look()).toContain(`« ${title} » est accepté`);
    for (const { id, controls } of [...ana.screen(), ...coordinator.screen()].filter(({ author }) => author.bot)) {
      const called = platform === 'slack' ? world.slack.mentionsIn(id) : world.discord.mentionsIn(id).reached;
      expect(called).toEqual([]);
      expect(controls.filter(({ kind }) => kind === 'link')).toEqual([]);
    }
  });
});
