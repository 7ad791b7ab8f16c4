import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import type { World } from '../../support/world.ts';
import { startPressReview } from './press-review.ts';

describe.each(['slack', 'discord'] as const)('the press review, on %s', (platform) => {
  let world: World;
  let claire: Person;
  let ana: Person;
  let bob: Person;
  beforeAll(async () => {
    ({ world, claire, ana, bob } = await startPressReview(platform, 'ana'));
  });
  beforeEach(() => world.database.prisma.mediaMention.deleteMany({}));
  afterAll(() => world?.close());

  const COURRIER = { title: "Le Mois s'ouvre", outlet: 'Le Courrier', medium: ['press'], publishedOn: '12 novembre' };

  async function add(person: Person, given: Readonly<Record<string, string | readonly string[]>>, keep = true) {
    await person.command('/bilan presse');
    await person.press('Ajouter une référence');
    await person.fill(given);
    if (keep) await person.press('Enregistrer');
  }
  const rows = () => world.database.prisma.mediaMention.findMany({ orderBy: { id: 'asc' } });
  async function documents(): Promise<ReadonlyMap<string, string>> {
    world.clock.set(new Date(world.clock.now().getTime() + 60_000));
    await claire.command('/bilan document');
    const files = claire.news.flatMap((message) => message.files);
    const texts = new Map<string, string>();
    for (const { name, url } of files) {
      texts.set(name.split('.').at(-1) ?? '', await (await fetch(url)).text());
    }
    return texts;
  }

  it('keeps the event that whoever corrects it is not shown in their list, and says so of one that somebody has set meanwhile', async () => {
    const { prisma } = world.database;
    // La Ruche has no part in it.
    await add(bob, COURRIER);
    const { id: eventId } = await prisma.event.findFirstOrThrow();
    const correct = async () => {
      await bob.command('/bilan presse');
      await bob.choose('Corriger ou retirer…', "Le Mois s'ouvre");
      await bob.press('Corriger');
    };
    await correct();
    await prisma.mediaMention.updateMany({ data: { eventId } });
    await bob.fill({ outlet: 'Le Courrier picard' });
    expect(bob.read()).toContain('Événement dont il est question : autre chose');
    await bob.press('Enregistrer');
    expect(await rows()).toMatchObject([{ outlet: 'Le Courrier picard', eventId }]);
    await correct();
    await bob.fill({ outlet: 'Le Courrier' });
    expect(bob.read()).toContain('à propos de : Portes ouvertes');
    expect(bob.read()).not.toContain('a changé ceci');
    await bob.press('Enregistrer');
    expect(await rows()).toMatchObject([{ outlet: 'Le Courrier', eventId }]);
  });

  it('keeps the event that its organisation co-organises no more while something else is corrected', async () => {
    const { prisma } = world.database;
    const { id: eventId } = await prisma.event.findFirstOrThrow();
    await ana.command('/evenement coorganiser', { evenement: 'Portes ouvertes', structure: 'La Ruche' });
    await bob.press('Co-organiser');
    await add(bob, { ...COURRIER, event: [eventId] });
    expect(await rows()).toMatchObject([{ eventId }]);
    await bob.command('/evenement voir', { evenement: 'Portes ouvertes' });
    await bob.press('Mettre fin à la co-organisation');
    await bob.press('Mettre fin à la co-organisation', { in: 'ne co-organisera plus' });

    await bob.command('/bilan presse');
    await bob.choose('Corriger ou retirer…', "Le Mois s'ouvre");
    await bob.press('Corriger');
    await bob.fill({ title: "Le Mois s'ouvre enfin" });
    expect(bob.read()).toContain('à propos de : Portes ouvertes');
    await bob.press('Enregistrer');
    expect(await rows()).toMatchObject([{ title: "Le Mois s'ouvre enfin", eventId }]);
  });

  it('holds what an organiser adds about their own organisation, shown back first, in every document and in the figures', async () => {
    const before = await documents();
    expect(before.get('md')).not.toContain('Revue de presse');
    await add(
      ana,
      { ...COURRIER, link: 'www.exemple.fr/mois', event: [(await world.database.prisma.event.findFirstOrThrow()).id] },
      false,
    );
    expect(ana.read()).toContain(
      "« Le Mois s'ouvre » · Le Courrier (Presse) · jeudi 12 novembre 2026 · à propos de : Portes ouvertes · Le Moulin",
    );
    expect(await rows()).toEqual([]);
    await ana.press('Enregistrer');
    expect(ana.read()).toContain("C'est noté, merci");
    expect(await rows()).toMatchObject([{ title: "Le Mois s'ouvre", kind: 'PRESS', publishedOn: '2026-11-12' }]);

    const made = await documents();
    for (const extension of ['md', 'html']) {
      const text = (made.get(extension) ?? '')
        .replace(/\\/g, '')
        .replace(/[’]|&#39;/g, "'")
        .replace(/[\s\u00a0\u202f]+/g, ' ');
      expect(text).toContain('Revue de presse');
      expect(text).toContain("Le Mois s'ouvre");
    }
    const json = JSON.parse(made.get('json') ?? '{}');
    expect(json.details.figures.mediaMentions).toMatchObject({ value: 1, precision: 'at_least' });
    expect(json.details.media.byOrganisation[0].items).toEqual([
      {
        ...{ outlet: 'Le Courrier', medium: 'press', publishedOn: '2026-11-12', link: 'https://www.exemple.fr/mois' },
        ...{ launch: false, organisation: expect.any(String) },
        press: { title: "Le Mois s'ouvre", link: 'https://www.exemple.fr/mois', event: 'Portes ouvertes' },
      },
    ]);
  });

  it('is corrected and removed, after a confirmation, by whoever may', async () => {
    await add(ana, COURRIER);
    await ana.command('/bilan presse');
    await ana.choose('Corriger ou retirer…', "Le Courrier · Le Mois s'ouvre");
    await ana.press('Corriger');
    await ana.fill({ title: 'Le Mois commence', publishedOn: '13 novembre' });
    await ana.press('Enregistrer');
    expect(await rows()).toMatchObject([
      { title: 'Le Mois commence', publishedOn: '2026-11-13', outlet: 'Le Courrier' },
    ]);
    // A coordinator may, too, and the journal says so.
    await claire.command('/bilan presse');
    expect(claire.read()).toContain(
      '« Le Mois commence » · Le Courrier (Presse) · vendredi 13 novembre 2026 · Le Moulin',
    );
    await claire.choose('Corriger ou retirer…', 'Le Courrier · Le Mois commence');
    await claire.press('Retirer');
    expect(claire.read()).toContain('Retirer cette référence de la revue de presse ?');
    expect(await rows()).toHaveLength(1);
    await claire.press('Retirer', { in: 'Retirer cette référence' });
    expect(await rows()).toEqual([]);
    await claire.command('/equipe journal');
    expect(claire.read()).toContain('a retiré une référence de presse (Le Moulin)');
  });

  it('shows an organiser nothing of another organisation, and takes nothing for it', async () => {
    await add(ana, COURRIER);
    await bob.command('/bilan presse');
    expect(bob.read()).toContain('Aucune référence pour vos structures');
    expect(bob.read()).not.toContain('Le Courrier');
    const newcomer = world.person(platform, 'Zoé');
    await newcomer.command('/bilan presse');
    expect(newcomer.read()).not.toContain('Le Courrier');
    expect(newcomer.sees('Ajouter une référence')).toBe(false);
  });

  it('counts what is said twice once, takes no day to come and no address that is none', async () => {
    await add(ana, COURRIER);
    await add(ana, { ...COURRIER, title: 'LE MOIS S’OUVRE', outlet: 'le courrier' }, false);
    expect(ana.read()).toContain('Cette référence est déjà dans la revue de presse');
    await add(ana, { ...COURRIER, publishedOn: '28 novembre' }, false);
    expect(ana.read()).toContain("Ce jour n'est pas encore venu");
    await add(ana, { ...COURRIER, publishedOn: 'bientôt', link: 'notre page' }, false);
    expect(ana.read()).toContain('Je ne comprends pas le jour « bientôt »');
    expect(ana.read()).toContain("« notre page » n'est pas une adresse web");
    expect(await rows()).toHaveLength(1);
  });

  it('holds two articles of one newspaper on one day, each with its title, and counts two', async () => {
    await add(ana, COURRIER);
    await add(ana, { ...COURRIER, title: 'Portes ouvertes à Laon' });
    expect(ana.read()).toContain("C'est noté, merci");
    expect((await rows()).map(({ title }) => title)).toEqual(["Le Mois s'ouvre", 'Portes ouvertes à Laon']);
    const json = JSON.parse((await documents()).get('json') ?? '{}');
    expect(json.details.figures.mediaMentions).toMatchObject({ value: 2, precision: 'at_least' });
    // Neither becomes the other one by a correction.
    await ana.command('/bilan presse');
    await ana.choose('Corriger ou retirer…', 'Le Courrier · Portes ouvertes à Laon');
    await ana.press('Corriger');
    await ana.fill({ title: "Le Mois s'ouvre" });
    expect(ana.read()).toContain('Cette référence est déjà dans la revue de presse');
  });
});
