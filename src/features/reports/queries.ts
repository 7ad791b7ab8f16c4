import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import { inTurns } from '../../concurrency/turns.ts';
import { localDay } from '../../dates/index.ts';
import type { Edition } from '../editions/edition.ts';
import { kitLogos } from '../kits/queries.ts';
import { choiceStore } from './choices/store.ts';
import { derivation, type ReportContent, type ReportSetting } from './content/content.ts';
import { coordinationFacts, gatherFacts, olderFigures } from './content/gather.ts';
import { NO_PHOTOS } from './content/photo.ts';
import { reportPhotos } from './content/photos.ts';
import { workedOut } from './content/worked-out.ts';
import { draftStore } from './publication/draft-store.ts';
import { isPublishedOtherwise } from './publication/print.ts';
import { publicationStore } from './publication/store.ts';
import { reportStore } from './store.ts';

/**
 * Returns an edition's bilan as it would be made now. Its first version counts only answers given in time. Later
 * versions count late ones too, as far as they can be told beside the version before. A version that is published doesn't change: other
 * words, or other photos, make another one.
 */
export async function reportContent(scope: RegionScope, edition: Edition): Promise<ReportContent> {
  const store = reportStore(scope);
  const versions = await store.versions(edition.id);
  const { facts, survey, departments } = await gatherFacts(scope, edition, {
    onTime: versions.length === 0,
    previous: true,
  });
  const setting: Omit<ReportSetting, 'madeAt'> = {
    region: scope.region,
    edition,
    facts,
    departments,
    coordination: await coordinationFacts(scope, edition),
    older: await olderFigures(scope, facts.previous),
    logos: await kitLogos(scope, edition.id),
    texts: await store.texts(edition.id),
    against: await store.against(edition.id),
    surveyOpen: survey === null ? edition.open : survey.closedAt === null,
    surveyLaunched: survey !== null,
    versions,
    drafts: await draftStore(scope).told(edition.id),
    photos: NO_PHOTOS,
    leftOut: await choiceStore(scope).leftOut(edition.id),
    topics: await choiceStore(scope).topics(edition.id),
  };
  const madeAt = scope.now;
  // Only the day on which it is made changes something in it: it decides which meetings are still to come.
  const basis = { ...setting, today: localDay(madeAt, scope.region.timeZone) };
  const derived = await workedOut(
    scope,
    `content ${edition.id}`,
    basis,
    () => inTurns(derivation({ ...setting, madeAt })),
    { keeps: true },
  );
  const content = { ...derived, madeAt };
  return numbered(scope, edition.id, { ...content, photos: await reportPhotos(scope, content) });
}

/** Returns this bilan as the next version where the one with its figures was published in other words, or with other photos. */
async function numbered(scope: RegionScope, editionId: string, content: ReportContent): Promise<ReportContent> {
  const { version, versions } = content;
  const published = await publicationStore(scope).publishedAs(editionId, version);
  if (published === null || !isPublishedOtherwise(content, published, regionWords(scope.region))) return content;
  return { ...content, version: version + 1, earlier: versions, changes: [] };
}
