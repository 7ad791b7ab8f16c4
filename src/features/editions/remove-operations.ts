import { z } from 'zod';
import { type Operation, operation } from '../../access/operation/operation.ts';
import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import { runs } from '../../chat/interaction.ts';
import { UserError } from '../../chat/user-error.ts';
import { editUnder } from '../../delivery/outbox/index.ts';
import type { Edition } from './edition.ts';
import { removedAnnouncement } from './messages.ts';
import { deleteEdition, holdsNothing } from './removal-store.ts';
import { openedKey } from './rules.ts';
import { editionStore } from './store.ts';

const which = z.object({ id: z.string() });

function known(scope: RegionScope, id: string): Promise<Edition | null> | null {
  return z.uuid().safeParse(id).success ? editionStore(scope).byId(id) : null;
}

/** Returns whether an edition holds nothing, so that it can be removed. */
export const isEditionEmpty: Operation<typeof which, boolean> = operation({
  name: 'editions.isEmpty',
  who: 'coordinator',
  looks: true,
  input: which,
  run: async (scope, { id }) => (await known(scope, id)) !== null && (await holdsNothing(scope, id)),
});

/** Returns an edition that can be removed, because it holds nothing. Throws UserError otherwise. */
export const editionToRemove = operation({
  name: 'editions.toRemove',
  who: 'coordinator',
  looks: true,
  input: which,
  async run(scope, { id }): Promise<Edition> {
    const edition = await known(scope, id);
    if (!edition) throw new UserError('editions.errors.removed');
    if (!(await holdsNothing(scope, id))) throw notEmpty(edition);
    return edition;
  },
});

/**
 * Removes an edition that was opened by mistake and holds nothing, with its themes and objectives. What announced it says so, and its
 * year can be opened again.
 */
export const removeEdition = operation({
  name: 'editions.remove',
  who: 'coordinator',
  input: which,
  async run(scope, { id }): Promise<Edition> {
    const store = editionStore(scope);
    await store.lock();
    const edition = await known(scope, id);
    if (!edition) throw new UserError('editions.errors.removed');
    // Whoever proposes something to it at this moment is done first, or finds it gone.
    await store.holdOpen(id);
    if (!(await holdsNothing(scope, id))) throw notEmpty(edition);
    await deleteEdition(scope, id);
    const t = regionWords(scope.region);
    await editUnder(scope, openedKey(edition), () => removedAnnouncement(t, edition, scope.region));
    return edition;
  },
  journal: {
    deeds: ({ id, name }) => ({ verb: 'editions.journal.removed', object: { kind: 'edition', id, name } }),
  },
});

function notEmpty({ year }: Edition): UserError {
  const view = { action: runs(['edition', 'voir']), label: 'editions.menu.view' };
  return new UserError('editions.errors.notEmpty', { year: String(year) }, null, [view]);
}
