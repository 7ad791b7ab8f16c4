import type { Option } from '../../../chat/message.ts';
import { alphabetical } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { AskedSheet } from '../survey.ts';

/** Sheets to choose from, as a reader looks them up: by the names that stand there, then by whose they are. */
export function sheetOptions(t: Translator, sheets: readonly AskedSheet[]): readonly Option[] {
  const options = sheets.map(({ id, event, organisation }) => ({
    value: id,
    label: event?.title ?? organisation.name,
    description: event ? organisation.name : t.text('surveys.open.organisation'),
  }));
  const byOwner = alphabetical(t.locale, options, ({ description }) => description);
  return alphabetical(t.locale, byOwner, ({ label }) => label);
}
