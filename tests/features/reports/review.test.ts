import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { plain } from '../../support/events.ts';
import { organiser } from '../../support/proposing.ts';
import { startWorld, type World } from '../../support/world.ts';

const said = (person: Person) =>
  person
    .screen()
    .map(({ text }) => text)
    .join('\n');
const filesOf = (person: Person) => person.screen().flatMap(({ files }) => files);

describe.each(['slack', 'discord'] as const)('the bilan, read before it is published, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  let ana: Person;
  let bob: Person;
  let eve: Person;
  beforeAll(async () => {
    world = await startWorld({ at: '2026-12-01T10:00:00+01:00' });
    coordinator = world.coordinator[platform];
    await coordinator.command('/edition ouvrir', { annee: '2026' });
    ana = await organiser(world, platform, 'Ana', { organisation: 'Le Moulin' });
    bob = await organiser(world, platform, 'Bob', { organisation: 'La Ruche' });
    eve = world.person(platform, 'Eve');
  });
  afterAll(() => world?.close());

  const later = (minutes: number) => world.goTo(new Date(world.clock.now().getTime() + minutes * 60_000));
  const idOf = async (name: string) =>
    (await world.database.prisma.person.findFirstOrThrow({ where: { name }, select: { id: true } })).id;
  const review = async () => {
    const [one] = await world.database.prisma.reportReview.findMany({ orderBy: { id: 'desc' } });
    return one;
  };

  /** Sends the draft to these people, by the form. */
  async function send(people: readonly string[], answerBy?: string): Promise<void> {
    await coordinator.command('/bilan relecture');
    await coordinator.press('Choisir qui le relit');
    await coordinator.fill({
      people: await Promise.all(people.map(idOf)),
      ...(answerBy === undefined ? {} : { answerBy }),
    });
  }

  it('goes to chosen people, who comment chapter by chapter until it is over', async () => {
    await eve.command('/bilan relecture');
    expect(eve.read()).toContain('Seule la coordination');

    // It is shown back before anything leaves; a day that is past is refused.
    await send(['Ana', 'Bob'], '30 novembre 2026');
    expect(coordinator.read()).toContain('Cette date est passée');
    await send(['Ana', 'Bob'], '12 décembre');
    expect(coordinator.read()).toContain('part en message privé vers : Ana et Bob');
    expect(coordinator.read()).toContain('au plus tard le samedi 12 décembre 2026');
    expect(filesOf(ana)).toEqual([]);
    await coordinator.press('Envoyer');
    expect(coordinator.read()).toContain('La relecture est demandée à : Ana et Bob');
    await world.runDue();
    expect(said(ana)).toContain('Pour relecture');
    expect(said(ana)).toContain("Ce n'est pas encore le bilan publié");
    expect(filesOf(ana).map(({ name }) => name)).toEqual(
      ['pdf', 'docx', 'html'].map((extension) => `bilan-picardie-relecture-v1.${extension}`),
    );
    const [, , page] = filesOf(ana);
    expect(await (await fetch(page?.url ?? '')).text()).toContain('projet de version 1');

    // Who has this very text isn't sent it twice.
    await send(['Ana']);
    expect(coordinator.read()).toContain('Rien ne part');
    await coordinator.command('/bilan relecture');
    expect(coordinator.read()).toMatch(
      /décembre 2026\.\nLes personnes qui la relisent :\n• Ana : .*\(aucun commentaire\)/,
    );

    // Comments come back as a list, told together.
    await ana.press('Commenter');
    await ana.fill({ chapter: 'events', text: 'Il manque la fête de Beauvais.' });
    expect(ana.read()).toContain('Votre commentaire est enregistré');
    await ana.press('Ajouter un commentaire');
    await ana.fill({ chapter: 'media', text: 'Deux articles, pas trois.' });
    await ana.press('Ajouter un commentaire');
    await ana.fill({ chapter: 'media', text: 'Je me suis trompée.' });
    await ana.press('Retirer (3)');
    expect(ana.read()).toContain('Je me suis trompée.');
    expect(said(coordinator)).not.toContain('nouveaux commentaires');
    await later(31);
    expect(said(coordinator).match(/2 nouveaux commentaires/g)).toHaveLength(1);
    expect(said(coordinator)).toContain('Événements : 1 commentaire (Ana)');
    // They wait in the menu, which leads to them.
    await coordinator.command('/mois');
    expect(coordinator.read()).toMatch(/À faire : .*2 commentaires sur le bilan/);
    await coordinator.press('Voir la relecture');
    expect(coordinator.read()).toContain('2 commentaires reçus, dont 2 à traiter');
    await coordinator.press('Traiter « Événements »');
    expect(coordinator.read()).toMatch(/1\. Ana, .* sur la version 1 : « Il manque la fête de Beauvais\. »/);
    await coordinator.press('À reprendre (1)');
    expect(coordinator.read()).toContain('(à reprendre)');
    await coordinator.press('Traité (1)');
    expect(coordinator.read()).not.toContain('Il manque la fête');
    await coordinator.command('/mois');
    expect(coordinator.read()).toMatch(/À faire : .*1 commentaire sur le bilan/);
    await coordinator.press('Voir la relecture');
    await coordinator.press('Traiter « Médias »');
    await coordinator.press('Traité (1)');
    await coordinator.command('/mois');
    expect(coordinator.read()).not.toContain('sur le bilan');
    await coordinator.command('/equipe journal');
    const noted = plain(coordinator.read());
    expect(noted).toContain(`${coordinator.name} a noté comme à reprendre une remarque sur le bilan, faite par Ana`);
    expect(noted).toContain(`${coordinator.name} a noté comme traitée une remarque sur le bilan, faite par Ana`);
    expect(noted).not.toContain('Beauvais');

    // The day before, who has said nothing is reminded, once.
    await world.goTo('2026-12-11T10:00:00+01:00');
    await later(10);
    expect(said(bob).match(/Vous n'avez pas encore commenté/g)).toHaveLength(1);
    expect(said(ana)).not.toContain("Vous n'avez pas encore commenté");

    // A new version goes to the same people, with what has changed.
    await coordinator.command('/chiffres saisir', { chiffre: 'Affiches', valeur: '800' });
    await send(['Ana']);
    await coordinator.press('Envoyer');
    await world.runDue();
    expect(said(ana)).toContain('Ce qui a changé depuis la version 1 que vous avez reçue');
    expect(said(ana)).toContain('Affiches : non connu → 800 exemplaires');
    expect(said(bob)).not.toContain('Ce qui a changé');

    // A comment that is typed once the review is over isn't lost.
    const id = (await review())?.id;
    await ana.press('Commenter');
    await coordinator.command('/bilan relecture');
    await coordinator.press('Mettre fin à la relecture');
    expect(coordinator.read()).toContain('Les 2 personnes');
    await coordinator.press('Mettre fin à la relecture');
    expect(coordinator.read()).toContain('La relecture est terminée');
    await ana.fill({ chapter: 'budget', text: 'Le total est faux.' });
    expect(ana.read()).toContain('La relecture de ce bilan est terminée');
    expect(ana.read()).toContain('Le total est faux.');
    expect(await world.database.prisma.reportComment.count({ where: { reviewId: id ?? '' } })).toBe(0);

    await ana.command('/bilan relecture');
    expect(ana.read()).toContain("La relecture du bilan de « Mois de l'ESS 2026 » est terminée");

    // Nor what somebody types who takes part no more.
    await send(['Bob']);
    await coordinator.press('Envoyer');
    await world.runDue();
    await bob.press('Commenter');
    await bob.fill({ chapter: 'budget', text: 'À vérifier.' });
    await bob.press('Ajouter un commentaire');
    await world.database.prisma.membership.updateMany({ where: { person: { name: 'Bob' } }, data: { status: 'LEFT' } });
    await bob.fill({ chapter: 'budget', text: 'Je pars.' });
    expect(bob.read()).toContain("Vous ne faites plus partie d'une structure");
    expect(bob.read()).toContain('Je pars.');
  });
});
