import { z } from 'zod';
import { operation } from '../../../../access/operation/operation.ts';
import { eventToChange } from '../../../events/operations/view.ts';
import { isMissing, isOpen } from '../../questionnaires/answerable.ts';
import { loadQuestionnaire } from '../../questionnaires/load.ts';
import { questionnaireStore } from '../../questionnaires/questionnaire-store.ts';
import { isPostponed } from '../../questionnaires/rules.ts';
import { surveyStore } from '../../store.ts';
import { closingEnd } from '../../timing.ts';

/** The lot of a questionnaire that was asked already, once its event has other dates, or none. */
interface AskedAlready {
  /**
   * `again`: nobody has answered, and it is asked once more; `said`: it is asked once more, since its answer says that the event is
   * put off; `kept`: its answers stay, and it isn't; `declined`: nor is one that was declined.
   */
  readonly lot: 'again' | 'said' | 'kept' | 'declined';
  /** The last day to answer ("2027-01-15"), where it comes before it would be asked again. */
  readonly closesOn: string | null;
}

/** Returns what becomes of the questionnaire that was asked about an event, if it gets other dates; null where none was, or none of them counts. */
export const viewAskedAlready = operation({
  name: 'surveys.viewAskedAlready',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: z.object({ id: z.string(), due: z.date().nullable() }),
  async run(scope, { id, due }): Promise<AskedAlready | null> {
    const event = await eventToChange.run(scope, { id, step: 'reschedule' });
    const survey = await surveyStore(scope).ofEdition(event.editionId);
    const known = await questionnaireStore(scope).ofEvent(event.id);
    if (!survey || survey.closedAt !== null || !known) return null;
    const questionnaire = await loadQuestionnaire(scope, known.id);
    if (!isOpen(questionnaire)) return null;
    const isTooLate = due !== null && due >= closingEnd(survey.closesOn, scope.region.timeZone);
    const closesOn = isTooLate ? survey.closesOn : null;
    if (isMissing(questionnaire)) return { lot: 'again', closesOn };
    if (questionnaire.declinedAt !== null) return { lot: 'declined', closesOn: null };
    return isPostponed(questionnaire.answers) ? { lot: 'said', closesOn } : { lot: 'kept', closesOn: null };
  },
});
