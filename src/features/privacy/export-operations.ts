import { z } from 'zod';
import { directory } from '../../access/contacts/directory-store.ts';
import { enforceLimit } from '../../access/operation/limits.ts';
import { operation } from '../../access/operation/operation.ts';
import type { FileRef } from '../../chat/message.ts';
import { UserError } from '../../chat/user-error.ts';
import { tellPerson } from '../../delivery/outbox/index.ts';
import { storeFile } from '../../files/store.ts';
import { schedule } from '../../schedule/due.ts';
import { archivesOf } from './archives.ts';
import { archiveMessage } from './messages/data.ts';
import { EXPORT_OVER } from './rules.ts';

/** Days for which the copy is kept, so that it arrives though a platform is away. */
const EXPORT_DAYS = 7;
const DAY_MS = 86_400_000;
/**
 * Sends the actor a copy of all that is kept of them, as JSON and as a page, with the files they gave. Returns how many
 * archives it is in.
 */
export const exportData = operation({
  name: 'privacy.export',
  who: 'anyone',
  input: z.object({}),
  async run(scope): Promise<number> {
    const { actor, region, now } = scope;
    const reader = await directory(scope).acting(actor);
    if (!reader) throw new UserError('common.errors.notFound');
    await enforceLimit(scope, 'export');
    const archives = await archivesOf(scope);
    const refs: FileRef[] = [];
    for (const [at, { bytes, told }] of archives.entries()) {
      const name = archives.length === 1 ? 'mes-donnees.zip' : `mes-donnees-${at + 1}.zip`;
      const ref = await storeFile(scope, { name, type: 'application/zip', bytes, told }, actor.personId);
      refs.push(ref);
      const over = new Date(now.getTime() + EXPORT_DAYS * DAY_MS);
      await schedule(scope, { kind: EXPORT_OVER, subject: ref.id, at: over, expires: null });
    }
    await tellPerson(scope, reader, {
      key: `privacy-export:${actor.personId}:${now.getTime()}:${refs[0]?.id}`,
      words: (t) => archiveMessage(t, region, refs),
      consent: { asked: 'own-request' },
      readAs: 'themselves',
    });
    return refs.length;
  },
  journal: {
    deeds: (_, __, { actor }) => ({
      verb: 'privacy.journal.exported',
      object: { kind: 'person', id: null, name: null },
      person: actor.personId,
    }),
  },
});
