import type { RegionScope } from '../../access/region/region-scope.ts';
import { scheduleNow } from '../../schedule/due.ts';

/** The kind of due items by which a bilan is printed. Their subject is `<edition>/<person>/<when it was asked for>`. */
export const PRINT_BILAN = 'bilan-print';

/** Has the bilan laid out for print, and sent to this person, at once. */
export async function planPrinting(scope: RegionScope, editionId: string, personId: string): Promise<void> {
  const subject = `${editionId}/${personId}/${scope.now.getTime()}`;
  await scheduleNow(scope, PRINT_BILAN, subject);
}
