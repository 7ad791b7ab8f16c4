import type { Contact } from '../../../access/contacts/directory-store.ts';
import type { Deed } from '../../../access/journal/entry.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import type { FileRef } from '../../../chat/message.ts';
import { tellPerson } from '../../../delivery/outbox/index.ts';
import { textType } from '../../../files/media-type.ts';
import { storeFile } from '../../../files/store.ts';
import { signed } from '../../../signatures/jws.ts';
import type { Edition } from '../../editions/edition.ts';
import { isDraft, type ReportContent } from '../content/content.ts';
import { builtDocuments } from '../content/worked-out.ts';
import { fileName } from '../documents/file-name.ts';
import type { ReportDocument } from '../documents/index.ts';
import { documentsMessage, printProgress } from '../messages/documents.ts';
import { freeze } from '../publication/freeze.ts';
import { signingKey } from '../publication/signing-store.ts';
import { reportContent } from '../queries.ts';
import { planPrinting, progressKey } from './plan-printing.ts';

/** The content of a bilan that was handed out, and its edition. */
export interface HandedOut extends ReportContent {
  readonly editionId: string;
}

/**
 * Makes the bilan's documents in the region's language, sends them privately to this coordinator, and has it printed. A bilan that may
 * be published becomes a version, whose figures are frozen; a draft doesn't. `late` where they wait for it meanwhile: then the files
 * come with what can be done next.
 */
export async function handOut(
  scope: RegionScope,
  edition: Edition,
  reader: Contact,
  { late }: { readonly late: boolean },
): Promise<HandedOut> {
  const { personId } = reader;
  const content = { ...(await reportContent(scope, edition)), editionId: edition.id };
  await freeze(scope, edition.id, content, personId);
  const files: FileRef[] = [];
  const { documents, outline } = await builtDocuments(scope, content);
  for (const { name, text, told } of [...documents, ...(await signedDocument(scope, documents))]) {
    const file = { name: fileName(content, name), type: textType(name), bytes: Buffer.from(text), told };
    files.push(await storeFile(scope, file, personId));
  }
  const asked = { consent: { asked: 'own-request' }, readAs: ['coordinator'] } as const;
  await tellPerson(scope, reader, {
    // Asked for twice at one moment, the same documents are sent once.
    key: `report:${edition.id}:${content.version}:${personId}:${scope.now.getTime()}:${files[0]?.id}`,
    words: (t) => documentsMessage(t, content, files, { late }),
    ...asked,
  });
  const subject = await planPrinting(scope, edition.id, reader, content);
  await tellPerson(scope, reader, {
    key: progressKey(subject),
    words: (t) => printProgress(t, 'waiting', outline.chapters.length),
    ...asked,
  });
  return content;
}

/** Returns what the journal says of a bilan that was handed out: nothing of a draft. */
export function handedOutDeed(content: ReportContent): Deed | null {
  if (isDraft(content)) return null;
  return { verb: 'reports.journal.frozen', object: { kind: 'report', id: null, name: String(content.version) } };
}

/** Returns bilan.json once more, byte for byte, inside its signature: the nation reads that one. */
async function signedDocument(
  scope: RegionScope,
  documents: readonly ReportDocument[],
): Promise<readonly { readonly name: string; readonly text: string; readonly told: string }[]> {
  const json = documents.find(({ name }) => name === 'bilan.json');
  if (json === undefined) return [];
  return [{ name: 'bilan.jws', text: await signed(Buffer.from(json.text), await signingKey(scope)), told: json.told }];
}
