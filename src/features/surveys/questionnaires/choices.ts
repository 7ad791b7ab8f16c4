import type { Option } from '../../../chat/message.ts';
import { alphabetical } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Questionnaire } from '../survey.ts';

/** Questionnaires to choose from, as a reader looks them up: by the names that stand there, then by whose they are. */
export function questionnaireOptions(t: Translator, questionnaires: readonly Questionnaire[]): readonly Option[] {
  const options = questionnaires.map(({ id, event, organisation }) => ({
    value: id,
    label: event?.title ?? organisation.name,
    description: event ? organisation.name : t.text('surveys.open.organisation'),
  }));
  const byOwner = alphabetical(t.locale, options, ({ description }) => description);
  return alphabetical(t.locale, byOwner, ({ label }) => label);
}
