import { createHash } from 'node:crypto';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { scheduleNow } from '../../../schedule/due.ts';
import type { ReportContent } from '../content/content.ts';

/**
 * The kind of due items by which a bilan is printed. Their subject is `<edition>/<person>/<when it was asked for>/<mark>`; the mark
 * is that of the figures in the files to read that came before.
 */
export const PRINT_BILAN = 'bilan-print';

/**
 * The kind of due items by which the documents of a large edition are made. Their subject is `<edition>/<person>/<when it was asked for>`.
 */
export const READ_BILAN = 'bilan-documents';

/** Has the documents of a large edition made for this person, at once. Returns the subject under which that is done. */
export async function planReading(scope: RegionScope, editionId: string, personId: string): Promise<string> {
  const subject = [editionId, personId, scope.now.getTime()].join('/');
  await scheduleNow(scope, READ_BILAN, subject);
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
  personId: string,
  content: ReportContent,
): Promise<string> {
  const subject = [editionId, personId, scope.now.getTime(), figuresMark(content)].join('/');
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
