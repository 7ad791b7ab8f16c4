import type { Actor } from '../../access/actor/actor.ts';
import type { Offer } from '../../chat/user-error.ts';

/** How somebody who belongs to no organisation comes to one; what they have asked for already, they may withdraw. */
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
