import { surveyCommands } from '../../../commands/questionnaire.ts';
import type { Feature } from '../../feature.ts';
import { answeringActions } from './answering/actions.ts';
import { awaitingSurveyReplies, expectingAnswers } from './answering/awaiting.ts';
import { answerOperations } from './answering/operations/answer.ts';
import type { AnswerSavedHook } from './answering/save-answer.ts';
import { reopenLost } from './asking/reopen-lost.ts';
import { questionnairesInThread } from './asking/thread-waits.ts';
import { coordinationActions } from './coordination/actions.ts';
import { runOperations, type SurveyChangedHook } from './coordination/operations/run-survey.ts';
import { PROPOSE_LAUNCH } from './due-kinds.ts';
import { surveyJobs } from './jobs.ts';
import { surveyListeners } from './listeners.ts';
import { surveyNeeds } from './needs.ts';
import { purgeRevisions } from './questionnaires/purge-store.ts';
import { surveySources } from './sources.ts';
import { passQuestionOn, questionStillMeant, reminderStillMeant } from './still-meant.ts';
import { surveyStillOpen, surveysWait } from './waits.ts';

/** Hooks that run when a survey is launched, closed or gets another last day, and when an answer is saved. */
export interface SurveyHooks {
  readonly onChanged: readonly SurveyChangedHook[];
  readonly onSaved: readonly AnswerSavedHook[];
}

export function surveysFeature({ onChanged, onSaved }: SurveyHooks): Feature {
  const runs = runOperations(onChanged);
  const answers = answerOperations(onSaved);
  return {
    name: 'surveys',
    commands: surveyCommands(runs),
    menu: [
      {
        theme: 'questionnaire',
        title: 'surveys.menu.title',
        position: 30,
        entries: {
          'questionnaire repondre': { label: 'surveys.menu.answer', shortcut: { organiser: 30 } },
          'questionnaire etat': { label: 'surveys.menu.status', shortcut: { coordinator: 20 } },
          'questionnaire lancer': { label: 'surveys.menu.launch' },
          'questionnaire prolonger': { label: 'surveys.menu.extend' },
          'questionnaire relancer': { label: 'surveys.menu.remind' },
          'questionnaire saisir': { label: 'surveys.menu.enter' },
          'questionnaire fermer': { label: 'surveys.menu.close' },
        },
      },
    ],
    waits: surveysWait,
    stillOpen: [surveyStillOpen],
    actions: [...answeringActions(answers), ...coordinationActions(runs)],
    sources: surveySources,
    listeners: surveyListeners(answers),
    awaiting: [awaitingSurveyReplies],
    expecting: [expectingAnswers],
    needs: surveyNeeds,
    jobs: surveyJobs,
    decisions: [PROPOSE_LAUNCH],
    stillMeant: { question: questionStillMeant, survey: reminderStillMeant },
    passOn: { question: passQuestionOn },
    messageGone: [reopenLost],
    purges: [purgeRevisions],
    threadWaits: [questionnairesInThread],
  };
}
