import { actorOf, SaidBeforeErasure } from '../../../access/actor/actor-store.ts';
import { withNationalRole } from '../../../access/actor/national.ts';
import { reading } from '../../../database/transaction.ts';
import { aboutPlace } from '../../../delivery/outbox/index.ts';
import type { InboxOptions } from '../../options.ts';
import { NO_TOPIC } from '../../registry.ts';
import { settleEvents } from '../../running/event-store.ts';
import { isCalled, typedAs } from '../pending-message.ts';
import type { About, InRegion, MessageStep } from './message-step.ts';

/** Finds out what a message is about and who said it. Ends for what people say to each other, and for what its author said before they had themselves erased. */
export function about({ database, now, locales, nationalCoordinators }: InboxOptions): MessageStep<InRegion, About> {
  return async (given, next) => {
    const { region, entry } = given;
    const { said } = given.pending;
    const sent =
      given.about === undefined
        ? await reading(database, (tx) => aboutPlace({ tx, region, now: now() }, said.place))
        : given.about;
    const about = sent ?? (isCalled(said) ? NO_TOPIC : null);
    if (about === null) return 'done';
    const { event } = given.pending;
    const known = await actorOf(database, entry, said.user, now(), typedAs(given.pending)).catch((error: unknown) => {
      if (error instanceof SaidBeforeErasure) return null;
      throw error;
    });
    if (known === null) {
      await settleEvents(database, said.user.platform, [event]);
      return 'noted';
    }
    const actor = withNationalRole(known, nationalCoordinators);
    locales.remember(said.user, actor.locale);
    return next({ ...given, about, actor });
  };
}
