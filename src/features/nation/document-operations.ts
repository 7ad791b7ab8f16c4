import { z } from 'zod';
import { directory } from '../../access/contacts/directory-store.ts';
import { operation } from '../../access/operation/operation.ts';
import type { Scope } from '../../access/operation/scope.ts';
import type { FileRef } from '../../chat/message.ts';
import { UserError } from '../../chat/user-error.ts';
import { inTurns } from '../../concurrency/turns.ts';
import { tellPerson } from '../../delivery/outbox/index.ts';
import { textType } from '../../files/media-type.ts';
import { storeFile } from '../../files/store.ts';
import type { NationBilan } from './bilan.ts';
import { nationChanges } from './changes.ts';
import { nationFileName, type WhichVersion } from './file-name.ts';
import { layingOut, type NationDocument } from './from-files/make-nation.ts';
import { planNationPrinting } from './jobs.ts';
import { nationFilesMessage } from './messages/documents.ts';
import { whichYear } from './operations.ts';
import { chosenYear, documentsOf, type NationDocuments, nationWords, workingNation } from './queries.ts';
import { nationStore } from './store.ts';

/** Throws UserError where no region was received: there is nothing to add up. */
async function bilanOf(
  scope: Scope,
  year: number,
): Promise<{ readonly bilan: NationBilan; readonly made: NationDocuments }> {
  const working = await workingNation(scope, year);
  if (working.made.nation.regions.length === 0) throw new UserError('nation.errors.nothing');
  const made = await documentsOf(scope, working);
  const { published } = working;
  const isPublished = published?.fingerprint === made.fingerprint;
  const before =
    published === null || isPublished ? null : await nationStore(scope).publication(year, published.version);
  return {
    made,
    bilan: {
      working,
      fingerprint: made.fingerprint,
      version: (published?.version ?? 0) + (isPublished ? 0 : 1),
      isPublished,
      changes: before === null ? null : nationChanges(jsonOf(before.documents), jsonOf(made.documents)),
    },
  };
}

function jsonOf(documents: readonly NationDocument[]): string {
  return documents.find(({ name }) => name === 'bilan-national.json')?.text ?? '';
}

/** Makes the nation's documents from what was received and decided, and sends them to whoever asks. */
export const makeNationBilan = operation({
  name: 'nation.bilan',
  who: 'national',
  input: whichYear,
  journal: { silent: 'is of no region' },
  async run(scope, { year: given }): Promise<NationBilan> {
    const year = await chosenYear(scope, given);
    const { bilan, made } = await bilanOf(scope, year);
    const { version, isPublished } = bilan;
    await sendDocuments(scope, made.documents, { year, version, isPublished });
    const draft = isPublished ? null : bilan.fingerprint;
    await planNationPrinting(scope, { year, version, draft, personId: scope.actor.personId });
    return bilan;
  },
});

/** Sends the version that was published last once more, as it was published. */
export const sendPublished = operation({
  name: 'nation.published',
  who: 'national',
  input: z.object({ year: z.int() }),
  journal: { silent: 'is of no region' },
  async run(scope, { year }): Promise<{ readonly year: number; readonly version: number }> {
    const published = await nationStore(scope).published(year);
    const found = published && (await nationStore(scope).publication(year, published.version));
    if (!published || !found) throw new UserError('nation.errors.notPublished');
    const { version } = published;
    await sendDocuments(scope, found.documents, { year, version, isPublished: true });
    await planNationPrinting(scope, { year, version, draft: null, personId: scope.actor.personId });
    return { year, version };
  },
});

/** Tells what publishing would do. */
export const previewNationPublication = operation({
  name: 'nation.previewPublication',
  who: 'national',
  input: z.object({ year: z.int() }),
  journal: { silent: 'changes nothing' },
  async run(scope, { year }): Promise<NationBilan> {
    const { bilan } = await bilanOf(scope, year);
    if (bilan.isPublished) throw new UserError('nation.errors.published', { version: bilan.version });
    return bilan;
  },
});

/** Publishes the nation's bilan as it was shown: this version never changes any more. */
export const publishNation = operation({
  name: 'nation.publish',
  who: 'national',
  input: z.object({ year: z.int(), print: z.string().min(8).max(64) }),
  journal: { silent: 'is of no region' },
  async run(scope, { year, print }): Promise<NationBilan> {
    const store = nationStore(scope);
    await store.lock(year);
    const { bilan, made } = await bilanOf(scope, year);
    const { version, fingerprint } = bilan;
    if (bilan.isPublished) throw new UserError('nation.errors.published', { version });
    if (!fingerprint.startsWith(print)) throw new UserError('nation.errors.changed');
    const { documents } = made;
    const toPrint = await inTurns(layingOut(bilan.working.made, nationWords(scope)));
    await store.publish(year, { version, fingerprint, documents, print: toPrint }, scope.actor.personId);
    await sendDocuments(scope, documents, { year, version, isPublished: true });
    await planNationPrinting(scope, { year, version, draft: null, personId: scope.actor.personId });
    return bilan;
  },
});

async function sendDocuments(scope: Scope, documents: readonly NationDocument[], which: WhichVersion): Promise<void> {
  const reader = await directory(scope).acting(scope.actor);
  if (!reader) throw new UserError('common.errors.notFound');
  const files: FileRef[] = [];
  for (const { name, text } of documents) {
    const file = { name: nationFileName(name, which), type: textType(name), bytes: Buffer.from(text), told: text };
    files.push(await storeFile(scope, file, reader.personId));
  }
  await tellPerson(scope, reader, {
    // Asked for twice at one moment, the same documents are sent once.
    key: `nation:${which.year}:${reader.personId}:${scope.now.getTime()}:${files[0]?.id}`,
    words: (t) => nationFilesMessage(t, which, files),
    consent: { asked: 'own-request' },
    readAs: 'themselves',
  });
}
