import type { FigureId } from '../features/figures/figure.ts';
import type { Quantity } from '../features/figures/measures.ts';
import type {
  BudgetLine,
  EditionFacts,
  EnteredFigures,
  PreviousFigures,
} from '../features/reports/aggregates/facts.ts';
import { declaredMentions } from '../features/surveys/facts.ts';
import { readQuantity } from '../reading/index.ts';
import type { EditionFile } from './edition-file.ts';
import { playQuestionnaire, readingContext } from './play-questionnaires.ts';

/** Returns what the bot must know at the end of the edition, had it played the file. */
export function factsOfEdition(file: EditionFile): EditionFacts {
  const organisationQuestionnaires = file.organisations.map(({ id }) => {
    const played = file.organisationSheets.find(({ organisation }) => organisation === id);
    const answers =
      played && playQuestionnaire('organisation', id, played.answers, readingContext(file, played.at)).answers;
    return { organisation: id, answers: answers ?? {}, answeredOn: played?.at.slice(0, 10) ?? null };
  });
  const budgetLines: readonly BudgetLine[] = file.entered.budgetLines;
  return {
    edition: { year: file.edition.year, firstDay: file.edition.firstDay, lastDay: file.edition.lastDay },
    organisations: file.organisations.map(({ id, name }) => ({ id, name })),
    events: eventsOf(file),
    eventQuestionnaires: file.events.map(({ id }) => {
      const played = file.eventSheets.find(({ event }) => event === id);
      const answers = played && playQuestionnaire('event', id, played.answers, readingContext(file, played.at)).answers;
      const answeredOn = played?.at.slice(0, 10) ?? null;
      return { event: id, answers: answers ?? {}, answeredOn, countedOn: answers?.attendance ? answeredOn : null };
    }),
    organisationQuestionnaires,
    absenceQuestionnaires: [],
    quotes: [],
    mentions: organisationQuestionnaires.flatMap(({ organisation, answers }) =>
      declaredMentions(organisation, answers),
    ),
    entered: typedFigures(file.entered.figures) satisfies EnteredFigures,
    budgetLines,
    plannedBudgetLines: [],
    expenseLines: [],
    plannedExpenseLines: [],
    launchAttendanceLines: [],
    answersCountedOn: file.entered.answersCountedOn ?? file.survey.closedAt.slice(0, 10),
    latestCountedOn: file.entered.answersCountedOn === undefined ? null : file.survey.closedAt.slice(0, 10),
    claims: file.entered.claims,
    previous: previousOf(file),
  };
}

function eventsOf(file: EditionFile): EditionFacts['events'] {
  const people = new Map(file.people.map(({ id, organisation }) => [id, organisation]));
  const themes = new Map(file.edition.themes.map(({ id, name }) => [id, name]));
  return file.events.map(({ id, title, proposedBy, coOrganisers, day, department, theme }) => ({
    id,
    title,
    organisation: people.get(proposedBy) ?? '',
    coOrganisers,
    status: 'accepted',
    days: [day],
    department,
    theme: themes.get(theme) ?? null,
    accessibility: false,
    price: null,
    intended: null,
  }));
}

function previousOf({ previousEdition }: EditionFile): PreviousFigures | null {
  if (previousEdition === null) return null;
  return { year: previousEdition.year, figures: typedFigures(previousEdition.figures) };
}

/** Reads numbers as a coordinator types them. */
function typedFigures<Id extends FigureId>(
  lines: readonly { readonly figure: Id; readonly typed: string }[],
): Partial<Record<Id, Quantity>> {
  const figures: Partial<Record<Id, Quantity>> = {};
  for (const { figure, typed } of lines) {
    const reading = readQuantity(typed, 'fr');
    if (!reading.ok) throw new Error(`"${typed}" is no number (${figure})`);
    figures[figure] = { value: reading.value, precision: reading.precision };
  }
  return figures;
}
