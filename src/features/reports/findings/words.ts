import { createHash } from 'node:crypto';
import type { Translator } from '../../../texts/translator.ts';
import { figureName } from '../../figures/words.ts';
import { MEDIUMS, type Medium } from '../../surveys/questions/options.ts';
import type { Finding } from './findings.ts';

/** Values that are days, and are worded as dates. */
const DAYS: ReadonlySet<string> = new Set(['day', 'probably', 'firstDay', 'lastDay', 'answeredOn']);

/** Words a finding as a sentence that says what to check. */
export function findingText(t: Translator, finding: Finding): string {
  const { id, kind, figures, values } = finding;
  const told = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      DAYS.has(name) && typeof value === 'string' ? t.day(value) : value,
    ]),
  );
  const names = figures.map((id) => t.text('reports.quoted', { name: figureName(t, id) }));
  const words = { ...told, figures: t.list(names) };
  if (kind === 'coverage-counted-twice') {
    const count = (medium: Medium) => Number(values[medium] ?? 0);
    const items = MEDIUMS.filter((medium) => count(medium) > 0).map((medium) =>
      t.text(`reports.say.medium.${medium}`, { count: count(medium) }),
    );
    return t.text('reports.finding.coverage-counted-twice', { ...words, launch: t.list(items) });
  }
  if (kind === 'date-before-event' && 'title' in values) return t.text('reports.finding.answer-before-event', words);
  if (kind === 'date-before-event' && !('probably' in values))
    return t.text('reports.finding.counted-before-end', words);
  if (id === 'sum-mismatch:expenses' || id === 'sum-mismatch:planned') {
    return t.text(`reports.finding.${id === 'sum-mismatch:planned' ? 'planned' : 'expenses'}-mismatch`, words);
  }
  if (kind === 'share-without-base' && values.most === 0) return t.text('reports.finding.share-without-answers', words);
  return t.text(`reports.finding.${kind}`, words);
}

/** Returns a key that fits into a button's id, whatever the finding is about. */
export function findingKey({ id }: Pick<Finding, 'id'>): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 16);
}
