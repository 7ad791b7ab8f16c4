import { z } from 'zod';
import { directory } from '../../access/contacts/directory-store.ts';
import { operation } from '../../access/operation/operation.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { UserError } from '../../chat/user-error.ts';
import { editionById } from '../editions/queries.ts';
import { type BilanLinkState, linkTokenHash, newLinkToken } from './bilan-link.ts';
import { bilanLinkStore } from './bilan-link-store.ts';
import { linkDeed } from './journal.ts';
import { publishedJson } from './publication.ts';
import { publicationStore } from './publication-store.ts';
import { signingKey } from './signing-store.ts';

const whose = z.object({ editionId: z.uuid() });

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
    link: link && { madeAt: link.madeAt, by: by?.name ?? null },
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

/** Makes a new address for the nation, in place of the one before. Returns what is secret in it, which isn't kept. */
export const makeBilanLink = operation({
  name: 'reports.makeLink',
  who: 'coordinator',
  input: whose,
  async run(scope, { editionId }): Promise<BilanLinkState & { readonly token: string }> {
    const state = await linkState(scope, editionId);
    if (state.withdrawn) throw new UserError('reports.errors.linkWithdrawn');
    const store = bilanLinkStore(scope);
    const token = newLinkToken();
    await store.cut(editionId);
    if (!(await store.add(editionId, linkTokenHash(token), scope.actor.personId)))
      throw new UserError('reports.errors.linkJustMade');
    // What it leads to is signed when it is asked for: then there has to be a key.
    await signingKey(scope);
    return { ...state, token };
  },
  journal: { deeds: ({ edition }) => linkDeed('reports.journal.linkMade', edition) },
});

/** Has the address lead nowhere any more. */
export const cutBilanLink = operation({
  name: 'reports.cutLink',
  who: 'coordinator',
  input: whose,
  async run(scope, { editionId }): Promise<BilanLinkState> {
    if (!(await bilanLinkStore(scope).cut(editionId))) throw new UserError('reports.errors.linkGone');
    return linkState(scope, editionId);
  },
  journal: { deeds: ({ edition }) => linkDeed('reports.journal.linkCut', edition) },
});
