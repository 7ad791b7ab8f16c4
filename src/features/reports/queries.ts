import { isDeepStrictEqual } from 'node:util';
import type { RegionScope } from '../../access/scope.ts';
import type { Edition } from '../editions/edition.ts';
import { aggregate, type ReportFigures } from './aggregate.ts';
import { contentOf, type ReportContent } from './content.ts';
import { gather } from './gather.ts';
import { type ReportVersion, reportStore } from './store.ts';

/**
 * The bilan of an edition as it would be made now. Its first version counts what was answered in time, the next ones
 * what came late too; as long as nothing has changed since the last version, it is that version.
 */
export async function reportContent(scope: RegionScope, edition: Edition): Promise<ReportContent> {
  const store = reportStore(scope);
  const versions = await store.versions(edition.id);
  const { facts, survey, departments } = await gather(scope, edition, {
    onTime: versions.length === 0,
    previous: true,
  });
  const last = versions.at(-1);
  const same = last !== undefined && isSame(last, aggregate(facts));
  return contentOf({
    region: scope.region,
    edition,
    facts,
    departments,
    texts: await store.texts(edition.id),
    surveyOpen: survey === null ? edition.open : survey.closedAt === null,
    version: same ? last.version : (last?.version ?? 0) + 1,
    earlier: same ? versions.slice(0, -1) : versions,
    madeAt: scope.now,
  });
}

function isSame({ figures }: ReportVersion, now: ReportFigures): boolean {
  return isDeepStrictEqual(figures, JSON.parse(JSON.stringify(now)));
}
