import { memberOf } from '../../../access/actor/rights.ts';
import { type Contact, directory } from '../../../access/contacts/directory-store.ts';
import { type RegionScope, regionWords } from '../../../access/region/region-scope.ts';
import {
  contactable,
  contactableFrom,
  optedOut,
  sentUnderEach,
  tellChannels,
  tellPerson,
} from '../../../delivery/outbox/index.ts';
import { plannedTimes, schedule, scheduleAll, scheduleNow } from '../../../schedule/due.ts';
import type { DueHandlers } from '../../../schedule/run-due.ts';
import type { Edition } from '../../editions/edition.ts';
import { editionById } from '../../editions/queries.ts';
import type { Host } from '../../events/event.ts';
import { hostsOfEdition } from '../../events/queries.ts';
import { chatChart } from '../documents/chat-chart.ts';
import { fileSlug } from '../documents/file-name.ts';
import { recapOf } from '../documents/recap.ts';
import { onOnePage } from '../documents/recap-page.ts';
import {
  ownRecapMessage,
  publishedFilesAdded,
  publishedMessage,
  publishedToPublisher,
  recapFailedMessage,
  recapUnsentMessage,
} from '../messages/publication.ts';
import {
  type Printable,
  type PrintedText,
  printLeased,
  storePicture,
  storePrinted,
  triesIn,
} from '../printing/print-leased.ts';
import { readRecap } from '../recap/recap-content.ts';
import { isPrinted, type Publication } from './publication.ts';
import { newerThan, publicationStore } from './store.ts';

/**
 * The kind of due items by which a bilan is published. Their subject is the publication's id; `<publication>/<whom>` where its printed files
 * couldn't be laid out when it was published, and that person has asked for them since.
 */
const PUBLISH = 'bilan-publish';

/**
 * The kind of due items by which an organisation's recap is laid out and sent. Their subject is
 * `<edition>/<organisation>/<whom>/<why>`, without a reason where that person asked for it; one that was asked for before there was one at a
 * time ends with the moment. Whoever published it stands for the organisation where nobody asked.
 */
const RECAP = 'bilan-recap';

/** The recipients of a recap that nobody asked for. */
const MEMBERS = 'members';

/** The local time at which a recap leaves that waited for room in its readers' week. */
const PUT_OFF_TO = '10:00';

/** Milliseconds between two recaps, which are laid out one after the other. */
const APART = 5_000;

/** Has a publication laid out and posted at once. */
export function planPublishing(scope: RegionScope, publicationId: string): Promise<void> {
  return scheduleNow(scope, PUBLISH, publicationId);
}

/** Has the printed files of a publication that lacks them laid out at once, and this person told. */
export function planPublishedFiles(scope: RegionScope, publicationId: string, personId: string): Promise<void> {
  return scheduleNow(scope, PUBLISH, `${publicationId}/${personId}`);
}

/** A recap that somebody asks for. */
interface AskedRecap {
  readonly editionId: string;
  readonly organisationId: string;
  readonly for: string;
}

const askedSubject = (asked: AskedRecap) => `${asked.editionId}/${asked.organisationId}/${asked.for}`;

const recapKey = (subject: string) => `report-recap:${subject}`;

/** Returns whether a recap that this person has asked for is still to be laid out and sent. */
export async function isRecapComing(scope: RegionScope, asked: AskedRecap): Promise<boolean> {
  return (await plannedTimes(scope, RECAP, askedSubject(asked))).size > 0;
}

/** Has a recap laid out, and sent to this person, at once. */
export function planRecap(scope: RegionScope, asked: AskedRecap): Promise<void> {
  return scheduleNow(scope, RECAP, askedSubject(asked));
}

export const publishJobs: DueHandlers = {
  async [PUBLISH](scope, subject) {
    const [plain] = triesIn(subject);
    const [id = '', askedBy = null] = plain.split('/');
    const read = () => publicationToPrint(scope, id, askedBy);
    await printLeased(scope, { kind: PUBLISH, subject, triedAgain: askedBy === null, read });
  },
  async [RECAP](scope, subject) {
    const [plain] = triesIn(subject);
    const [, , whom] = plain.split('/');
    await printLeased(scope, {
      ...{ kind: RECAP, subject, triedAgain: whom === MEMBERS },
      read: () => recapToPrint(scope, plain),
    });
  },
};

async function publicationToPrint(scope: RegionScope, id: string, askedBy: string | null): Promise<Printable | null> {
  const found = await publicationStore(scope).toPrint(id);
  // A publication that named somebody who was erased is withdrawn: the coordinators were told to publish it again.
  if (!found || found.publication.files.length === 0) return null;
  const { publication, outline } = found;
  if (askedBy !== null && isPrinted(publication)) return null;
  const edition = await editionById(scope, publication.editionId);
  if (!edition) return null;
  const madeAt = publication.publishedAt;
  return {
    outline,
    picture: chatChart(outline),
    madeAt,
    finish: (later, printed) =>
      askedBy === null
        ? publish(later, edition, publication, printed)
        : addPrinted(later, { edition, publication, askedBy }, printed),
  };
}

async function recapToPrint(scope: RegionScope, subject: string): Promise<Printable | null> {
  const [editionId = '', organisationId = '', whom = '', publicationId = ''] = subject.split('/');
  // One that waited for room in its readers' week would come beside that of the version published since.
  if (whom === MEMBERS) {
    const latest = await publicationStore(scope).latest(editionId);
    if (latest?.id !== publicationId || (await isAskedFor(scope, { editionId, organisationId }, latest))) return null;
  }
  const edition = await editionById(scope, editionId);
  if (!edition) return null;
  const source = await readRecap(scope, edition, organisationId);
  if (!source) return null;
  const { content, subject: organisation } = source;
  const t = regionWords(scope.region);
  const outline = recapOf(content, t, organisation);
  return {
    outline,
    onePage: onOnePage(outline, t),
    madeAt: content.madeAt,
    finish: (later, printed) => sendRecap(later, { edition, organisation, whom, subject }, printed),
  };
}

/** Returns whether a member has asked for their organisation's recap since this was published, and was sent it or is about to be. */
async function isAskedFor(
  scope: RegionScope,
  { editionId, organisationId }: Omit<AskedRecap, 'for'>,
  { publishedAt }: Publication,
): Promise<boolean> {
  const members = await directory(scope).members(organisationId);
  const theirs = members.map(({ personId }) => askedSubject({ editionId, organisationId, for: personId }));
  const sent = await sentUnderEach(
    scope,
    theirs.map((subject) => `${recapKey(subject)}/`),
  );
  return sent.some(
    ({ status, sentAt }) => status !== 'REFUSED' && status !== 'UNKNOWN' && (sentAt === null || sentAt >= publishedAt),
  );
}

/** Posts the published documents unless a later version is published, plans each organisation's recap, and tells whoever published it. */
async function publish(
  scope: RegionScope,
  edition: Edition,
  publication: Publication,
  printed: PrintedText | null,
): Promise<void> {
  const { id, version, publishedById } = publication;
  const { files, picture } = await storeWith(scope, edition, publication, printed);
  // It was tried again for so long that a later version was published: below that, people would take it for the newest.
  if (await newerThan(scope, publication)) return;
  const channels = await directory(scope).channels('announcements');
  await tellChannels(scope, channels, `report-published:${id}`, (t) =>
    publishedMessage(t, edition, { files, picture }),
  );
  const organisations = await hostsOfEdition(scope, edition.id);
  await scheduleAll(
    scope,
    organisations.map(({ id: organisationId }, index) => ({
      kind: RECAP,
      subject: `${edition.id}/${organisationId}/${MEMBERS}/${id}`,
      at: new Date(scope.now.getTime() + index * APART),
      expires: null,
    })),
  );
  const publisher = await directory(scope).person(publishedById);
  if (!publisher) return;
  await tellPerson(scope, publisher, {
    key: `report-publisher:${id}`,
    words: (t) =>
      publishedToPublisher(t, {
        ...{ edition, version, channels: channels.length, organisations: organisations.length },
        unprinted: printed === null ? id : null,
      }),
    consent: { asked: 'own-request' },
    readAs: ['coordinator'],
  });
}

/** Stores the printed files beside those of the publication. Returns all of them. */
async function storeWith(scope: RegionScope, edition: Edition, publication: Publication, printed: PrintedText | null) {
  const { id, version } = publication;
  const name = `bilan-${fileSlug(scope.region.name)}-${edition.year}-v${version}`;
  const laidOut = await storePrinted(scope, printed, (extension) => `${name}.${extension}`, null);
  const picture = await storePicture(scope, printed, `${name}.png`, null);
  const files = [...laidOut, ...(picture ? [picture.file] : []), ...publication.files];
  await publicationStore(scope).setFiles(
    id,
    files.map((file) => file.id),
  );
  return { files, picture };
}

interface AskedFiles {
  readonly edition: Edition;
  readonly publication: Publication;
  readonly askedBy: string;
}

/** Adds the printed files to a bilan that was published without them, and tells whoever asked for them. */
async function addPrinted(
  scope: RegionScope,
  { edition, publication, askedBy }: AskedFiles,
  printed: PrintedText | null,
): Promise<void> {
  if (printed !== null) await storeWith(scope, edition, publication, printed);
  const reader = await directory(scope).person(askedBy);
  if (!reader) return;
  const { id, version } = publication;
  await tellPerson(scope, reader, {
    key: `report-published-files:${id}:${scope.now.getTime()}`,
    words: (t) => publishedFilesAdded(t, { edition, version, unprinted: printed === null ? id : null }),
    consent: { asked: 'own-request' },
    readAs: ['coordinator'],
  });
}

interface Recap {
  readonly edition: Edition;
  readonly organisation: Host;
  readonly whom: string;
  readonly subject: string;
}

async function sendRecap(scope: RegionScope, recap: Recap, printed: PrintedText | null): Promise<void> {
  const { edition, organisation, whom, subject } = recap;
  const asked = whom === MEMBERS ? null : await directory(scope).person(whom);
  if (whom !== MEMBERS && !asked) return;
  const name = `recapitulatif-${fileSlug(organisation.name)}-${edition.year}`;
  const members = asked ? [] : await directory(scope).members(organisation.id);
  if (printed !== null && members.length > 0 && (await putOff(scope, subject, members))) return;
  const [coordinator] = asked || members.length > 0 ? [] : await directory(scope).coordinators();
  const [owner] = [asked, ...members, coordinator].filter((one) => one != null);
  const files = await storePrinted(scope, printed, (extension) => `${name}.${extension}`, owner?.personId ?? null);
  const letter = (handedOn: boolean) => ({
    words: (t: Parameters<typeof ownRecapMessage>[0]) =>
      printed === null
        ? recapFailedMessage(t, { editionId: edition.id, organisation })
        : ownRecapMessage(t, { edition, organisation: organisation.name, handedOn, files }),
    readAs: handedOn ? (['coordinator'] as const) : ([memberOf(organisation.id), 'coordinator'] as const),
  });
  const key = recapKey(subject);
  if (asked) {
    // They may ask for it again.
    await tellPerson(scope, asked, {
      key: `${printed === null ? `report-recap-failed:${subject}` : key}/${scope.now.getTime()}`,
      ...letter(false),
      consent: { asked: 'own-request' },
    });
    return;
  }
  if (printed === null) return tellUnsent(scope, recap);
  const said = (reader: Contact, unasked: 'survey' | 'duty') =>
    tellPerson(scope, reader, { key, ...letter(unasked === 'duty'), consent: { unasked, personId: reader.personId } });
  // It goes to the first member who may be written to; where it has no member, a coordinator hands it on.
  for (const member of members) {
    if (await said(member, 'survey')) return;
  }
  if (coordinator) await said(coordinator, 'duty');
}

/**
 * Plans a recap again for the first day on which one of its readers may be written to, where none may be now. Returns false
 * where one may be, or where none wants it.
 */
async function putOff(scope: RegionScope, subject: string, members: readonly Contact[]): Promise<boolean> {
  const ids = members.map(({ personId }) => personId);
  if ((await contactable(scope, ids, 'survey')).size > 0) return false;
  const not = await optedOut(scope, ids, 'survey');
  const from = await contactableFrom(
    scope,
    ids.filter((id) => !not.has(id)),
    'survey',
    PUT_OFF_TO,
  );
  const [first] = [...from.values()].sort((a, b) => a.getTime() - b.getTime());
  if (!first) return false;
  await schedule(scope, { kind: RECAP, subject, at: first, expires: null });
  return true;
}

/** Tells whoever published the bilan that an organisation was sent no recap; the coordinators where they are none any more. */
async function tellUnsent(scope: RegionScope, { edition, organisation, subject }: Recap): Promise<void> {
  const [publicationId = ''] = subject.split('/').slice(3);
  const found = await publicationStore(scope).toPrint(publicationId);
  const coordinators = await directory(scope).coordinators();
  const publisher = coordinators.filter(({ personId }) => personId === found?.publication.publishedById);
  for (const reader of publisher.length > 0 ? publisher : coordinators) {
    const { personId } = reader;
    await tellPerson(scope, reader, {
      key: `report-recap-unsent:${subject}:${personId}`,
      words: (t) => recapUnsentMessage(t, { editionId: edition.id, organisation }),
      consent: { unasked: 'duty', personId },
      readAs: ['coordinator'],
    });
  }
}
