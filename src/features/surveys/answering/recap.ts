import { localDay } from '../../../dates/index.ts';
import { type Chapter, type Outline, type Part, paragraphPart, subheadingPart } from '../../../documents/outline.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Event } from '../../events/event.ts';
import { askedQuestions } from '../questionnaires/rules.ts';
import { questionText } from '../questionnaires/words.ts';
import { answerText } from '../questions/answers.ts';
import type { Questionnaire } from '../survey.ts';

/** An organisation's events and answers in an edition. */
export interface Recap {
  readonly organisation: string;
  /** The accepted events that it leads or co-organises, by number. */
  readonly events: readonly Event[];
  /** Those that it was asked, begun or not. */
  readonly questionnaires: readonly Questionnaire[];
}

/**
 * Returns the page of an organisation's own events and answers: one chapter for each event, and one for itself. It
 * names the day alone: asked for again on that day with nothing changed, it is the same page, which is stored once.
 */
export function recapOutline(t: Translator, now: Date, { organisation, events, questionnaires }: Recap): Outline {
  const own = questionnaires.find(({ kind }) => kind === 'organisation');
  return {
    title: t.text('surveys.recap.title', { organisation }),
    subtitle: t.text('surveys.recap.when', { day: t.day(localDay(now, t.timeZone)) }),
    notices: [],
    chapters: [
      ...events.map((event) =>
        eventChapter(
          t,
          event,
          questionnaires.find(({ event: about }) => about?.id === event.id),
        ),
      ),
      ...(own ? [{ id: 'organisation', title: t.text('surveys.recap.own'), parts: answerParts(t, own) }] : []),
    ],
  };
}

function eventChapter(t: Translator, event: Event, questionnaire: Questionnaire | undefined): Chapter {
  const { number, title, slots, venue, municipality, coOrganisers } = event;
  const about = [t.slots(slots), venue, municipality, t.list(coOrganisers.map(({ name }) => name))];
  return {
    id: `event-${number}`,
    title,
    parts: [
      paragraphPart(about.filter((one) => one !== null && one !== '').join(' · ')),
      ...(questionnaire ? answerParts(t, questionnaire) : []),
    ],
  };
}

function answerParts(t: Translator, questionnaire: Questionnaire): readonly Part[] {
  const parts = answerLines(t, questionnaire).flatMap(({ question, answer }) => [
    subheadingPart(question),
    paragraphPart(answer),
  ]);
  return parts.length > 0 ? parts : [paragraphPart(t.text('surveys.view.none'))];
}

/** Words what was answered in a questionnaire, in the order of its questions. */
export function answerLines(
  t: Translator,
  questionnaire: Questionnaire,
): readonly { readonly question: string; readonly answer: string }[] {
  const { kind, answers } = questionnaire;
  return askedQuestions(kind, answers).flatMap((question) => {
    const value = answers[question.id];
    if (value === undefined) return [];
    return [{ question: questionText(t, question, questionnaire), answer: answerText(t, value) }];
  });
}
