import { z } from 'zod';
import { longTextField, textField } from '../../chat/form.ts';
import type { RegionFile } from './from-files/open-file.ts';
import { regionKey } from './from-files/region.ts';

/** Somebody's words about a region, by the names of the form's fields. */
export type Told = Readonly<Record<string, string>>;

/** The year of an edition, typed as an option. */
export const yearField = textField({
  label: 'tallies.form.year',
  option: { fr: 'annee', en: 'year' },
  max: 4,
  hidden: true,
}).optional();

const figure = (label: string) => textField({ label, hint: 'nation.form.numberHint', max: 40 }).optional();

/** The main figures of a region without a bot. A field is named after its column, with '_' for '.'. */
export const regionForm = z.object({
  year: yearField,
  region: textField({ label: 'nation.form.region', option: { fr: 'region', en: 'region' }, max: 200 }),
  departments: textField({
    label: 'nation.form.departments',
    hint: 'nation.form.departmentsHint',
    max: 200,
  }).optional(),
  events: figure('reports.figure.events'),
  events_previous: figure('nation.form.eventsBefore'),
  participants: figure('reports.figure.participants'),
  posters: figure('reports.figure.posters'),
  programmesPrinted: figure('reports.figure.programmesPrinted'),
  media_press: figure('nation.form.press'),
  media_radio: figure('nation.form.radio'),
  media_tv: figure('nation.form.tv'),
  media_web: figure('nation.form.web'),
  budget: figure('reports.figure.budget'),
  budget_own: figure('nation.form.own'),
  budget_external: figure('nation.form.external'),
  ideas: longTextField({ label: 'nation.form.ideas', max: 2_000 }).optional(),
});

/** Returns the slot of a region that is told of by a form. */
export function formSlot(told: Told): string {
  return `form:${regionKey(told.region ?? '')}`;
}

/** Returns the table's column that a field of the form fills. */
export function columnOf(field: string): string {
  return field.replace('_', '.');
}

/** Returns what was told as a table of one line: it is read and counted like any other. */
export function formTable(year: number, { year: _, ...told }: Told): string {
  const cells = Object.entries({ ...told, year: String(year) });
  const line = (words: readonly string[]) => words.map((word) => `"${word.replaceAll('"', '""')}"`).join(';');
  return [line(cells.map(([name]) => columnOf(name))), line(cells.map(([, value]) => value))].join('\n');
}

/** Returns that table as a file. */
export function formFile(year: number, told: Told): RegionFile {
  const slug = regionKey(told.region ?? '')
    .replaceAll(' ', '-')
    .slice(0, 80);
  return { name: `${slug || 'region'}.csv`, bytes: Buffer.from(formTable(year, told)) };
}
