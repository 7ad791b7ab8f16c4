import { createHash } from 'node:crypto';
import type { Contact } from '../../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { plannedTimes, schedule, scheduleNow } from '../../../schedule/due.ts';
import type { ReportContent } from '../content/content.ts';

/**
 * The kind of due items by which a bilan is printed. Their subject is `<edition>/<person>/<when it was asked for>/<mark>/<platform>`;
 * the mark is that of the figures in the files to read that came before, and the platform that where it was asked for.
 */
export const PRINT_BILAN = 'bilan-print';

/**
 * The kind of due items by which the documents of a large edition are made. Their subject is
 * `<edition>/<person>/<when it was asked for>/<platform where it was>`.
 */
export const READ_BILAN = 'bilan-documents';

/** The kind of due items by which those who asked for them hear that they couldn't be made. Their subject is the same. */
export const READING_FAILED = 'bilan-documents-failed';

/** Milliseconds after which documents that aren't made yet won't be: they have been tried four times by then. */
const PATIENCE = 15 * 60_000;

/** Somebody who asks for documents, and where. */
type Asking = Pick<Contact, 'personId' | 'platform'>;

/**
 * Has the documents of a large edition made for this person, at once; asked for while they are being made, they are made once. Returns
 * the subject under which that is done.
 */
export async function planReading(
  scope: RegionScope,
  editionId: string,
  { personId, platform }: Asking,
): Promise<string> {
  const underWay = [...(await plannedTimes(scope, READ_BILAN, `${editionId}/${personId}/`)).keys()];
  const same = underWay.find((subject) => subject.endsWith(`/${platform}`));
  if (same !== undefined) return same;
  const subject = [editionId, personId, scope.now.getTime(), platform].join('/');
  await scheduleNow(scope, READ_BILAN, subject);
  const at = new Date(scope.now.getTime() + PATIENCE);
  await schedule(scope, { kind: READING_FAILED, subject, at, expires: null });
  return subject;
}

/** Returns the key of the message that says that the answers are being read. */
export function readingKey(subject: string): string {
  return `report-reading:${subject}`;
}

/** Has the bilan laid out for print, and sent to this person, at once. Returns the subject under which that is done. */
export async function planPrinting(
  scope: RegionScope,
  editionId: string,
  { personId, platform }: Asking,
  content: ReportContent,
): Promise<string> {
  const subject = [editionId, personId, scope.now.getTime(), figuresMark(content), platform].join('/');
  await scheduleNow(scope, PRINT_BILAN, subject);
  return subject;
}

/** Returns the key of the message that says how far the printing has come. It goes when there is nothing to wait for any more. */
export function progressKey(subject: string): string {
  return `report-progress:${subject}`;
}

/** Returns a mark of a bilan's figures, which differs wherever they do, except by an accident that doesn't happen. */
export function figuresMark({ report }: ReportContent): string {
  return createHash('sha256').update(JSON.stringify(report)).digest('hex').slice(0, 16);
}
