import { z } from 'zod';
import { directory } from '../../../access/contacts/directory-store.ts';
import { operation } from '../../../access/operation/operation.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { editionById } from '../../editions/queries.ts';
import { linkDeed } from '../journal.ts';
import { publishedJson } from '../publication/publication.ts';
import { signingKey } from '../publication/signing-store.ts';
import { publicationStore } from '../publication/store.ts';
import { type BilanLinkState, linkTokenHash, newLinkToken } from './bilan-link.ts';
import { bilanLinkStore } from './store.ts';

const whose = z.object({ editionId: z.uuid() });
/** `shown` is the address that was shown beside the button; null where none was. */
const beside = whose.extend({ shown: z.uuid().nullable() });

async function linkState(scope: RegionScope, editionId: string): Promise<BilanLinkState> {
  const edition = await editionById(scope, editionId);
  if (!edition) throw new UserError('common.errors.notFound');
  const publication = await publicationStore(scope).latest(editionId);
  if (!publication) throw new UserError('reports.errors.notPublished', { edition: edition.name });
  const link = await bilanLinkStore(scope).live(editionId);
  const by = link && (await directory(scope).person(link.madeById));
  return {
    edition: { id: edition.id, name: edition.name },
    version: publication.version,
    withdrawn: publishedJson(publication) === null,
    link: link && { id: link.id, madeAt: link.madeAt, by: by?.name ?? null },
  };
}

/** Tells whether an address leads the nation to the published bilan. */
export const viewBilanLink = operation({
  name: 'reports.viewLink',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: whose,
  run: async (scope, { editionId }) => linkState(scope, editionId),
});

/** Returns why the address that was shown can't be replaced or cut: somebody else has just done so. */
async function anotherStands(scope: RegionScope, editionId: string): Promise<UserError> {
  const stands = await bilanLinkStore(scope).live(editionId);
  return new UserError(stands ? 'reports.errors.linkJustMade' : 'reports.errors.linkGone');
}

/** Makes a new address for the nation, in place of the one shown. Returns the secret part of it, which isn't stored. */
export const makeBilanLink = operation({
  name: 'reports.makeLink',
  who: 'coordinator',
  input: beside,
  async run(scope, { editionId, shown }): Promise<BilanLinkState & { readonly token: string }> {
    const state = await linkState(scope, editionId);
    if (state.withdrawn) throw new UserError('reports.errors.linkWithdrawn');
    const store = bilanLinkStore(scope);
    const token = newLinkToken();
    // When two people press at once, the second must not cut the address that the first has just got.
    if (shown !== null && !(await store.cut(editionId, shown))) throw await anotherStands(scope, editionId);
    if (!(await store.add(editionId, linkTokenHash(token), scope.actor.personId)))
      throw await anotherStands(scope, editionId);
    // The bilan is signed when it is fetched, and the key must exist by then.
    await signingKey(scope);
    return { ...state, token };
  },
  journal: { deeds: ({ edition }) => linkDeed('reports.journal.linkMade', edition) },
});

/** Makes the address lead nowhere. */
export const cutBilanLink = operation({
  name: 'reports.cutLink',
  who: 'coordinator',
  input: beside,
  async run(scope, { editionId, shown }): Promise<BilanLinkState> {
    const isCut = shown !== null && (await bilanLinkStore(scope).cut(editionId, shown));
    if (!isCut) throw await anotherStands(scope, editionId);
    return linkState(scope, editionId);
  },
  journal: { deeds: ({ edition }) => linkDeed('reports.journal.linkCut', edition) },
});
