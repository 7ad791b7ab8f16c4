import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { htmlDocument } from '../../../src/documents/html.ts';
import { markdownDocument } from '../../../src/documents/markdown.ts';
import type { IdeaTopic } from '../../../src/features/reports/content/idea-topics.ts';
import { writeOutline } from '../../../src/features/reports/documents/write-outline.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { content, en, facts2008, fr } from '../../support/demo-content.ts';
import { plain } from '../../support/events.ts';
import { platformsInTurn } from '../../support/platforms.ts';
import { allButTheIdea, openDoors, worldWithSurvey } from '../../support/surveys.ts';
import type { World } from '../../support/world.ts';

const organisations = facts2008.organisationQuestionnaires.slice(0, 4).map(({ organisation }) => organisation);
const [first = '', second = '', third = '', fourth = ''] = organisations;
const quotes = [
  { question: 'idea' as const, text: 'Un bal', organisation: first, named: false },
  { question: 'contactsWith' as const, text: 'La Ruche', organisation: fourth, named: false },
  { question: 'idea' as const, text: 'Une fanfare', organisation: second, named: false },
  { question: 'idea' as const, text: 'Un logiciel', organisation: third, named: false },
];

/** Returns the headings and the quotations of the chapter of ideas, in their order. */
function chapter(topics: readonly (readonly [string, IdeaTopic])[], t = fr): readonly string[] {
  const outline = writeOutline(content({ topics: new Map(topics) }, { quotes }), t);
  const parts = outline.chapters.find(({ id }) => id === 'ideas')?.parts ?? [];
  return parts.flatMap((part) => {
    if (part.kind === 'subheading') return [`## ${part.text}`];
    return part.kind === 'quotation' ? [asTyped(part.text)] : [];
  });
}

describe('good ideas by topic', () => {
  test('follow one another as long as none is sorted', () => {
    expect(chapter([])).toEqual(['« Un bal »', '« La Ruche »', '« Une fanfare »', '« Un logiciel »']);
  });

  test('stand under their topics, in the order of the bilan, the others after them, and what is no idea last', () => {
    const sorted = [
      [second, 'tools'],
      [first, 'audience'],
    ] as const;
    expect(chapter(sorted)).toEqual([
      ...['## Publics et lieux', '« Un bal »', '## Outils et méthodes', '« Une fanfare »'],
      ...['## Autres idées', '« Un logiciel »', '## Témoignages', '« La Ruche »'],
    ]);
    expect(chapter(sorted, en)).toContain('## Other ideas');
  });

  test('leave no trace of a topic whose ideas are not quoted', () => {
    const nobody = ['0198b0f0-0000-7000-8000-000000000009', 'means'] as const;
    expect(chapter([nobody])).toEqual(chapter([]));
  });

  test('read the same in the formats that are read', () => {
    const outline = writeOutline(content({ topics: new Map([[first, 'partners']]) }, { quotes }), fr);
    for (const text of [markdownDocument(outline), htmlDocument(outline, 'fr')])
      expect(asTyped(text)).toMatch(
        /Partenariats[\s\S]*Un bal[\s\S]*Autres idées[\s\S]*Une fanfare[\s\S]*Témoignages[\s\S]*La Ruche/,
      );
  });
});

describe.each(platformsInTurn())('an idea that a coordinator sorts on %s', (platform) => {
  let world: World;
  beforeAll(async () => {
    world = await worldWithSurvey('2026-12-03T09:00:00+01:00');
  });
  afterAll(() => world?.close());

  it('stands under its topic in the bilan, until it is sorted otherwise', async () => {
    const coordinator = world.coordinator[platform];
    const { prisma } = world.database;
    const { organisationId, organiser } = await openDoors(world, 'slack', { name: 'A' });
    const questionnaireId = await allButTheIdea(world, organisationId, organiser);
    const { answeredById, regionId } = await prisma.answer.findFirstOrThrow({ where: { questionnaireId } });
    const at = world.clock.now();
    const of = { regionId, questionnaireId, question: 'idea' };
    await prisma.answer.create({
      data: { ...of, value: { kind: 'text', text: 'Un bal à Laon' }, answeredById, answeredAt: at },
    });
    const agreed = { ...of, choice: 'named', wording: 'Oui', chosenById: answeredById, chosenAt: at };
    await prisma.quoteConsent.create({ data: agreed });

    const written = async () => {
      await coordinator.command('/bilan document');
      const file = coordinator.news.flatMap(({ files }) => files).find(({ name }) => name.endsWith('.md'));
      return plain(await (await fetch(file?.url ?? '')).text());
    };
    await coordinator.command('/bilan rediger', { chapitre: 'Bonnes idées' });
    await coordinator.choose('Classer une idée', 'Les Jardins A');
    expect(plain(coordinator.read())).toContain('Les Jardins A : de quoi parle cette idée ?');
    expect(plain(coordinator.read())).toContain('Un bal à Laon');
    await coordinator.press('Outils et méthodes');
    expect(plain(coordinator.read())).toContain('· Outils et méthodes');
    expect(await written()).toMatch(/Outils et méthodes[\s\S]*Un bal à Laon/);

    await coordinator.command('/bilan rediger', { chapitre: 'Bonnes idées' });
    await coordinator.choose('Classer une idée', 'Les Jardins A');
    expect(plain(coordinator.read())).toContain('Elle est classée sous « Outils et méthodes »');
    await coordinator.press('Autres idées');
    expect(plain(coordinator.read())).not.toContain('· Outils et méthodes');
    world.clock.set(new Date(at.getTime() + 60_000));
    expect(await written()).not.toContain('Outils et méthodes');
  }, 200_000);
});
