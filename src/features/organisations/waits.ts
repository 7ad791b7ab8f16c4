import type { Waits } from '../menu/waits.ts';
import { pendingRequests } from './waits-store.ts';

export const organisationsWait: Waits = {
  async coordinators(scope) {
    const requests = await pendingRequests(scope, null);
    const [oldest] = requests;
    if (!oldest) return [];
    return [
      {
        position: 20,
        words: (t) => t.text('organisations.waits.requests', { count: requests.length }),
        ways: [{ action: `organisation-members:${oldest.organisation.id}`, label: 'organisations.waits.show' }],
      },
    ];
  },

  async organiser(scope) {
    const requests = await pendingRequests(
      scope,
      scope.actor.organisations.map(({ id }) => id),
    );
    return {
      tasks: requests.map(({ id, person, organisation }) => ({
        position: 20,
        words: (t) => t.text('organisations.waits.request', { person: person.name, name: organisation.name }),
        ways: [
          { action: `membership-accept:${id}`, label: 'common.confirm' },
          { action: `membership-decline:${id}`, label: 'organisations.card.decline' },
        ],
      })),
    };
  },
};
