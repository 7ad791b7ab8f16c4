import type { FigureId } from '../features/figures/figure.ts';
import { aggregate } from '../features/reports/aggregates/aggregate.ts';
import { disclose } from '../features/reports/disclosure/disclose.ts';
import { valueText } from '../features/reports/words.ts';
import { translator } from '../texts/translator.ts';
import type { EditionFile } from './edition-file.ts';
import { factsOfEdition } from './facts-of-edition.ts';

/** The longest text a chapter of the bilan takes, in characters. */
export const LONGEST_CHAPTER = 3_000;

/**
 * Returns the chapters that a coordinator writes in the bilan of the edition, by `chapitre`, in the order in which they
 * are written.
 */
export function coordinatorsWords(file: EditionFile): readonly { readonly chapter: string; readonly text: string }[] {
  return [
    { chapter: 'chapter:essential', text: essential(file) },
    // Readers of the bilan must know what was invented, whichever of its files they open.
    { chapter: 'chapter:method', text: inventedNote(file) },
    ...file.entered.claims.map(({ figure, wording }) => ({ chapter: `claim:${figure}`, text: wording })),
  ];
}

export function inventedNote({ note }: Pick<EditionFile, 'note'>): string {
  return note.join('\n\n');
}

/** Returns "L'essentiel" in a few sentences: facts alone, and nobody's opinion. */
function essential(file: EditionFile): string {
  const t = translator('fr', file.region.timeZone);
  const facts = factsOfEdition(file);
  const { figures } = disclose(aggregate(facts), { surveyOpen: false });
  const value = (id: FigureId) => figures[id].value ?? 0;
  const counted = (count: number, one: string, many: string) =>
    `${t.quantity(count, 'exact')} ${count > 1 ? many : one}`;
  const before = figures.events.previous.value;
  return [
    `${counted(value('events'), 'événement', 'événements')} en ${file.region.name} en novembre ${file.edition.year}${before === null || facts.previous === null ? '' : `, contre ${t.quantity(before, 'exact')} en ${facts.previous.year}`}.`,
    `${counted(value('questionnairesAnswered'), 'questionnaire rempli', 'questionnaires remplis')} sur ${value('questionnairesSent')}, par ${counted(value('respondingOrganisations'), 'structure', 'structures')}.`,
    `Personnes venues : ${valueText(t, figures.participants)}.`,
    ...(figures.eventsWithOfficials.withheld === null
      ? [
          `${counted(value('eventsWithOfficials'), 'événement a accueilli', 'événements ont accueilli')} des élus ou des institutions.`,
        ]
      : []),
  ].join(' ');
}
