import { directory } from '../../access/contacts/directory-store.ts';
import type { Scope } from '../../access/operation/scope.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { editUnder, tellPerson, wordsForHolder } from '../../delivery/outbox/index.ts';
import { doneOf, scheduleAll } from '../../schedule/due.ts';
import { type DueHandler, inSets } from '../../schedule/handlers.ts';
import { deliverKits, recipientsOf } from './deliver.ts';
import type { Kit, KitProgress, KitRecipient } from './kit.ts';
import { kitProgressMessage } from './messages.ts';
import { kitStore } from './store.ts';

/** Kind of the due items of a version that is being sent to many. Their subject is `<kit>:<organisation>`. */
export const KIT_STEP = 'kit-step';

/** The most organisations that are sent a version in one transaction, so that it holds nobody up. */
export const STEP = 250;

/** The key of the message that shows whoever published a version how far it has come: `<this><their id>`. */
function progressKey(kitId: string): string {
  return `kit-progress:${kitId}:`;
}

/**
 * Sends a version, unasked, to the first of these organisations, and notes that the others follow: step by step, whatever
 * stops the process in between. Then a private message shows how far it has come.
 */
export async function deliverInSteps(scope: Scope, kit: Kit, recipients: readonly KitRecipient[]): Promise<void> {
  await deliverKits(scope, kit, recipients.slice(0, STEP), { unasked: true });
  if (recipients.length <= STEP) return;
  await scheduleAll(
    scope,
    recipients.slice(STEP).map(({ organisation }) => ({
      ...{ kind: KIT_STEP, subject: `${kit.id}:${organisation.id}`, at: scope.now, expires: null },
    })),
  );
  const reader = await directory(scope).acting(scope.actor);
  if (!reader) return;
  const { version } = kit;
  await tellPerson(scope, reader, {
    key: progressKey(kit.id) + reader.personId,
    words: (t) => kitProgressMessage(t, { version, done: STEP, all: recipients.length, stopped: null }),
    consent: { asked: 'own-request' },
    readAs: ['coordinator'],
  });
}

/** Sends to the next organisations, those of them that take part by now, unless a newer version has come out or the edition is closed. */
export const nextKitStep: DueHandler = inSets(STEP, async (scope, subjects) => {
  for (const [kitId, organisationIds] of byKit(subjects)) {
    const found = await recipientsOf(scope, kitId, organisationIds);
    if (found) await deliverKits(scope, found.kit, found.recipients, { unasked: true });
    await showProgress(scope, kitId, found === null ? await whyStopped(scope, kitId) : null);
  }
});

/** Sends versions that had to wait, unless a newer one has come out, the edition is closed or the organisation no longer takes part. */
export const deliverWaiting: DueHandler = inSets(STEP, async (scope, subjects) => {
  for (const [kitId, organisationIds] of byKit(subjects)) {
    const found = await recipientsOf(scope, kitId, organisationIds);
    if (found) await deliverKits(scope, found.kit, found.recipients, { unasked: true });
  }
});

function byKit(subjects: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const subject of subjects) {
    const [kitId = '', organisationId = ''] = subject.split(':');
    found.set(kitId, [...(found.get(kitId) ?? []), organisationId]);
  }
  return found;
}

async function whyStopped(scope: RegionScope, kitId: string): Promise<KitProgress['stopped']> {
  const store = kitStore(scope);
  const editionId = await store.editionOf(kitId);
  const latest = editionId === null ? null : await store.latest(editionId);
  return latest?.id === kitId ? 'closed' : 'replaced';
}

async function showProgress(scope: RegionScope, kitId: string, stopped: KitProgress['stopped']): Promise<void> {
  const kit = await kitStore(scope).byId(kitId);
  if (!kit) return;
  const { done, all } = await doneOf(scope, KIT_STEP, `${kitId}:`);
  const prefix = progressKey(kitId);
  const state = { version: kit.version, done: STEP + done, all: STEP + all, stopped };
  await editUnder(scope, prefix, async (key) =>
    kitProgressMessage(await wordsForHolder(scope, key.slice(prefix.length)), state),
  );
}
