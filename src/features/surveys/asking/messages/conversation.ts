import { quotedBack } from '../../../../chat/cut.ts';
import {
  actions,
  type Block,
  button,
  field,
  fields,
  heading,
  type Message,
  message,
  note,
  text,
} from '../../../../chat/message.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { viewAnswersButton } from '../../questionnaires/controls.ts';
import { isCancelled, isPostponed, nextStep } from '../../questionnaires/rules.ts';
import { questionnaireTitle } from '../../questionnaires/words.ts';
import { MINUTES, mainQuestions } from '../../questions/catalogue.ts';
import { dayIn } from '../../questions/day.ts';
import type { Questionnaire, SurveyConversation } from '../../survey.ts';
import { dayAfterDay } from '../../timing.ts';
import { organisationIn } from '../rooms.ts';

export interface OpeningView {
  readonly conversation: SurveyConversation;
  readonly questionnaire: Questionnaire;
  /** Name of the organisation that a coordinator answers for; null for its own members. */
  readonly onBehalfOf: string | null;
  /** The blocks of the question that it shows; empty once the question is asked further down. */
  readonly question: readonly (Block | null)[];
}

/** Builds the first message: what it is about, how long it takes, who reads the answers, and the first question. */
export function openingMessage(
  t: Translator,
  { conversation, questionnaire, onBehalfOf, question }: OpeningView,
): Message {
  const about = [
    heading(questionnaireTitle(t, questionnaire)),
    ...aboutEvent(t, questionnaire),
    text(opens(t, conversation, questionnaire, onBehalfOf)),
    onBehalfOf === null ? null : note(t.text('surveys.open.onBehalf', { organisation: onBehalfOf })),
    questionnaire.survey.closedAt === null ? null : note(t.text('surveys.open.late')),
  ];
  if (questionnaire.declinedAt !== null) {
    return message(
      ...about,
      text(t.text('surveys.decline.done')),
      actions(button(`survey-continue:${conversation.id}`, t.text('surveys.decline.undo'))),
    );
  }
  return message(
    ...about,
    ...question,
    continuesBelow(conversation, questionnaire) ? note(t.text('surveys.open.below')) : null,
    actions(
      organisationIn(conversation.room) !== null &&
        nextStep(questionnaire) !== null &&
        button(`survey-private:${conversation.id}`, t.text('surveys.buttons.private')),
      // Declining is the organisation's own to do.
      questionnaire.entries.length === 0 &&
        onBehalfOf === null &&
        button(`survey-decline:${conversation.id}`, t.text('surveys.buttons.decline')),
    ),
  );
}

/** Says how long it takes, and who can read the answers in this place. */
function opens(
  t: Translator,
  { room }: SurveyConversation,
  questionnaire: Questionnaire,
  onBehalfOf: string | null,
): string {
  const place = organisationIn(room) === null ? 'alone' : 'thread';
  return t.text('surveys.opening', {
    questions: mainQuestions(questionnaire.kind).length,
    minutes: MINUTES[questionnaire.kind],
    readers: t.text(`surveys.readers.${onBehalfOf === null ? place : 'onBehalf'}`, {
      chamber: questionnaire.chamber,
      together: (questionnaire.event?.coOrganisers.length ?? 0) > 0 ? 'yes' : 'no',
    }),
  });
}

/** Returns whether to point out that the next question is further down: on Slack, in a thread that has to be opened. */
function continuesBelow({ deliveryKey, shown, closedAt }: SurveyConversation, questionnaire: Questionnaire): boolean {
  const step = nextStep(questionnaire);
  return (
    closedAt === null && step !== null && questionnaire.entries.length > 0 && shown[step.question.id] !== deliveryKey
  );
}

function aboutEvent(t: Translator, { event, organisation }: Questionnaire): readonly (Block | null)[] {
  if (!event) return [];
  const place = [event.venue, event.municipality].filter((part) => part !== null && part !== '').join(', ');
  return [
    fields(
      field(t.text('surveys.open.date'), t.slots(event.slots)),
      place !== '' && field(t.text('surveys.open.place'), place),
      field(t.text('surveys.open.organisation'), organisation.name),
      event.coOrganisers.length > 0 &&
        field(t.text('surveys.open.coOrganisers'), t.list(event.coOrganisers.map(({ name }) => name))),
    ),
    actions(button(`event-edit:${event.id}`, t.text('surveys.open.correct'))),
  ];
}

/** Says that nothing is left to ask here. `next` is another incomplete questionnaire of theirs, if any. */
export function questionnaireEndMessage(
  t: Translator,
  questionnaire: Questionnaire,
  next: Questionnaire | null,
): Message {
  return message(
    text(ending(t, questionnaire)),
    note(t.text('surveys.end.correct')),
    actions(
      viewAnswersButton(t, questionnaire),
      next &&
        button(
          `survey-open:${next.id}`,
          t.text('surveys.end.next', { title: next.event?.title ?? next.organisation.name }),
          'primary',
        ),
    ),
  );
}

function ending(t: Translator, { answers }: Questionnaire): string {
  if (isCancelled(answers)) return t.text('surveys.end.cancelled');
  if (!isPostponed(answers)) return t.text('surveys.end.complete');
  const day = dayIn(answers.newDay);
  if (day === null) return t.text('surveys.end.postponed');
  return t.text('surveys.end.postponedTo', { when: t.moment(dayAfterDay(day, t.timeZone)) });
}

/** Replaces a question that was asked again further down. */
export function questionMovedMessage(t: Translator): Message {
  return message(note(t.text('surveys.ask.moved')));
}

/**
 * Says that a typed reply arrived after something that its author did later, so it isn't counted: it may have been
 * meant for another question.
 */
export function tooLateMessage(t: Translator, typed: string): Message {
  return message(text(t.text('surveys.ask.tooLate', { typed: quotedBack(typed) })));
}

/** Answers somebody who writes in a conversation where no question waits. */
export function nothingAskedMessage(t: Translator, questionnaire: Questionnaire, typed: string): Message {
  return message(
    text(t.text('surveys.ask.nothing', { typed: quotedBack(typed) })),
    actions(viewAnswersButton(t, questionnaire)),
  );
}
