import { z } from 'zod';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { editionById, latestEdition } from '../../editions/queries.ts';
import { eventById } from '../../events/queries.ts';
import type { FigureEntry } from '../../figures/entered-figure.ts';
import type { EnterableFigure } from '../../figures/entries.ts';
import { isEnteredFigureId } from '../../figures/figure.ts';
import type { Quantity } from '../../figures/measures.ts';
import { enterFigure } from '../../figures/operations.ts';
import { findingWithKey } from '../operations.ts';
import { reportContent } from '../queries.ts';
import { entryOf } from './corrections.ts';
import type { Finding } from './findings.ts';
import { findingKey } from './words.ts';

const aboutFinding = { editionId: z.uuid(), key: z.string() };

interface FindingFigure {
  readonly finding: Finding;
  readonly entry: EnterableFigure;
  /** The present value, as a form shows it; null where there is none. */
  readonly now: string | null;
}

async function figureOf(
  scope: Scope,
  given: { readonly editionId: string; readonly key: string },
): Promise<FindingFigure & { readonly year: number }> {
  const { content, finding } = await findingWithKey(scope, given);
  const entry = entryOf(finding);
  if (entry === null) throw new UserError('reports.errors.findingGone');
  const { facts, edition } = content;
  const now = isEnteredFigureId(entry) ? enteredText(facts.entered[entry]) : facts.answersCountedOn;
  return { finding, entry, now, year: edition.year };
}

/** Returns a number as it may be typed again, in either language. */
function enteredText(entered: Quantity | undefined): string | null {
  if (!entered) return null;
  const value = String(entered.value).replace('.', ',');
  if (entered.precision === 'exact') return value;
  return entered.precision === 'at_least' ? `> ${value}` : `~ ${value}`;
}

/** Returns the figure that a finding is about, which a coordinator entered. */
export const viewFindingFigure = operation({
  name: 'reports.viewFindingFigure',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object(aboutFinding),
  run: async (scope, given): Promise<FindingFigure> => figureOf(scope, given),
});

/**
 * Returns the findings about an event's dates after the event was changed; `still` is null when the finding is gone.
 */
export const viewEventFinding = operation({
  name: 'reports.viewEventFinding',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({ eventId: z.uuid() }),
  async run(scope, { eventId }): Promise<{ readonly editionId: string; readonly still: Finding | null }> {
    const event = await eventById(scope, eventId);
    const edition = event && (await editionById(scope, event.editionId));
    if (!edition) throw new UserError('common.errors.notFound');
    const { findings } = await reportContent(scope, edition);
    return {
      editionId: edition.id,
      still: findings.find(({ id }) => id === `date-outside-edition:${eventId}`) ?? null,
    };
  },
});

/** Corrects that figure. Returns the entered value and the finding after it; null when the finding is gone. */
export const correctFindingFigure = operation({
  name: 'reports.correctFindingFigure',
  who: 'coordinator',
  journal: { within: ['tallies.journal.entered'] },
  input: z.object({ ...aboutFinding, value: z.string() }),
  async run(scope, { value, ...about }): Promise<FigureEntry & { readonly still: Finding | null }> {
    const { entry, finding, year } = await figureOf(scope, about);
    const latest = (await latestEdition(scope)).year === year;
    const entered = await enterFigure.run(scope, { entry, value, ...(latest ? {} : { year: String(year) }) });
    const { findings } = await reportContent(scope, entered.edition);
    const still = findings.find((one) => findingKey(one) === findingKey(finding)) ?? null;
    return { ...entered, still };
  },
});
