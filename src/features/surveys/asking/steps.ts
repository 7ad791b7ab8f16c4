import { directory } from '../../../access/contacts/directory-store.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import type { Message } from '../../../chat/message.ts';
import { editUnder, tellPerson, wordsForHolder } from '../../../delivery/outbox/index.ts';
import { doneOf, scheduleAgain } from '../../../schedule/due.ts';
import { type DueHandler, inSets } from '../../../schedule/handlers.ts';
import type { Translator } from '../../../texts/translator.ts';
import { surveyStore } from '../store.ts';
import type { Survey } from '../survey.ts';

/** The most questionnaires that are asked, or people that are reminded, in one transaction, so that it holds nobody up. */
export const SURVEY_STEP = 20;

/** The progress of work for many that is done step by step. */
export interface StepsDone {
  readonly done: number;
  readonly all: number;
  /** True where the rest isn't done any more, because the survey was closed. */
  readonly isOver: boolean;
}

/** Something that is done in a survey for many, step by step. */
export interface ManySteps {
  /** The kind of the due items of what isn't done in the first step. */
  readonly kind: string;
  /** The beginning of the keys of messages that show how far it has come. */
  readonly shown: string;
  readonly words: (t: Translator, steps: StepsDone) => Message;
}

/** Begins the subjects of one run's due items, and ends the prefix of the keys of the messages that show how far it has come. */
const runOf = (survey: Pick<Survey, 'id'>, { now }: RegionScope): string => `${survey.id}:${now.getTime()}:`;

/**
 * Does something for the first of many, and notes that the others follow at the next ticks, step by step, whatever stops the process
 * in between. Returns how many follow.
 */
export async function firstStep(
  scope: RegionScope,
  { kind }: Pick<ManySteps, 'kind'>,
  survey: Pick<Survey, 'id'>,
  ids: readonly string[],
  does: (first: readonly string[]) => Promise<void>,
): Promise<number> {
  await does(ids.slice(0, SURVEY_STEP));
  const others = ids.slice(SURVEY_STEP);
  await scheduleAgain(
    scope,
    kind,
    others.map((id) => runOf(survey, scope) + id),
  );
  return others.length;
}

/** Shows whoever began it, in a private message, how far it has come, where some follow. */
export async function showFirstStep(
  scope: Scope,
  { shown, words }: ManySteps,
  survey: Pick<Survey, 'id'>,
  following: number,
): Promise<void> {
  const reader = following > 0 ? await directory(scope).acting(scope.actor) : null;
  if (!reader) return;
  await tellPerson(scope, reader, {
    key: shown + runOf(survey, scope) + reader.personId,
    words: (t) => words(t, { done: SURVEY_STEP, all: SURVEY_STEP + following, isOver: false }),
    consent: { asked: 'own-request' },
    readAs: ['coordinator'],
  });
}

/** Makes the handler of what follows the first step: `does` is given the ids of one run, while its survey is open. */
export function furtherSteps(
  { kind, shown, words }: ManySteps,
  does: (scope: RegionScope, survey: Survey, ids: readonly string[]) => Promise<void>,
): DueHandler {
  return inSets(SURVEY_STEP, async (scope, subjects) => {
    for (const [run, ids] of byRun(subjects)) {
      const survey = await surveyStore(scope).byId(run.split(':')[0] ?? '');
      const isOver = survey?.closedAt !== null;
      if (survey && !isOver) await does(scope, survey, ids);
      const { done, all } = await doneOf(scope, kind, run);
      const prefix = shown + run;
      await editUnder(scope, prefix, async (key) =>
        words(await wordsForHolder(scope, key.slice(prefix.length)), {
          done: SURVEY_STEP + done,
          all: SURVEY_STEP + all,
          isOver,
        }),
      );
    }
  });
}

/** Puts subjects of the form `<survey>:<id>` together by survey. */
export function bySurvey(subjects: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const subject of subjects) {
    const [surveyId = '', id = ''] = subject.split(':');
    found.set(surveyId, [...(found.get(surveyId) ?? []), id]);
  }
  return found;
}

function byRun(subjects: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const subject of subjects) {
    const [surveyId = '', run = '', id = ''] = subject.split(':');
    const key = `${surveyId}:${run}:`;
    found.set(key, [...(found.get(key) ?? []), id]);
  }
  return found;
}
