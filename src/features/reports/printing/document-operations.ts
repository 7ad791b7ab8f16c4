import { directory } from '../../../access/contacts/directory-store.ts';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import type { FileRef } from '../../../chat/message.ts';
import { UserError } from '../../../chat/user-error.ts';
import { tellPerson } from '../../../delivery/outbox/index.ts';
import type { Outline } from '../../../documents/outline.ts';
import { textType } from '../../../files/media-type.ts';
import { storeFile } from '../../../files/store.ts';
import { signed } from '../../../signatures/jws.ts';
import { isDraft, type ReportContent } from '../content/content.ts';
import { builtDocuments } from '../content/worked-out.ts';
import { fileName } from '../documents/file-name.ts';
import type { ReportDocument } from '../documents/index.ts';
import { documentsMessage, printProgress } from '../messages/documents.ts';
import { chosenEdition, whichEdition } from '../operations.ts';
import { freeze } from '../publication/freeze.ts';
import { signingKey } from '../publication/signing-store.ts';
import { reportContent } from '../queries.ts';
import { planPrinting, progressKey } from './plan-printing.ts';

/**
 * Makes the bilan's documents in the region's language and sends them privately to the coordinator who asks. A bilan
 * that may be published becomes a version, whose figures are frozen; a draft doesn't.
 */
export const makeDocuments = operation({
  name: 'reports.document',
  who: 'coordinator',
  input: whichEdition,
  async run(scope, which): Promise<ReportContent & { readonly editionId: string }> {
    const edition = await chosenEdition(scope, which);
    const content = await reportContent(scope, edition);
    await freeze(scope, edition.id, content, scope.actor.personId);
    const files: FileRef[] = [];
    const { documents, outline } = await builtDocuments(scope, content);
    for (const { name, text, told } of [...documents, ...(await signedDocument(scope, documents))]) {
      const file = { name: fileName(content, name), type: textType(name), bytes: Buffer.from(text), told };
      files.push(await storeFile(scope, file, scope.actor.personId));
    }
    await sendTo(scope, content, files, `report:${edition.id}:${content.version}`);
    await startPrinting(scope, edition.id, content, outline);
    return { ...content, editionId: edition.id };
  },
  journal: {
    deeds: (content) =>
      isDraft(content)
        ? null
        : { verb: 'reports.journal.frozen', object: { kind: 'report', id: null, name: String(content.version) } },
  },
});

/** Has the bilan printed, and says to who asked that it waits for that. */
async function startPrinting(scope: Scope, editionId: string, content: ReportContent, outline: Outline): Promise<void> {
  const { personId } = scope.actor;
  const subject = await planPrinting(scope, editionId, personId, content);
  const reader = await directory(scope).acting(scope.actor);
  if (!reader) return;
  await tellPerson(scope, reader, {
    key: progressKey(subject),
    words: (t) => printProgress(t, 'waiting', outline.chapters.length),
    consent: { asked: 'own-request' },
    readAs: ['coordinator'],
  });
}

/** Returns bilan.json once more, byte for byte, inside its signature: the nation reads that one. */
async function signedDocument(
  scope: Scope,
  documents: readonly ReportDocument[],
): Promise<readonly { readonly name: string; readonly text: string; readonly told: string }[]> {
  const json = documents.find(({ name }) => name === 'bilan.json');
  if (json === undefined) return [];
  return [{ name: 'bilan.jws', text: await signed(Buffer.from(json.text), await signingKey(scope)), told: json.told }];
}

async function sendTo(scope: Scope, content: ReportContent, files: readonly FileRef[], about: string): Promise<void> {
  const reader = await directory(scope).acting(scope.actor);
  if (!reader) throw new UserError('common.errors.notFound');
  const [first] = files;
  await tellPerson(scope, reader, {
    // Asked for twice at one moment, the same documents are sent once.
    key: `${about}:${reader.personId}:${scope.now.getTime()}:${first?.id}`,
    words: (t) => documentsMessage(t, content, files),
    consent: { asked: 'own-request' },
    readAs: ['coordinator'],
  });
}
