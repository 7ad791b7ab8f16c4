import { cut } from '../../../../chat/cut.ts';
import { actions, type Block, button, note, text } from '../../../../chat/message.ts';
import { localDay } from '../../../../dates/index.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { confirmedBy, type KnownFact, printOf } from '../../questionnaires/known.ts';
import { currentStep, isAnswered } from '../../questionnaires/rules.ts';
import { givenText, questionText } from '../../questionnaires/words.ts';
import { answerText, ownAnswer } from '../../questions/answers.ts';
import type { Question } from '../../questions/catalogue.ts';
import { SURVEY_ACTIONS } from '../../questions/controls.ts';
import { questionKindOf } from '../../questions/kinds.ts';
import type { Questionnaire, SurveyConversation } from '../../survey.ts';
import { seenIn } from '../rooms.ts';

/** The answers of a questionnaire as they are seen in a conversation. */
export interface AnswersView {
  readonly conversation: SurveyConversation;
  readonly questionnaire: Questionnaire;
  /** Names of those who answered, by person id. */
  readonly names: ReadonlyMap<string, string>;
  /** True when several people answer there. */
  readonly shared: boolean;
  /** The answer that is already known to the question that waits; null when none is. */
  readonly known: KnownFact | null;
}

/**
 * Shows the question that waits, with its controls. A question that is answered already is open to be corrected. The
 * controls carry the version of the message they stand in, so that those of an older one are known.
 */
export function questionBlocks(
  t: Translator,
  { conversation, questionnaire, known }: AnswersView,
  question: Question,
): readonly (Block | null)[] {
  const correcting = isAnswered(question, questionnaire.answers);
  const seen = seenIn(conversation, questionnaire, question);
  const step = currentStep(seen, question);
  const value = seen.answers[question.id] ?? null;
  const kind = questionKindOf(question);
  const key = `${conversation.id}/${question.id}.${conversation.version}`;
  return [
    note(t.text('surveys.number', { number: step.number, of: step.of })),
    text(questionText(t, question, questionnaire)),
    ...(known === null ? [] : knownBlocks(t, known, { key, question, confirms: !correcting })),
    ...(step.soFar === null ? [] : (kind.begun?.(t, step.soFar) ?? [])),
    correcting && value !== null && !kind.showsAnswer
      ? note(t.text('surveys.ask.now', { answer: answerText(t, value) }))
      : null,
    ...kind.controls(t, { key, step, held: ownAnswer(question, value) }),
    correcting ? actions(button(`survey-keep-answer:${key}`, t.text('common.cancel'))) : null,
  ];
}

/** Shows what is known, with a button to confirm it where that answers the question; nothing is chosen beforehand. */
function knownBlocks(
  t: Translator,
  known: KnownFact,
  { key, question, confirms }: { readonly key: string; readonly question: Question; readonly confirms: boolean },
): readonly (Block | null)[] {
  const may = confirms && confirmedBy(question.id, known).length > 0;
  return [
    note(knownText(t, known, question)),
    may ? actions(button(`${SURVEY_ACTIONS.confirm}:${key}/${printOf(known)}`, t.text('surveys.known.confirm'))) : null,
  ];
}

/** Words what is known: "Vous avez relayé 3 annonces sur 5, la plus lue à environ 150 personnes." */
function knownText(t: Translator, known: KnownFact, question: Question): string {
  switch (known.kind) {
    case 'kitReceived':
      return t.text('surveys.known.kitReceived', { day: t.day(localDay(known.at, t.timeZone)) });
    case 'kitUnconfirmed':
      return t.text('surveys.known.kitUnconfirmed');
    case 'kitNeverSent':
      return t.text(question.id === 'logo' ? 'surveys.known.logoNeverSent' : 'surveys.known.kitNeverSent');
    case 'officialsInvited':
      return t.text('surveys.known.officialsInvited', { invited: known.invited });
    case 'relayed': {
      const { relayed, of, reach } = known;
      if (reach === null) return t.text('surveys.known.relayed', { relayed, of });
      const people = t.quantity(reach.value, reach.precision);
      return t.text('surveys.known.relayedTo', { relayed, of, people });
    }
  }
}

/** The most units of an answered question that are shown above the one that waits. */
const LONGEST_LINE = 240;

/** Words an answered question briefly, with who answered unless it can only have been the reader. */
export function answeredLine(t: Translator, view: AnswersView, question: Question): string {
  const { conversation, questionnaire, names, shared } = view;
  const line = cut(visibleAnswerText(t, conversation, question, questionnaire), LONGEST_LINE);
  const entry = questionnaire.entries.find((one) => one.question === question.id);
  if (!entry || (entry.by === conversation.personId && !shared)) return line;
  return `${line}\n${whoAnswered(t, entry, names)}`;
}

/** Words a question with its answer, or without it when the answer mustn't be shown here. */
export function visibleAnswerText(
  t: Translator,
  conversation: SurveyConversation,
  question: Question,
  questionnaire: Questionnaire,
): string {
  if (seenIn(conversation, questionnaire, question) === questionnaire) return givenText(t, question, questionnaire);
  const answer = t.text('surveys.answer.elsewhere');
  return t.text('surveys.answer.given', { question: questionText(t, question, questionnaire), answer });
}

export function whoAnswered(
  t: Translator,
  entry: { readonly by: string; readonly at: Date; readonly onBehalf: boolean; readonly late: boolean },
  names: ReadonlyMap<string, string>,
): string {
  const name = names.get(entry.by) ?? t.text('surveys.answer.someone');
  const who = t.text(entry.onBehalf ? 'surveys.answer.onBehalf' : 'surveys.answer.by', {
    name,
    when: t.moment(entry.at, 'short'),
  });
  return entry.late ? `${who} · ${t.text('surveys.answer.late')}` : who;
}
