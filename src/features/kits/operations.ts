import { z } from 'zod';
import { directory } from '../../access/contacts/directory-store.ts';
import { writeJournal } from '../../access/journal/journal-store.ts';
import { enforceLimit } from '../../access/operation/limits.ts';
import { operation } from '../../access/operation/operation.ts';
import type { Scope } from '../../access/operation/scope.ts';
import { UserError } from '../../chat/user-error.ts';
import { departureUnder, sentUnder, tellPerson, withdrawUnder } from '../../delivery/outbox/index.ts';
import { fileRefs } from '../../files/store.ts';
import { currentEdition, holdOpenEdition, latestEdition } from '../editions/queries.ts';
import { theOrganisation } from '../organisations/queries.ts';
import {
  delayedKits,
  kitKey,
  noteReceivedBelow,
  noteReceivedBelowOwn,
  ownCopiesKey,
  previewDeparture,
  unwillingOrganisations,
} from './deliver.ts';
import type { FollowUp, Kit, KitPreview, KitVersions, PublishedKit } from './kit.ts';
import { kitMessage } from './messages.ts';
import { kitReceiptStore } from './receipt-store.ts';
import { deliverInSteps, KIT_STEP, STEP } from './steps.ts';
import { kitStore } from './store.ts';

/** Previews the version that publishing these files would make. */
export const previewKit = operation({
  name: 'kits.preview',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({ files: z.array(z.uuid()).min(1), note: z.string().nullable() }),
  async run(scope, { files, note }): Promise<KitPreview> {
    const edition = await currentEdition(scope);
    const latest = await kitStore(scope).latest(edition.id);
    return {
      version: (latest?.version ?? 0) + 1,
      files: await fileRefs(scope, files),
      note,
      ...(await previewDeparture(scope, await kitReceiptStore(scope).recipients(edition.id))),
    };
  },
});

/** Publishes a new version and sends it to every organisation with an accepted event, its co-organisers included. */
export const publishKit = operation({
  name: 'kits.publish',
  who: 'coordinator',
  input: z.object({ files: z.array(z.uuid()).min(1), note: z.string().nullable() }),
  async run(scope, { files, note }): Promise<PublishedKit> {
    const edition = await currentEdition(scope);
    const store = kitStore(scope);
    if ((await fileRefs(scope, files)).length === 0) throw new UserError('kits.errors.noFile', {}, 'files');
    await holdOpenEdition(scope, edition.id);
    const version = ((await store.latest(edition.id))?.version ?? 0) + 1;
    await enforceLimit(scope, 'kit');
    const kit = await store.publish({
      editionId: edition.id,
      version,
      note,
      fileIds: files,
      publishedById: scope.actor.personId,
    });
    const recipients = await kitReceiptStore(scope).recipients(edition.id);
    const inSteps = recipients.length > STEP;
    // For recipients whose turn comes in a later step the answer says how it would leave now.
    const expected = inSteps ? await previewDeparture(scope, recipients) : null;
    await deliverInSteps(scope, kit, recipients);
    const leaves = await departureUnder(scope, kitKey(kit.id));
    return {
      ...{ kit, inSteps },
      leaves: expected ? { ...expected.leaves, away: leaves.away } : leaves,
      waiting: expected ? expected.waiting : await delayedKits(scope, edition.id, kit),
      unwilling: expected ? expected.unwilling : await unwillingOrganisations(scope, edition.id, kit),
    };
  },
  journal: {
    deeds: ({ kit: { id, version } }) => ({
      verb: 'kits.journal.published',
      object: { kind: 'kit', id, name: String(version) },
    }),
  },
});

/** Returns the ids of those of the actor's organisations that the edition's kit is for. */
async function takingPart(scope: Scope, editionId: string): Promise<readonly string[]> {
  const ids = scope.actor.organisations.map(({ id }) => id);
  if (ids.length === 0) return [];
  return (await kitReceiptStore(scope).recipients(editionId, ids)).map(({ organisation }) => organisation.id);
}

/**
 * Sends the latest version to whoever asks for it, in a conversation of its own. It counts as sent to those of their
 * organisations that take part, and to no other.
 */
export const receiveKit = operation({
  name: 'kits.receive',
  who: 'organiser',
  journal: { silent: 'is their own' },
  input: z.object({}),
  async run(scope): Promise<Kit> {
    const edition = await latestEdition(scope);
    if (!edition.open) throw new UserError('kits.errors.editionClosed', { edition: edition.name });
    const kit = await kitStore(scope).latest(edition.id);
    if (!kit) throw new UserError('kits.errors.noneYet');
    const reader = await directory(scope).acting(scope.actor);
    if (!reader) throw new UserError('common.errors.notFound');
    const theirs = await takingPart(scope, edition.id);
    const store = kitReceiptStore(scope);
    await store.noteSent(kit.id, theirs);
    const confirmed = theirs.length > 0 && (await store.isReceivedByAll(kit.id, theirs));
    const received = confirmed ? 'already' : 'notYet';
    const whose = { organisationId: '', handedOnTo: null, received } as const;
    // Copies they asked for before are deleted: there is one copy to use, in the newest place.
    const copies = ownCopiesKey(kit.id, reader.personId);
    const { length: before } = await sentUnder(scope, copies);
    await withdrawUnder(scope, copies);
    await tellPerson(scope, reader, {
      key: `${copies}${scope.now.getTime()}-${before}`,
      words: (t) => kitMessage(t, kit, whose),
      consent: { asked: 'own-request' },
      readAs: 'themselves',
    });
    return kit;
  },
});

/**
 * Records that the kit arrived, as a member says, or a coordinator who hands it on. A member has it for all of theirs that take part and
 * were sent it, each in a copy that reads the same. Without an organisation, which is below a copy that somebody asked for, it did for those
 * of theirs that take part.
 */
export const confirmReceipt = operation({
  name: 'kits.confirmReceipt',
  who: 'organiser',
  input: z.object({ kitId: z.uuid(), organisationId: z.union([z.uuid(), z.literal('')]) }),
  async run(scope, { kitId, organisationId }): Promise<Kit> {
    const kit = await kitStore(scope).byId(kitId);
    const editionId = await kitStore(scope).editionOf(kitId);
    if (!kit || editionId === null) throw new UserError('common.errors.notFound');
    const store = kitReceiptStore(scope);
    const theirs = await takingPart(scope, editionId);
    if (organisationId === '') {
      await store.noteSent(kitId, theirs);
      await store.noteReceived(kitId, theirs, scope.actor.personId);
      await noteReceivedBelow(scope, kit, theirs);
      await noteReceivedBelowOwn(scope, kit);
      return kit;
    }
    const member = scope.actor.organisations.some(({ id }) => id === organisationId);
    if (!member && !scope.actor.coordinator) throw new UserError('kits.errors.notYours');
    const { id, name } = await theOrganisation(scope, organisationId);
    await store.noteSent(kitId, [id]);
    const noted = await store.noteReceived(kitId, member ? [id, ...theirs] : [id], scope.actor.personId);
    if (!member) {
      const handed = { kind: 'kit', id: kitId, name: String(kit.version) } as const;
      await writeJournal(scope, { verb: 'kits.journal.received', object: handed, organisation: { id, name } });
    }
    await noteReceivedBelow(scope, kit, [...new Set([id, ...noted])]);
    if (theirs.includes(id) && (await store.isReceivedByAll(kitId, theirs))) await noteReceivedBelowOwn(scope, kit);
    return kit;
  },
  journal: { within: ['kits.journal.received'] },
});

export const kitVersions = operation({
  name: 'kits.versions',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  async run(scope): Promise<KitVersions> {
    const { id, open } = await latestEdition(scope);
    return { kits: await kitStore(scope).versions(id), isHandedOut: open };
  },
});

export const kitFollowUp = operation({
  name: 'kits.followUp',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  async run(scope): Promise<FollowUp> {
    const { id, open } = await latestEdition(scope);
    const kit = await kitStore(scope).latest(id);
    if (!kit) return { kit, receipts: [], messages: new Map(), underWay: [], waiting: [], unwilling: [], tooLate: [] };
    const prefix = kitKey(kit.id);
    const sent = await sentUnder(scope, prefix);
    const store = kitReceiptStore(scope);
    const receipts = await store.receipts(kit.id);
    const has = new Set(receipts.map(({ organisationId }) => organisationId));
    const messages = new Map(sent.map((one) => [one.key.slice(prefix.length), one]));
    const without = (await store.recipients(id)).flatMap(({ organisation }) =>
      has.has(organisation.id) ? [] : [organisation.name],
    );
    if (!open) return { kit, receipts, messages, underWay: [], waiting: [], unwilling: [], tooLate: without };
    return {
      ...{ kit, receipts, messages, tooLate: [] },
      underWay: (await delayedKits(scope, id, kit, KIT_STEP)).map(({ organisation }) => organisation),
      waiting: await delayedKits(scope, id, kit),
      unwilling: await unwillingOrganisations(scope, id, kit),
    };
  },
});
