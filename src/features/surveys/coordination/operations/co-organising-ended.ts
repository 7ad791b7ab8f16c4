import { z } from 'zod';
import { operation } from '../../../../access/operation/operation.ts';
import { coOrganisingToEnd } from '../../../events/operations/end-co-organising.ts';
import { eventsOfOrganisation } from '../../../events/queries.ts';
import { isOnProgramme } from '../../questionnaires/answerable.ts';
import { outlineOf } from '../../questionnaires/outline-store.ts';
import { surveyStore } from '../../store.ts';

/** The lot of what was asked already, once an organisation co-organises an event no more. */
interface AskedBefore {
  /** True where the event was asked about: its answers stay, and the organisation gives none any more. */
  readonly event: boolean;
  /**
   * The lot of the organisation's own questionnaire: `aside`, since it takes no part any more; `closed`, since what was answered by
   * the closing stands; `none`, where it wasn't asked, or still takes part with another event.
   */
  readonly own: 'aside' | 'closed' | 'none';
}

/** Returns what becomes of what was asked already; null where nothing was, or nothing becomes of it. `id` is the invitation's. */
export const viewAskedBeforeEnding = operation({
  name: 'surveys.viewAskedBeforeEnding',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: z.object({ id: z.string() }),
  async run(scope, { id }): Promise<AskedBefore | null> {
    const { event, organisation } = await coOrganisingToEnd.run(scope, { id });
    const survey = await surveyStore(scope).ofEdition(event.editionId);
    if (!survey || !isOnProgramme(event)) return null;
    const asked = (await outlineOf(scope, survey.id)).filter((one) => one.askedAt !== null && !one.superseded);
    const isAskedAbout = survey.closedAt === null && asked.some(({ eventId }) => eventId === event.id);
    const isAskedItself = asked.some((one) => one.kind === 'organisation' && one.organisationId === organisation.id);
    const theirs = await eventsOfOrganisation(scope, organisation.id, event.editionId);
    const takesPart = theirs.some(
      (one) => one.id !== event.id && (isOnProgramme(one) || (one.status === 'CANCELLED' && one.decidedAt !== null)),
    );
    if (!isAskedAbout && (!isAskedItself || takesPart)) return null;
    if (!isAskedItself || takesPart) return { event: isAskedAbout, own: 'none' };
    return { event: isAskedAbout, own: survey.closedAt === null ? 'aside' : 'closed' };
  },
});
