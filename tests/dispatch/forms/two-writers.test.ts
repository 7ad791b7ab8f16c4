import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../../src/playground/person.ts';
import { plain } from '../../support/events.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-09-15T09:00:00+02:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026', message: 'Près de chez vous' });
});
afterAll(() => world?.close());

const KEPT = "a changé ceci pendant que vous écriviez, et c'est gardé :";
const ASKED = 'a changé la même chose que vous depuis que vous avez ouvert ce formulaire';
const [MINE, THEIRS] = ["Enregistrer ce que j'ai écrit", 'Garder ce qui est enregistré'];

describe.each(platformsInTurn())('two coordinators who fill in one form at once, the second on %s', (platform) => {
  const first = () => world.coordinator[other[platform]];
  const second = () => world.coordinator[platform];
  async function both(open: (who: Person) => Promise<unknown>): Promise<void> {
    for (const who of [first(), second()]) await open(who);
  }
  const objectives = () => both((who) => who.command('/edition objectifs'));
  const edition = () => world.database.prisma.edition.findFirstOrThrow({ include: { expectedResults: true } });

  it('of the objectives: neither puts back what the other has changed, also where the bot is restarted meanwhile', async () => {
    await objectives();
    await first().fill({ acceptances: 'NONE', message: `Chez vous & <ailleurs> ${platform}` });
    await world.restartBot();
    await second().fill({ figure: 'events', target: platform === 'slack' ? '30' : '40' });
    expect(await edition()).toMatchObject({
      tellsAcceptances: false,
      message: `Chez vous & <ailleurs> ${platform}`,
      expectedResults: [{ figure: 'events', target: platform === 'slack' ? 30 : 40 }],
    });
    expect(plain(second().read())).toContain(`Quelqu'un d'autre ${KEPT}`);
    expect(plain(second().read())).toContain(`: Chez vous & <ailleurs> ${platform}`.replace(': ', ' : '));

    await objectives();
    await first().fill({ figure: 'events', target: '71' });
    await second().fill({ figure: 'events', target: '72' });
    expect(plain(second().read())).toContain("Cible d'avant pour « Événements » : 71");
    await second().command('/edition objectifs');
    await second().fill({ figure: 'events', target: '72' });
    expect(plain(second().read())).not.toContain("Cible d'avant");

    // Nothing is said where nobody has changed anything.
    await second().command('/edition objectifs');
    await second().fill({ acceptances: 'DAILY' });
    expect(second().news.at(-1)?.text ?? '').not.toContain(KEPT);
    expect(await edition()).toMatchObject({ tellsAcceptances: true });
  });

  it('of the objectives: both are asked about what both have changed, and the second may take it away', async () => {
    await objectives();
    await first().fill({ message: 'Le message de la première' });
    await second().fill({ message: 'Le message du second' });
    expect(second().read()).toContain(ASKED);
    const [, stored = '', own = ''] = plain(second().read()).split(/enregistré maintenant :|ce que vous avez écrit :/u);
    expect(stored).toContain('Le message de la première');
    expect(own).toContain('Le message du second');
    await second().choose('Choisir', MINE);
    expect(await edition()).toMatchObject({ message: 'Le message du second' });

    await objectives();
    await first().fill({ message: 'Le message de la première' });
    await second().fill({ message: '' });
    expect(second().read()).toContain(ASKED);
    await second().choose('Choisir', THEIRS);
    expect(await edition()).toMatchObject({ message: 'Le message de la première' });
    await second().command('/edition objectifs');
    await second().fill({ message: '' });
    expect(await edition()).toMatchObject({ message: null });
  });

  it.each([
    [MINE, THEIRS],
    [THEIRS, MINE],
  ])(
    'of the objectives: of two choices in the same instant one counts, and nobody reads the other one’s words as theirs (%s)',
    async (...choices) => {
      const written = { first: 'Le message de la première', second: 'Le message du second' };
      await first().command('/edition objectifs');
      await first().fill({ message: 'Au départ' });
      await objectives();
      await first().fill({ message: written.first });
      await second().fill({ message: written.second });
      await Promise.all(choices.map((one) => second().choose('Choisir', one)));
      await world.settle();
      const { message } = await edition();
      // Which of them comes first is the platform's to say.
      expect([written.first, written.second]).toContain(message);
      const [, typed = ''] = plain(second().look()).split('Ce que vous avez écrit');
      expect(typed).not.toContain(written.first);
    },
  );

  it('and send it in the same instant: both are kept', async () => {
    for (const target of ['51', '52', '53']) {
      await objectives();
      await Promise.all([
        first().fill({ message: `Message ${target} ${platform}` }),
        second().fill({ acceptances: target === '52' ? 'DAILY' : 'NONE', figure: 'events', target }),
      ]);
      await world.settle();
      expect(await edition()).toMatchObject({
        message: `Message ${target} ${platform}`,
        tellsAcceptances: target === '52',
        expectedResults: [{ target: Number(target) }],
      });
    }
  });

  it('of the contact for data', async () => {
    await both((who) => who.command('/equipe donnees'));
    await first().fill({ chamber: `CRESS ${platform}`, contact: `donnees-${platform}@cress.example` });
    await second().fill({ contact: `contact-${platform}@cress.example` });
    expect(second().read()).toContain(ASKED);
    await second().choose('Choisir', THEIRS);
    const { chamber } = await world.database.prisma.region.findFirstOrThrow();
    expect(chamber).toBe(`CRESS ${platform}`);
    expect((await world.database.prisma.dataSettings.findFirstOrThrow()).contact).toBe(
      `donnees-${platform}@cress.example`,
    );
  });

  it('of how long what is kept, on one page or two', async () => {
    await both((who) => who.command('/equipe conservation'));
    await first().fill({ message: platform === 'slack' ? '100' : '120', received: '20' });
    await second().fill({ history: platform === 'slack' ? '200' : '220' });
    const [messageDays, historyDays] = platform === 'slack' ? [100, 200] : [120, 220];
    expect(await world.database.prisma.dataSettings.findFirst()).toMatchObject({
      messageDays,
      historyDays,
      receivedDays: 20,
    });
  });

  it('of a meeting that is moved: the place stays that one of them has given', async () => {
    const title = `Préparation ${platform}`;
    const coordinator = first();
    await coordinator.command('/reunion programmer', {
      titre: title,
      date: 'mardi 6 octobre de 14h à 16h',
      lieu: 'Amiens',
    });
    await coordinator.press('Annoncer la réunion');
    await both(async (who) => {
      await who.command('/reunion liste');
      await who.press('Déplacer la réunion', { in: title });
    });
    await first().fill({ venue: 'Beauvais' });
    await first().press('Déplacer la réunion');
    await second().fill({ when: 'mardi 13 octobre 18h' });
    expect(second().read()).toContain('Lieu ou lien : Beauvais');
    // Whoever would rather have it as it was corrects what they are shown.
    await second().press('Corriger');
    expect(
      second()
        .form()
        .fields.find(({ id }) => id === 'venue')?.value,
    ).toEqual(['Beauvais']);
    await second().fill({ venue: 'Amiens' });
    expect(second().read()).toContain('Amiens');
    expect(second().read()).not.toContain(KEPT);
    await second().press('Déplacer la réunion');
    expect(await world.database.prisma.meeting.findFirst({ where: { title } })).toMatchObject({
      venue: 'Amiens',
      startsAt: new Date('2026-10-13T18:00:00+02:00'),
    });
    await world.database.prisma.meeting.deleteMany({ where: { title } });
  });

  it('of a chapter of the bilan, which has one field: the second is asked', async () => {
    await both(async (who) => {
      await who.command('/bilan rediger', { chapitre: 'Remerciements' });
      await who.press(who.sees('Écrire ce texte') ? 'Écrire ce texte' : 'Modifier ce texte');
    });
    await first().fill({ text: `Merci à toutes (${platform}).` });
    await second().fill({ text: 'Merci à tous.' });
    expect(second().read()).toContain(`${first().name} ${ASKED}`);
    expect(second().read()).toContain(`Merci à toutes (${platform}).`);
    await second().choose('Choisir', THEIRS);
    const texts = await world.database.prisma.reportText.findMany({ where: { key: { contains: 'thanks' } } });
    expect(texts.map(({ text }) => text)).toEqual([`Merci à toutes (${platform}).`]);
  });

  it('of one person on two platforms: they read that it was themselves', async () => {
    const [here, there] = [second(), first()].map(({ platform: { name } }) =>
      world.person(name as 'slack' | 'discord', `Ada ${platform}`),
    ) as [Person, Person];
    for (const who of [here, there]) {
      const coordinator = world.coordinator[who.platform.name as 'slack' | 'discord'];
      await coordinator.command('/equipe nommer', { personne: coordinator.mention(who), role: 'Coordination' });
    }
    await here.command('/profil lier');
    await there.command('/profil lier', { code: /\b[2-9A-Z]{8}\b/u.exec(here.read())?.[0] ?? '' });
    await there.press('Réunir');
    here.look();
    await here.press("C'est bien moi");
    for (const who of [here, there]) {
      await who.command('/bilan rediger', { chapitre: 'Annexes' });
      await who.press(who.sees('Écrire ce texte') ? 'Écrire ce texte' : 'Modifier ce texte');
    }
    await there.fill({ text: `Sur l'ordinateur (${platform}).` });
    await here.fill({ text: 'Sur le téléphone.' });
    expect(plain(here.read())).toContain(
      'Vous avez vous-même changé la même chose depuis que vous avez ouvert ce formulaire',
    );
  });

  it("of what somebody has taken away meanwhile: whoever sends what can't be left empty means it to stand", async () => {
    await first().command('/bilan rediger', { chapitre: 'Communication' });
    await first().press('Écrire ce texte');
    await first().fill({ text: `Recommencer (${platform}).` });
    await second().command('/bilan rediger', { chapitre: 'Communication' });
    await second().press('Modifier ce texte');
    await world.database.prisma.reportText.deleteMany({ where: { text: { contains: 'Recommencer' } } });
    await second().fill({ text: `Recommencer (${platform}).` });
    expect(second().read()).not.toContain('obligatoire');
    const texts = await world.database.prisma.reportText.findMany({ where: { text: { contains: 'Recommencer' } } });
    expect(texts).toHaveLength(1);
    await world.database.prisma.reportText.deleteMany({ where: { text: { contains: 'Recommencer' } } });
  });
});
