import type { RegionScope } from '../../../access/region/region-scope.ts';
import { asOfOneMoment } from '../../../database/ahead.ts';
import type { Edition } from '../../editions/edition.ts';
import type { Host } from '../../events/event.ts';
import { eventFactsOfOrganisation, hostsOfEdition } from '../../events/queries.ts';
import { organisationsByIds } from '../../organisations/queries.ts';
import { declaredMentions } from '../../surveys/facts.ts';
import { questionnaireFactsOfOrganisation, type Survey, surveyOfEdition } from '../../surveys/queries.ts';
import { questionnairesOf } from '../../surveys/questionnaires/waiting.ts';
import type { RecapContent, RecapSubject } from '../documents/recap.ts';
import { withReferences } from '../press/press.ts';
import { reportStore } from '../store.ts';
import type { OwnFacts } from './own-figures.ts';

/** The facts from which an organisation's recap is written. */
export interface RecapSource {
  readonly content: RecapContent;
  readonly subject: RecapSubject;
}

/**
 * Reads the facts of an organisation's recap, and nothing of any other organisation, so that each recap costs the same
 * however many there are. Returns null for an organisation that takes no part in the edition.
 */
export async function readRecap(
  scope: RegionScope,
  edition: Edition,
  organisationId: string,
): Promise<RecapSource | null> {
  asOfOneMoment(scope.tx);
  const [organisation] = await hostsOfEdition(scope, edition.id, [organisationId]);
  if (!organisation) return null;
  const survey = await surveyOfEdition(scope, edition.id);
  return {
    content: {
      region: scope.region,
      edition,
      facts: await ownFacts(scope, edition, organisation, survey),
      surveyOpen: survey === null ? edition.open : survey.closedAt === null,
      surveyLaunched: survey !== null,
      madeAt: scope.now,
    },
    subject: {
      ...organisation,
      questionnaires: survey === null ? [] : await questionnairesOf(scope, survey, [organisation]),
    },
  };
}

async function ownFacts(
  scope: RegionScope,
  edition: Edition,
  organisation: Host,
  survey: Survey | null,
): Promise<OwnFacts> {
  const store = reportStore(scope);
  const { facts: events, standing } = await eventFactsOfOrganisation(scope, edition.id, organisation.id);
  // As in the bilan, answers that came late count once there is a version.
  const onTime = !(await store.hasVersion(edition.id));
  const { eventQuestionnaires, organisationQuestionnaires } =
    survey === null
      ? { eventQuestionnaires: [], organisationQuestionnaires: [] }
      : await questionnaireFactsOfOrganisation(scope, survey, organisation.id, { onTime, standing });
  const declared = organisationQuestionnaires.flatMap(({ organisation: by, answers }) => declaredMentions(by, answers));
  const hosts = new Set(events.flatMap((event) => [event.organisation, ...event.coOrganisers]));
  return {
    organisations: await organisationsByIds(scope, [...hosts]),
    events,
    eventQuestionnaires,
    organisationQuestionnaires,
    mentions: withReferences(declared, await store.loggedMentions(edition.id, events, organisation.id)),
  };
}
