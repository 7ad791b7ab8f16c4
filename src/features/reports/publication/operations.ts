import { z } from 'zod';
import type { Departure } from '../../../access/contacts/departure.ts';
import { directory } from '../../../access/contacts/directory-store.ts';
import { enforceLimit } from '../../../access/operation/limits.ts';
import { operation } from '../../../access/operation/operation.ts';
import { type RegionScope, regionWords } from '../../../access/region/region-scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { departureUnder, tellPerson } from '../../../delivery/outbox/index.ts';
import { textType } from '../../../files/media-type.ts';
import { storeFile, toldBy } from '../../../files/store.ts';
import type { Edition } from '../../editions/edition.ts';
import { allEditions, editionById } from '../../editions/queries.ts';
import { hostsOfEdition } from '../../events/queries.ts';
import { isDraft, type ReportContent } from '../content/content.ts';
import { builtDocuments, writtenOutline } from '../content/worked-out.ts';
import { fileName } from '../documents/file-name.ts';
import { publishedDeed } from '../journal.ts';
import { publishedFiles } from '../messages/publication.ts';
import { chosenEdition, whichEdition } from '../operations.ts';
import { reportContent } from '../queries.ts';
import { reviewStore } from '../review/store.ts';
import { reportStore } from '../store.ts';
import { freeze } from './freeze.ts';
import { isRecapComing, planPublishedFiles, planPublishing, planRecap } from './jobs.ts';
import { bilanPrint, givenPrint } from './print.ts';
import { isPrinted, type Publication, type PublishedBilan, type Publishing, publishedPicture } from './publication.ts';
import { newerThan, publicationStore } from './store.ts';
import { historyOf, type VersionHistory } from './versions.ts';

/** The documents that everybody may have; those laid out for print follow. */
const PUBLIC: ReadonlySet<string> = new Set(['bilan.html', 'bilan.csv', 'bilan.json']);

/** Returns the bilan as it may be published. Throws UserError while it is a draft. */
async function publishable(
  scope: RegionScope,
  editionId: string,
): Promise<{ readonly edition: Edition; readonly content: ReportContent }> {
  const edition = await editionById(scope, editionId);
  if (!edition) throw new UserError('common.errors.notFound');
  const content = await reportContent(scope, edition);
  if (isDraft(content)) throw new UserError('reports.errors.draft');
  const published = await publicationStore(scope).latest(editionId);
  // A publication that was withdrawn, because it named an erased person, can be published again.
  if (published?.version === content.version && published.files.length > 0)
    throw new UserError('reports.errors.published', { version: content.version });
  return { edition, content };
}

/** Tells what publishing would do, before anything leaves. */
export const previewPublication = operation({
  name: 'reports.previewPublication',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({ editionId: z.uuid() }),
  async run(scope, { editionId }): Promise<Publishing> {
    const { content } = await publishable(scope, editionId);
    const organisations = await hostsOfEdition(scope, editionId);
    const members = await directory(scope).membersOf(organisations.map(({ id }) => id));
    const channels = await directory(scope).channels('announcements');
    return {
      editionId,
      content,
      print: bilanPrint(content, await writtenOutline(scope, content), regionWords(scope.region)),
      organisations: organisations.length,
      withoutMember: organisations.filter(({ id }) => !members.has(id)).map(({ name }) => name),
      channels: channels.map(({ platform }) => platform),
      before: await publicationStore(scope).latestStanding(editionId),
    };
  },
});

/**
 * Publishes the bilan with this print, that is, as it was shown: its figures and words are kept as they are, and it leaves as soon as it is
 * laid out. Throws UserError where it has changed since.
 */
export const publishBilan = operation({
  name: 'reports.publish',
  who: 'coordinator',
  input: z.object({ editionId: z.uuid(), print: z.string() }),
  async run(scope, { editionId, print }): Promise<ReportContent> {
    // Nobody sends it to be read meanwhile: its readers would comment on what is published.
    await reviewStore(scope).lock(editionId);
    const { content } = await publishable(scope, editionId);
    const { version } = content;
    const { documents, outline } = await builtDocuments(scope, content);
    if (bilanPrint(content, outline, regionWords(scope.region)) !== print)
      throw new UserError('reports.errors.changed');
    await freeze(scope, editionId, content, scope.actor.personId);
    const fileIds: string[] = [];
    for (const { name, text, told } of documents) {
      if (!PUBLIC.has(name)) continue;
      const file = { name: fileName(content, name), type: textType(name), bytes: Buffer.from(text), told };
      fileIds.push((await storeFile(scope, file, null)).id);
    }
    const publishedById = scope.actor.personId;
    const given = givenPrint(content, regionWords(scope.region));
    const id = await publicationStore(scope).add({ editionId, version, publishedById, outline, given, fileIds });
    if (id === null) throw new UserError('reports.errors.published', { version });
    // A published bilan isn't commented on any more.
    await reviewStore(scope).end(editionId);
    await planPublishing(scope, id);
    return content;
  },
  journal: { deeds: ({ version }) => publishedDeed(version) },
});

/** Has the files for print laid out anew for a bilan that was published without them, and adds them to it. */
export const layOutPublished = operation({
  name: 'reports.layOutPublished',
  who: 'coordinator',
  journal: { silent: 'has not left yet' },
  input: z.object({ publicationId: z.uuid() }),
  async run(scope, { publicationId }): Promise<void> {
    const found = await publicationStore(scope).toPrint(publicationId);
    if (!found || found.publication.files.length === 0) throw new UserError('common.errors.notFound');
    const version = await newerThan(scope, found.publication);
    if (version !== null) throw new UserError('reports.errors.newer', { version });
    if (isPrinted(found.publication)) throw new UserError('reports.errors.printed');
    await enforceLimit(scope, 'document');
    await planPublishedFiles(scope, publicationId, scope.actor.personId);
  },
});

/** Returns the versions of a bilan, each with what it changed in the one before. */
export const viewVersions = operation({
  name: 'reports.versions',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: whichEdition,
  async run(scope, which): Promise<{ readonly edition: Edition; readonly versions: readonly VersionHistory[] }> {
    const edition = await chosenEdition(scope, which);
    const versions = await reportStore(scope).versions(edition.id);
    return { edition, versions: historyOf(versions, await publicationStore(scope).versions(edition.id)) };
  },
});

/**
 * Returns the publication of the edition that was asked for. Where no year is named, that is the latest publication,
 * since a new edition opens months before its own bilan. Throws UserError where there is none.
 */
async function publishedOf(
  scope: RegionScope,
  which: z.output<typeof whichEdition>,
): Promise<{ readonly edition: Edition; readonly publication: Publication }> {
  const edition = await chosenEdition(scope, which);
  const others = which.year === undefined ? await allEditions(scope) : [];
  for (const each of [edition, ...others.filter(({ id }) => id !== edition.id)]) {
    const publication = await publicationStore(scope).latest(each.id);
    if (publication) return { edition: each, publication };
  }
  throw new UserError('reports.errors.notPublished', { edition: edition.name });
}

/** Sends the published bilan, and only that one, to whoever asks for it. */
export const readPublishedBilan = operation({
  name: 'reports.read',
  who: 'anyone',
  journal: { silent: 'is their own' },
  input: whichEdition,
  async run(scope, which): Promise<PublishedBilan & { readonly leaves: Departure }> {
    const { edition, publication } = await publishedOf(scope, which);
    const reader = await directory(scope).acting(scope.actor);
    if (!reader) throw new UserError('common.errors.notFound');
    await enforceLimit(scope, 'document');
    const mine = scope.actor.organisations;
    const hosts = await hostsOfEdition(
      scope,
      edition.id,
      mine.map(({ id }) => id),
    );
    const ids = new Set(hosts.map(({ id }) => id));
    const organisations = mine.filter(({ id }) => ids.has(id));
    const picture = publishedPicture(publication);
    const pictureWords = picture && (await toldBy(scope, picture.id));
    const published = { edition, publication, organisations, chamber: scope.region.chamber, pictureWords };
    const key = `report-read:${publication.id}:${reader.personId}:${scope.now.getTime()}`;
    await tellPerson(scope, reader, {
      key,
      words: (t) => publishedFiles(t, published),
      consent: { asked: 'own-request' },
      readAs: 'themselves',
    });
    return { ...published, leaves: await departureUnder(scope, key) };
  },
});

/** Has an organisation's recap laid out, and sent to the member, or the coordinator, who asks for it: one at a time, however often they ask. */
export const askRecap = operation({
  name: 'reports.recap',
  who: 'organiser',
  journal: { silent: 'is their own' },
  input: z.object({ editionId: z.uuid(), organisationId: z.uuid() }),
  async run(scope, { editionId, organisationId }): Promise<{ readonly organisation: string }> {
    const { actor } = scope;
    if (!actor.coordinator && actor.organisations.every(({ id }) => id !== organisationId))
      throw new UserError('reports.errors.notYours');
    if (!(await editionById(scope, editionId))) throw new UserError('common.errors.notFound');
    const [found] = await hostsOfEdition(scope, editionId, [organisationId]);
    if (!found) throw new UserError('reports.errors.noRecap');
    const asked = { editionId, organisationId, for: actor.personId };
    if (!(await isRecapComing(scope, asked))) {
      await enforceLimit(scope, 'document');
      await planRecap(scope, asked);
    }
    return { organisation: found.name };
  },
});
