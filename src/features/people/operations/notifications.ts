import { z } from 'zod';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { recheckHeld, switchableKinds } from '../../../delivery/outbox/index.ts';
import { usualQuietHours } from '../../../schedule/by-day.ts';
import type { Notifications } from '../notifications.ts';
import { type Choices, notificationsStore, usualChoices } from '../notifications-store.ts';
import { readQuietHours } from '../quiet-hours.ts';

function notificationsOf({ quiet, unwanted }: Choices): Notifications {
  return { quiet: quiet ?? usualQuietHours, unwanted, usual: quiet === null && unwanted.length === 0 };
}

export const viewNotifications = operation({
  name: 'people.viewNotifications',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  run: async (scope): Promise<Notifications> =>
    notificationsOf(await notificationsStore(scope).of(scope.actor.personId)),
});

/** Sets quiet hours as typed. An end that wasn't typed stays as it was. */
export const setQuietHours = operation({
  name: 'people.setQuietHours',
  who: 'anyone',
  journal: { silent: 'is their own' },
  input: z.object({ from: z.string().optional(), until: z.string().optional() }),
  run: (scope, { from, until }): Promise<Notifications> =>
    choose(scope, (choices) => {
      const quiet = readQuietHours({ from, until }, choices.quiet ?? usualQuietHours, scope.actor.locale);
      const usual = quiet.from === usualQuietHours.from && quiet.to === usualQuietHours.to;
      return { ...choices, quiet: usual ? null : quiet };
    }),
});

/** Switches a kind of unasked message off, or on again. */
export const switchKind = operation({
  name: 'people.switchKind',
  who: 'anyone',
  journal: { silent: 'is their own' },
  input: z.object({ kind: z.enum(switchableKinds), wanted: z.boolean() }),
  run: (scope, { kind, wanted }): Promise<Notifications> =>
    choose(scope, ({ quiet, unwanted }) => {
      const others = unwanted.filter((one) => one !== kind);
      return { quiet, unwanted: wanted ? others : [...others, kind] };
    }),
});

/** Resets the choices to the defaults. */
export const resetNotifications = operation({
  name: 'people.resetNotifications',
  who: 'anyone',
  journal: { silent: 'is their own' },
  input: z.object({}),
  run: (scope): Promise<Notifications> => choose(scope, () => usualChoices),
});

/** Stores changed choices. What waits for the person's quiet hours to end follows the new choice at the next tick. */
async function choose(scope: Scope, changed: (choices: Choices) => Choices): Promise<Notifications> {
  const { personId } = scope.actor;
  const store = notificationsStore(scope);
  await store.lock(personId);
  const choices = changed(await store.of(personId));
  await store.keep(personId, choices);
  await recheckHeld(scope, personId);
  return notificationsOf(choices);
}
