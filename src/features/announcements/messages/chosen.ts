import { traitsOf } from '../../../platforms/registered.ts';
import { departmentLabel } from '../../../reading/index.ts';
import { besideEachOther } from '../../../texts/isolate.ts';
import type { Translator } from '../../../texts/translator.ts';
import { audienceRoles, type Criterion, criteria } from '../audience.ts';
import type { Composing } from '../composing.ts';

/** Words the chosen audience: "Somme (80) · thème Alimentation · n'a pas pris le kit". */
export function audienceText(t: Translator, { announcement: { audience }, names, limited }: Composing): string {
  const chosen = criteria.flatMap((criterion) => {
    const values = chosenNames(t, criterion, audience[criterion], names);
    if (values.length === 0) return [];
    // All chosen situations have to hold; of any other criterion one value is enough.
    return criterion === 'situations'
      ? values
      : [t.text(`announcements.criterion.${criterion}.chosen`, { values: t.list(values) })];
  });
  if (chosen.length > 0) return besideEachOther(chosen);
  return t.text(limited ? 'announcements.audience.department' : 'announcements.audience.all');
}

/** The most names that are spelt out; the others are counted. */
const NAMES = 8;

export function chosenNames(
  t: Translator,
  criterion: Criterion,
  values: readonly string[],
  names: ReadonlyMap<string, string>,
): readonly string[] {
  const shown = values.slice(0, NAMES).map((value) => valueName(t, criterion, value, names));
  const more = values.length - shown.length;
  return more > 0 ? [...shown, t.text('announcements.state.others', { count: more })] : shown;
}

function valueName(t: Translator, criterion: Criterion, value: string, names: ReadonlyMap<string, string>): string {
  if (criterion === 'departments') return departmentLabel(value);
  if (criterion === 'roles') return t.text(`announcements.role.${roleOf(value)}`);
  if (criterion === 'situations') return t.text(`announcements.situation.${value === 'noKit' ? 'noKit' : 'noAnswer'}`);
  if (criterion === 'platforms') return traitsOf(value).title;
  return names.get(value) ?? t.text('announcements.audience.gone');
}

const roleOf = (value: string) => audienceRoles.find((role) => role === value) ?? 'organiser';
