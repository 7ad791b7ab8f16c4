import { actions, button, heading, list, type Message, message, note, select, text } from '../../../../chat/message.ts';
import { alphabetical } from '../../../../reading/index.ts';
import { besideEachOther } from '../../../../texts/isolate.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { MOST_BUTTONS, questionnaireOptions } from '../../questionnaires/controls.ts';
import { leftOf, questionnaireTitle } from '../../questionnaires/words.ts';
import type { Questionnaire } from '../../survey.ts';
import type { CallToMake } from '../calls.ts';

/** Lists whom to telephone; one of them opens with what can be done about it. A single one opens at once. */
export function callListMessage(t: Translator, given: readonly CallToMake[]): Message {
  const calls = alphabetical(t.locale, given, ({ organisation }) => organisation.name);
  const [only, ...others] = calls;
  if (!only) return message(text(t.text('surveys.calls.none')));
  if (others.length === 0) return callMessage(t, only);
  const options = calls.map((call) => ({ value: call.organisation.id, label: call.organisation.name }));
  return message(
    heading(t.text('surveys.calls.title')),
    list(calls.map((call) => callLine(t, call))),
    actions(select('survey-call:', t.text('surveys.calls.choose'), options)),
  );
}

/** Shows one call to make: who, how, about what; with buttons for having called and for entering what was said. */
export function callMessage(t: Translator, call: CallToMake): Message {
  const { organisation, questionnaires, called } = call;
  return message(
    heading(t.text('surveys.calls.one', { organisation: organisation.name })),
    text(besideEachOther([whom(t, call), ...ways(t, call)])),
    list(questionnaires.map((questionnaire) => missingIn(t, questionnaire))),
    called && note(calledText(t, called)),
    actions(button(`survey-called:${organisation.id}`, t.text('surveys.calls.called'), 'primary')),
    actions(...enterControls(t, questionnaires)),
  );
}

/** Says that an organisation that was on the list needn't be called any more. */
export function nothingToCallMessage(t: Translator): Message {
  return message(text(t.text('surveys.calls.answered')));
}

function enterControls(t: Translator, questionnaires: readonly Questionnaire[]) {
  if (questionnaires.length > MOST_BUTTONS)
    return [select('survey-enter:', t.text('surveys.calls.enter'), questionnaireOptions(t, questionnaires))];
  return questionnaires.map((questionnaire) =>
    button(
      `survey-open:${questionnaire.id}`,
      t.text('surveys.calls.enterFor', {
        count: questionnaires.length,
        title: questionnaire.event?.title ?? questionnaire.organisation.name,
      }),
    ),
  );
}

function callLine(t: Translator, call: CallToMake): string {
  const missing = call.questionnaires.map((questionnaire) => missingIn(t, questionnaire));
  const called = call.called ? [calledText(t, call.called)] : [];
  return besideEachOther([call.organisation.name, whom(t, call), ...ways(t, call), ...missing, ...called]);
}

/** Words what is missing in a questionnaire: all of it, or how many questions. */
function missingIn(t: Translator, questionnaire: Questionnaire): string {
  const title = questionnaireTitle(t, questionnaire);
  if (questionnaire.entries.length === 0) return t.text('surveys.calls.missing', { title });
  return t.text('surveys.calls.begun', { title, questions: leftOf(questionnaire).questions });
}

function whom(t: Translator, { people, unwilling }: CallToMake): string {
  const named = alphabetical(t.locale, people, ({ name }) => name).map(({ personId, name }) =>
    unwilling.has(personId) ? t.text('surveys.calls.unwilling', { name }) : name,
  );
  return named.length > 0 ? t.list(named) : t.text('surveys.calls.nobody');
}

function ways(t: Translator, { contacts }: CallToMake): readonly string[] {
  return contacts.map((contact) => t.text('surveys.calls.contact', { contact }));
}

function calledText(t: Translator, { name, at }: NonNullable<CallToMake['called']>): string {
  const when = t.moment(at, 'short');
  return t.text('surveys.calls.calledBy', { name: name ?? t.text('surveys.answer.someone'), when });
}
