import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Edition } from '../editions/edition.ts';
import { contentOf, type ReportContent } from './content.ts';
import { gather } from './gather.ts';
import { reportStore } from './store.ts';

/**
 * The bilan of an edition as it would be made now. Its first version counts what was answered in time, the next ones
 * what came late too, as far as it can be told beside the version before.
 */
export async function reportContent(scope: RegionScope, edition: Edition): Promise<ReportContent> {
  const store = reportStore(scope);
  const versions = await store.versions(edition.id);
  const { facts, survey, departments } = await gather(scope, edition, {
    onTime: versions.length === 0,
    previous: true,
  });
  return contentOf({
    region: scope.region,
    edition,
    facts,
    departments,
    texts: await store.texts(edition.id),
    surveyOpen: survey === null ? edition.open : survey.closedAt === null,
    versions,
    madeAt: scope.now,
  });
}
