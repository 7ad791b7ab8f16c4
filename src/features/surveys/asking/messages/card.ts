import {
  actions,
  type Block,
  button,
  type Control,
  field,
  fields,
  heading,
  type Message,
  message,
  note,
  select,
  text,
} from '../../../../chat/message.ts';
import { helloTo } from '../../../../reading/index.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { isOnProgramme } from '../../questionnaires/answerable.ts';
import { questionOptions, recapButton, viewAnswersButton } from '../../questionnaires/controls.ts';
import type { KnownFact } from '../../questionnaires/known.ts';
import { askedQuestions, isAnswered, isCancelled, isPostponed, nextStep } from '../../questionnaires/rules.ts';
import { questionnaireTitle, waitingName } from '../../questionnaires/words.ts';
import {
  hasForm,
  MINUTES,
  mainQuestions,
  type Question,
  type QuestionnaireKind,
  questionOf,
} from '../../questions/catalogue.ts';
import { daysIn } from '../../questions/day.ts';
import type { Questionnaire, SurveyConversation } from '../../survey.ts';
import { dayAfterDay } from '../../timing.ts';
import { organisationIn, placeNameOf } from '../rooms.ts';
import { type AnswersView, answeredLine, questionBlocks } from './question.ts';
import { quoteBlocks } from './quote.ts';

/** The one message in which a questionnaire is answered, edited as the answers come. */
export interface CardView extends AnswersView {
  /** Name of the organisation that a coordinator answers for; null for its own members. */
  readonly onBehalfOf: string | null;
  /** Further questionnaires that this card asks for. */
  readonly alsoAsked: readonly AlsoAsked[];
  /** True where its conversation has ended and somebody goes on with the questionnaire in private. */
  readonly askedInPrivate: boolean;
  /** True where it has ended and whoever answered there answers for none of the event's organisations any more. */
  readonly isOutside: boolean;
  /** Says why the last reply couldn't be read; null when it could. */
  readonly problem: string | null;
  /** The people to thank for each answer, once everything is answered; null before. */
  readonly thanks: Thanks | null;
  /** The question below an optional one that waits, with what is known about it; null where none is. */
  readonly below: { readonly question: Question; readonly known: KnownFact | null } | null;
  /** Another incomplete questionnaire of theirs, offered once this one is complete or declined. */
  readonly next: Questionnaire | null;
}

/** A further questionnaire that a card asks for, and the name under which it waits. */
export interface AlsoAsked {
  readonly id: string;
  readonly title: string;
}

/** The deed that somebody is thanked for. */
export interface Thanks {
  /** Null where several people answer, or somebody for others. */
  readonly firstName: string | null;
  /** 14 when it was the fourteenth that was complete. */
  readonly place: number;
  /** The number of its kind that were asked. */
  readonly asked: number;
}

/** Builds the card: what it is about, the last answers, and the question that waits or the thanks. */
export function cardMessage(t: Translator, view: CardView): Message {
  const { conversation, questionnaire, onBehalfOf } = view;
  const pointless = view.isOutside ? t.text('surveys.end.outside') : pointlessText(t, questionnaire);
  if (pointless !== null) {
    return message(heading(questionnaireTitle(t, questionnaire)), text(pointless), ...insteadBlocks(t, view));
  }
  if (questionnaire.declinedAt !== null) {
    return message(
      heading(questionnaireTitle(t, questionnaire)),
      alsoAskedBlock(t, view),
      text(t.text('surveys.decline.done')),
      actions(nextButton(t, view), button(`survey-continue:${conversation.id}`, t.text('surveys.decline.undo'))),
    );
  }
  const answered = answeredQuestions(questionnaire).filter(({ id }) => id !== conversation.question);
  const begun = questionnaire.entries.length > 0;
  const begunHere = isBegunIn(conversation, questionnaire);
  return message(
    heading(questionnaireTitle(t, questionnaire)),
    ...(begunHere ? [] : aboutEvent(t, questionnaire)),
    begunHere ? null : text(opens(t, view)),
    asides(t, view),
    alsoAskedBlock(t, view),
    ...collapsed(t, view, answered),
    view.problem === null ? null : text(view.problem),
    ...waiting(t, view),
    ...(onBehalfOf === null ? quoteBlocks(t, conversation, questionnaire) : []),
    actions(
      organisationIn(conversation.room) !== null &&
        nextStep(questionnaire) !== null &&
        conversation.closedAt === null &&
        button(`survey-private:${conversation.id}`, t.text('surveys.buttons.private')),
      conversation.question !== null &&
        nextStep(questionnaire) !== null &&
        hasForm(questionnaire.kind) &&
        button(`survey-all-${questionnaire.kind}:${conversation.id}`, t.text('surveys.buttons.all')),
      conversation.question !== null &&
        onBehalfOf === null &&
        button(`survey-ask:${conversation.id}/${conversation.question}`, t.text('surveys.buttons.ask')),
      // Declining is the organisation's own to do.
      !begun && onBehalfOf === null && button(`survey-decline:${conversation.id}`, t.text('surveys.buttons.decline')),
    ),
    actions(
      answered.length > 0 &&
        select(
          `survey-correct-one:${conversation.id}`,
          t.text('surveys.view.correct'),
          questionOptions(t, questionnaire, answered),
        ),
    ),
  );
}

/** Says why nothing is to be answered any more, though not all is; null where that isn't so. */
function pointlessText(t: Translator, questionnaire: Questionnaire): string | null {
  const { superseded, kind, event, askedAt } = questionnaire;
  if (superseded) return t.text(kind === 'absence' ? 'surveys.end.superseded' : 'surveys.end.setAside');
  if (event === null || nextStep(questionnaire) === null) return null;
  if (isOnProgramme(event)) {
    if (askedAt !== null) return null;
    return event.status === 'POSTPONED'
      ? t.text('surveys.end.putOff')
      : t.text('surveys.end.moved', { count: event.slots.length });
  }
  return t.text(event.status === 'CANCELLED' ? 'surveys.end.calledOff' : 'surveys.end.withdrawn');
}

/** Returns whether its readers have answered in this place: then they were told who reads along there. */
function isBegunIn(conversation: SurveyConversation, { entries }: Questionnaire): boolean {
  const here = entries.filter(({ givenIn }) => givenIn === placeNameOf(conversation));
  return here.some(({ by }) => organisationIn(conversation.room) !== null || by === conversation.personId);
}

function answeredQuestions({ kind, answers }: Questionnaire): readonly Question[] {
  return askedQuestions(kind, answers).filter((question) => isAnswered(question, answers));
}

function asides(t: Translator, { onBehalfOf, questionnaire }: CardView): Block | null {
  const said = [
    ...(onBehalfOf === null ? [] : [t.text('surveys.open.onBehalf', { organisation: onBehalfOf })]),
    ...(questionnaire.survey.closedAt === null ? [] : [t.text('surveys.open.late')]),
  ];
  return said.length === 0 ? null : note(said.join('\n'));
}

function alsoAskedBlock(t: Translator, { alsoAsked }: CardView): Block | null {
  if (alsoAsked.length === 0) return null;
  return text(t.text('surveys.open.also', namedTogether(t, alsoAsked)));
}

/** Leads to what the card also asks for where nothing is to be answered in it, and so nothing ends in it that would lead there. */
function insteadBlocks(t: Translator, { alsoAsked }: CardView): readonly (Block | null)[] {
  const [first] = alsoAsked;
  if (!first) return [];
  const next = button(`survey-open:${first.id}`, t.text('surveys.end.next', { title: first.title }), 'primary');
  return [text(t.text('surveys.open.instead', namedTogether(t, alsoAsked))), actions(next)];
}

function namedTogether(t: Translator, alsoAsked: readonly AlsoAsked[]) {
  return { count: alsoAsked.length, titles: t.list(alsoAsked.map(({ title }) => title)) };
}

/** The most answers that are shown above the question; the list to correct one has all of them. */
const MOST_SHOWN = 4;

function collapsed(t: Translator, view: CardView, answered: readonly Question[]): readonly Block[] {
  const last = answered.slice(-MOST_SHOWN);
  const more = answered.length - last.length;
  return [
    ...(more === 0 ? [] : [note(t.text('surveys.card.more', { count: more }))]),
    ...(last.length === 0 ? [] : [text(last.map((question) => answeredLine(t, view, question)).join('\n'))]),
  ];
}

/** Shows what comes now: the question that waits, what keeps it from waiting here, or that all is answered. */
function waiting(t: Translator, view: CardView): readonly (Block | null)[] {
  const { conversation, questionnaire } = view;
  if (conversation.question !== null) {
    return [
      ...questionBlocks(t, view, questionOf(conversation.question)),
      ...(view.below === null
        ? []
        : [
            note(t.text('surveys.ask.below')),
            // A typed message answers the question above.
            ...questionBlocks(t, { ...view, known: view.below.known }, view.below.question).filter(
              (block) => !(block?.kind === 'note' && block.typing),
            ),
          ]),
    ];
  }
  if (nextStep(questionnaire) === null) {
    return [
      text(ending(t, view)),
      actions(viewAnswersButton(t, questionnaire), recapButton(t, questionnaire), nextButton(t, view)),
    ];
  }
  if (conversation.closedAt !== null && view.askedInPrivate) return [note(t.text('surveys.private.moved'))];
  return [actions(button(`survey-continue:${conversation.id}`, t.text('surveys.buttons.continue'), 'primary'))];
}

function nextButton(t: Translator, { next }: CardView): Control | null {
  if (next === null) return null;
  return button(`survey-open:${next.id}`, t.text('surveys.end.next', { title: waitingName(t, next) }), 'primary');
}

function ending(t: Translator, { questionnaire: { answers, kind }, thanks }: CardView): string {
  if (isCancelled(answers)) return t.text('surveys.end.cancelled');
  if (!isPostponed(answers)) {
    return thanks === null
      ? t.text('surveys.end.complete')
      : `${thanksText(t, kind, thanks)} ${t.text('surveys.end.recorded')}`;
  }
  const days = daysIn(answers.newDay);
  if (days === null) return t.text('surveys.end.postponed');
  return t.text('surveys.end.postponedTo', { when: t.moment(dayAfterDay(days.last, t.timeZone)) });
}

/** Words "Merci Olive, vous êtes la 14e réponse complète, sur 22 structures interrogées." */
function thanksText(t: Translator, kind: QuestionnaireKind, { firstName, place, asked }: Thanks): string {
  const counted = { place, base: t.text(`surveys.end.base.${kind}`, { count: asked }) };
  if (firstName === null) return t.text('surveys.end.thanksAll', counted);
  return t.text('surveys.end.thanksTo', { ...counted, name: firstName });
}

/** Greets who is asked, and says how long it takes, and who can read the answers in this place. */
function opens(t: Translator, { conversation, questionnaire, onBehalfOf, shared, names }: CardView): string {
  const place = organisationIn(conversation.room) === null ? 'alone' : 'thread';
  const name = shared ? null : (names.get(conversation.personId) ?? null);
  const hello = name === null ? t.text('common.helloAll') : helloTo(t, name);
  const opening = t.text('surveys.opening', {
    questions: mainQuestions(questionnaire.kind).length,
    minutes: MINUTES[questionnaire.kind],
    readers: t.text(`surveys.readers.${onBehalfOf === null ? place : 'onBehalf'}`, {
      chamber: questionnaire.chamber,
      together: (questionnaire.event?.coOrganisers.length ?? 0) > 0 ? 'yes' : 'no',
    }),
  });
  // Whoever answers for others has asked for it.
  return onBehalfOf === null ? `${hello} ${opening}` : opening;
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
