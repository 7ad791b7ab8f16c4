import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { photoAnew } from '../../../src/pictures/photo.ts';
import type { Person } from '../../../src/playground/person.ts';
import { plain } from '../../support/events.ts';
import { pngPhoto } from '../../support/photos.ts';
import { other, platformsInTurn } from '../../support/platforms.ts';
import { explainAndPublish } from '../../support/publishing.ts';
import { allButTheIdea, openDoors, worldWithSurvey } from '../../support/surveys.ts';
import type { World } from '../../support/world.ts';

const IDEA = 'Une fanfare à Laon';

describe.each(platformsInTurn())('what a coordinator leaves out of the bilan, on %s', (platform) => {
  let world: World;
  let coordinator: Person;
  /** The questionnaires of the organisations, by their letters, and the photos. */
  const questionnaires = new Map<string, string>();
  const photos = new Map<string, string>();

  /** Six organisations have sent a photo; the first five may be shown by name, the last isn't allowed. */
  beforeAll(async () => {
    world = await worldWithSurvey('2026-12-03T09:00:00+01:00');
    coordinator = world.coordinator[platform];
    const { prisma } = world.database;
    const { id: regionId } = await prisma.region.findFirstOrThrow();
    const bytes = new Uint8Array((await photoAnew(pngPhoto(60, 40))) ?? []);
    const at = world.clock.now();
    for (const letter of ['A', 'B', 'C', 'D', 'E', 'F']) {
      const { organisationId, organiser } = await openDoors(world, 'slack', { name: letter });
      const id = await allButTheIdea(world, organisationId, organiser);
      questionnaires.set(letter, id);
      const { answeredById } = await prisma.answer.findFirstOrThrow({ where: { questionnaireId: id } });
      const file = await prisma.file.create({
        data: {
          regionId,
          name: 'photo.jpg',
          type: 'image/jpeg',
          size: bytes.length,
          sha256: letter,
          bytes,
          uploadedAt: at,
        },
      });
      photos.set(letter, file.id);
      const of = { regionId, questionnaireId: id };
      const said = { ...of, answeredById, answeredAt: at };
      await prisma.answer.updateMany({
        where: { questionnaireId: id, question: 'logo' },
        data: { value: { kind: 'choice', option: 'yes' } },
      });
      await prisma.answer.createMany({
        data: [
          { ...said, question: 'logoPhoto', value: { kind: 'file', file: file.id, caption: `Vitrine ${letter}` } },
          ...(letter === 'A' ? [{ ...said, question: 'idea', value: { kind: 'text', text: IDEA } }] : []),
        ],
      });
      if (letter === 'F') continue;
      const agreed = { ...of, choice: 'named', wording: 'Oui', chosenById: answeredById, chosenAt: at };
      await prisma.quoteConsent.createMany({
        data: [{ ...agreed, question: 'logoPhoto' }, ...(letter === 'A' ? [{ ...agreed, question: 'idea' }] : [])],
      });
    }
  });
  afterAll(() => world?.close());

  /** Documents of another day are other files. */
  const later = () => world.clock.set(new Date(world.clock.now().getTime() + 24 * 60 * 60_000));

  async function desk(chapitre: string, person = coordinator): Promise<string> {
    await person.command('/bilan rediger', { chapitre });
    return plain(person.read());
  }

  /** Returns the bilan as it would be made now, by the files' extensions: those to read at once, or those laid out for print, too. */
  async function documents(...printed: readonly string[]): Promise<Readonly<Record<string, string>>> {
    later();
    await coordinator.command('/bilan document');
    if (printed.length > 0) await world.runDue();
    const files = coordinator.screen().flatMap((message) => message.files);
    const read = ['md', 'html', 'csv', 'json', ...printed].map(async (extension) => {
      const file = files.findLast((one) => one.name.endsWith(`.${extension}`));
      const bytes = Buffer.from(await (await fetch(file?.url ?? '')).arrayBuffer());
      const row = await world.database.prisma.file.findFirst({
        where: { name: file?.name ?? '' },
        orderBy: { id: 'desc' },
        select: { told: true },
      });
      return [extension, plain(`${bytes.toString()} ${row?.told ?? ''}`)] as const;
    });
    return Object.fromEntries(await Promise.all(read));
  }

  const shownIn = (text = '') =>
    ['A', 'B', 'C', 'D', 'E', 'F'].filter((letter) => text.includes(`Photo : Les Jardins ${letter}`));

  it('stays out of every format until it is put back, and the next photo takes its place', async () => {
    const { prisma } = world.database;
    const before = await desk('Communication');
    expect(before).toMatch(/1\. Les Jardins A, « Vitrine A » : sur la page des financeurs/);
    expect(before).toMatch(/2\. Les Jardins B, « Vitrine B » : dans le bilan/);
    expect(before).toMatch(/5\. Les Jardins E, « Vitrine E » : pas choisie, d'autres passent avant/);
    expect(before).toMatch(/6\. Les Jardins F, « Vitrine F » : pas montrée, car sa structure n'a pas donné son accord/);
    const whole = (await documents()).md;
    expect(shownIn(whole)).toEqual(['A', 'B', 'C', 'D']);
    expect(whole).toContain(IDEA);

    await desk('Communication');
    await coordinator.choose('Retirer du bilan', 'Les Jardins A');
    const name = coordinator.name;
    expect(plain(coordinator.read())).toContain(
      `1. Les Jardins A, « Vitrine A » : retirée le vendredi 4 décembre 2026 par ${name}`,
    );
    expect(plain(coordinator.read())).toMatch(/2\. Les Jardins B, « Vitrine B » : sur la page des financeurs/);
    expect(plain(coordinator.read())).toMatch(/5\. Les Jardins E, « Vitrine E » : dans le bilan/);
    // Another coordinator, on the other platform, sees the same.
    expect(await desk('Communication', world.coordinator[other[platform]])).toContain(
      `retirée le vendredi 4 décembre 2026 par ${name}`,
    );
    // A quotation likewise.
    expect(await desk('Bonnes idées')).toContain('citée ici et sur la page des financeurs');
    await coordinator.choose('Retirer du bilan', 'Les Jardins A');
    const without = await documents('docx', 'pdf');
    expect(shownIn(without.md)).toEqual(['B', 'C', 'D', 'E']);
    for (const text of Object.values(without)) {
      expect(text).not.toContain('Photo : Les Jardins A');
      expect(text).not.toContain(IDEA);
    }
    expect(without.pdf).toContain('Photo : Les Jardins B');
    expect(without.docx).toContain('Photo : Les Jardins B');

    await desk("L'essentiel");
    await coordinator.choose('Remettre', 'Les Jardins A');
    expect(plain(coordinator.read())).toMatch(/1\. Les Jardins A, « Vitrine A » : sur la page des financeurs/);
    expect(shownIn((await documents()).md)).toEqual(['A', 'B', 'C', 'D']);

    // Who took what out stands in the journal, and nothing of what it says.
    await coordinator.command('/equipe journal');
    expect(plain(coordinator.read())).toContain('a retiré du bilan une citation (Les Jardins A)');
    expect(plain(coordinator.read())).toContain('a remis dans le bilan une photo (Les Jardins A)');
    expect(plain(coordinator.read())).not.toContain(IDEA);
    await desk('Bonnes idées');
    await coordinator.choose('Remettre', 'Les Jardins A');

    // A photo that was put back is shown only while its organisation agrees.
    const where = { questionnaireId: questionnaires.get('B') ?? '', question: 'logoPhoto' };
    await desk('Communication');
    await coordinator.choose('Retirer du bilan', 'Les Jardins B');
    await prisma.quoteConsent.updateMany({ where, data: { choice: 'none' } });
    expect(await desk('Communication')).toMatch(/Les Jardins B.* retirée le .* par .* ; pas montrée, car sa structure/);
    await coordinator.choose('Remettre', 'Les Jardins B');
    expect(plain(coordinator.read())).toMatch(/Les Jardins B.* : pas montrée, car sa structure n'a pas donné/);
    expect(shownIn((await documents()).md)).toEqual(['A', 'C', 'D', 'E']);
    await prisma.quoteConsent.updateMany({ where, data: { choice: 'named' } });

    // Its readers are sent another draft, and a bilan that is published stays as it is.
    const { organiser } = await openDoors(world, 'slack', { name: 'Lecture' });
    await organiser.command('/mois');
    const { personId } = await prisma.identity.findFirstOrThrow({ where: { externalId: organiser.user.id } });
    const send = async (leaves: boolean) => {
      later();
      await coordinator.command('/bilan relecture');
      await coordinator.press('Choisir qui le relit');
      await coordinator.fill({ people: [personId] });
      if (leaves) await coordinator.press('Envoyer');
      else expect(coordinator.read()).toContain('Rien ne part');
      await world.runDue();
      return prisma.reportReview.count();
    };
    expect(await send(true)).toBe(1);
    expect(await send(false)).toBe(1);
    await desk('Communication');
    await coordinator.choose('Retirer du bilan', 'Les Jardins C');
    expect(await send(true)).toBe(2);

    await coordinator.command('/questionnaire fermer');
    await coordinator.press('Clore');
    await explainAndPublish(coordinator);
    await desk('Communication');
    await coordinator.choose('Retirer du bilan', 'Les Jardins D');
    expect(plain(coordinator.read())).toContain('La version 1 publiée reste telle quelle');
    await world.runDue();
    const published = await prisma.reportPublication.findFirstOrThrow();
    const page = await prisma.file.findMany({ where: { id: { in: published.fileIds } }, select: { told: true } });
    for (const shown of [JSON.stringify(published.outline), page.map(({ told }) => told).join()]) {
      expect(shown).not.toContain(photos.get('C'));
      expect(shown).toContain(photos.get('D'));
    }
  }, 300_000);
});
