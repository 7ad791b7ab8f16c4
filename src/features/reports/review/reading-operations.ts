import { z } from 'zod';
import { hasRole } from '../../../access/actor/actor.ts';
import type { Departure } from '../../../access/contacts/departure.ts';
import { directory } from '../../../access/contacts/directory-store.ts';
import { enforceLimit } from '../../../access/operation/limits.ts';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { departureUnder, tellPerson } from '../../../delivery/outbox/index.ts';
import type { Edition } from '../../editions/edition.ts';
import { editionById, findLatestEdition } from '../../editions/queries.ts';
import { reviewLetter } from '../messages/review.ts';
import { chosenEdition, whichEdition } from '../operations.ts';
import { readableDraft } from './comment-operations.ts';
import { commentStore } from './comment-store.ts';
import { lastGivenTo } from './readings-store.ts';
import type { AskedReading } from './review.ts';

/** A draft that somebody was given to read. */
interface DraftGiven extends AskedReading {
  readonly over: boolean;
  readonly withdrawn: boolean;
}

async function askedOf(scope: Scope, edition: Edition): Promise<DraftGiven | null> {
  const review = await lastGivenTo(scope, edition.id);
  if (!review) return null;
  const [asker] = await directory(scope).people([review.askedById]);
  const comments = await commentStore(scope).commentsOf(review.id, scope.actor.personId);
  const { endedAt, withdrawn } = review;
  return { edition, review, asker: asker?.name ?? null, comments: comments.length, over: endedAt !== null, withdrawn };
}

/** Returns the refusal of a draft whose files were taken back, since they told of somebody who was erased. */
function draftTakenBack({ region }: Scope): UserError {
  return new UserError('reports.errors.draftWithdrawn', { chamber: region.chamber });
}

/**
 * Returns the draft of an edition's bilan that the actor is asked to read; null where they never were. Throws UserError when
 * its reading is over, or it was taken back.
 */
export const viewReading = operation({
  name: 'reports.viewReading',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: whichEdition,
  async run(scope, which): Promise<AskedReading | null> {
    if (!hasRole(scope.actor, 'organiser')) return null;
    const edition = which.year === undefined ? await findLatestEdition(scope) : await chosenEdition(scope, which);
    const asked = edition && (await askedOf(scope, edition));
    if (asked?.over) throw new UserError('reports.errors.readingOver', { edition: asked.edition.name });
    if (asked?.withdrawn) throw draftTakenBack(scope);
    return asked;
  },
});

/** Returns the draft of this edition's bilan that waits for the actor: they are asked to read it, and have said nothing yet. */
export async function awaitedReading(scope: Scope, edition: Edition): Promise<AskedReading | null> {
  const asked = await askedOf(scope, edition);
  return asked && !asked.over && !asked.withdrawn && asked.comments === 0 ? asked : null;
}

/** Sends a draft again to a reader who asks for it. Throws UserError while it is laid out, and once it was taken back. */
export const askForDraft = operation({
  name: 'reports.askForDraft',
  who: 'anyone',
  journal: { silent: 'is their own' },
  input: z.object({ reviewId: z.uuid() }),
  async run(scope, { reviewId }): Promise<{ readonly leaves: Departure }> {
    const review = await readableDraft(scope, reviewId);
    const edition = await editionById(scope, review.editionId);
    const reader = await directory(scope).acting(scope.actor);
    if (!edition || !reader) throw new UserError('common.errors.notFound');
    if (review.withdrawn) throw draftTakenBack(scope);
    if (review.files.length === 0) throw new UserError('reports.errors.draftPrinting');
    await enforceLimit(scope, 'document');
    const [asker] = await directory(scope).people([review.askedById]);
    const key = `report-reread:${review.id}:${reader.personId}:${scope.now.getTime()}`;
    await tellPerson(scope, reader, {
      key,
      words: (t) => reviewLetter(t, { edition, review, asker: asker?.name ?? null, since: null }),
      consent: { asked: 'own-request' },
      readAs: 'themselves',
    });
    return { leaves: await departureUnder(scope, key) };
  },
});
