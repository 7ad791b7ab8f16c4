import type { Actor } from '../../access/actor/actor.ts';
import type { Offer } from '../../chat/user-error.ts';

/**
 * Returns the ways for somebody without an organisation to get one. Requests they have already made can be withdrawn.
 */
export function waysToBelong({ requests }: Actor): readonly Offer[] {
  return [
    ...requests.map(({ id, organisation }) => ({
      action: `membership-withdraw:${id}`,
      label: 'organisations.request.withdraw',
      words: { key: 'organisations.request.waits', values: { name: organisation } },
    })),
    { action: 'organisation-join:', label: 'organisations.join.button', primary: true },
    { action: 'organisation-create:', label: 'organisations.create.button' },
  ];
}
