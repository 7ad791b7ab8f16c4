import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import type { Outline } from '../../../src/documents/outline.ts';
import { print } from '../../../src/documents/print/printer.ts';
import { recapOf } from '../../../src/features/reports/documents/recap.ts';
import { onOnePage } from '../../../src/features/reports/documents/recap-page.ts';
import { ownFigures } from '../../../src/features/reports/recap/own-figures.ts';
import { content, facts2008, fr } from '../../support/demo-content.ts';
import { readDocx, readPdf } from '../../support/printed.ts';

const HOSTILE = `#pagebreak() *[\\u{202e}] <w:br w:type="page"/> {{x}} $1^2$ https://exemple.fr/${'a'.repeat(300)}`;

/** A recap of so many events, with so many answers to each questionnaire, of this length and kind. */
function recap(events: number, answers: number, words: string): Outline {
  const [organisation] = facts2008.organisations
    .map(({ id, name }) => ({ id, name, events: ownFigures(facts2008, id).events.length }))
    .toSorted((a, b) => b.events - a.events);
  if (!organisation) throw new Error('there are organisations');
  const whole = recapOf(content(), fr, { ...organisation, questionnaires: [] });
  const table = (rows: number, header: readonly string[], cell: (row: number) => readonly string[]) => ({
    kind: 'table' as const,
    ...{ header, rows: Array.from({ length: rows }, (_, row) => cell(row)) },
  });
  const titled = (title: string, rows: number) => [
    { kind: 'subheading' as const, text: title },
    table(rows, ['Question', 'Réponse'], (row) => [`Question ${row}`, `${words} ${row}`]),
  ];
  return {
    ...whole,
    title: `${words} · ${whole.title}`,
    notices: ['Le questionnaire n’est pas encore clos : les chiffres sont provisoires.'],
    chapters: whole.chapters
      .map((chapter) => {
        if (chapter.id === 'events')
          return {
            ...chapter,
            parts: [
              table(events, ['Événement', 'Jour', 'Structures', 'Personnes'], (row) => [
                `${words} ${row}`,
                '14 novembre',
                words,
                '50',
              ]),
            ],
          };
        return chapter.id === 'thanks'
          ? { ...chapter, parts: [...chapter.parts, { kind: 'paragraph' as const, text: words }] }
          : chapter;
      })
      .concat({
        ...{ id: 'answers', title: 'Vos réponses' },
        parts: Array.from({ length: events }, (_, event) =>
          titled(`${words} ${event}`, Math.ceil(answers / events)),
        ).flat(),
      }),
  };
}

const printed = async (outline: Outline) =>
  print({ outline, onePage: [...onOnePage(outline, fr)], locale: 'fr', contents: 'Sommaire', madeAt: new Date(0) });

describe('an organisation’s recap', () => {
  it.each([
    ['one event', 1, 6, 'Très bien'],
    ['five events', 5, 40, 'Une belle journée, merci à toutes et à tous'],
    ['twelve events', 12, 40, 'Très bien'],
    [
      'twelve events with long texts',
      12,
      40,
      'Une très longue réponse, que personne ne lit jusqu’au bout. '.repeat(30),
    ],
    ['twelve events with hostile text', 12, 40, HOSTILE],
  ])('of %s is one page as a PDF, and whole for Word', async (_, events, answers, words) => {
    const outline = recap(events, answers, words);
    const { pdf, docx } = await printed(outline);
    const { numPages } = await getDocument({ data: new Uint8Array(pdf), useSystemFonts: true, verbosity: 0 }).promise;
    expect(numPages).toBe(1);
    const page = await readPdf(pdf);
    expect(page.text).toContain('chiffres sont provisoires');
    expect(page.text).toContain('remercie');
    const word = await readDocx(docx);
    const last = `Question ${Math.ceil(answers / events) - 1}`;
    expect(word.split(last).length).toBeGreaterThan(events);
    if (!page.text.includes(last)) expect(page.text).toContain('suite dans le document Word');
  });
});
