import type { Context } from '../../access/operation/context.ts';
import type { Message } from '../../chat/message.ts';
import type { Retried } from '../../relay/retry-store.ts';
import { accessToChannels, fileLimitsOf, lacksOf, namesOfChannels } from './channels.ts';
import { watchMessage } from './messages/status.ts';
import { viewSilence } from './operations/people.ts';
import { viewRelays, watchRelays } from './operations/view.ts';

/** Tells a coordinator what is tied, and how it stands now. `retried` counts what is tried again; null when nothing is. */
export async function statusMessage(context: Context, retried: Retried | null): Promise<Message> {
  const { t, now } = context;
  const ties = (await context.do(viewRelays, {})).flatMap(({ channels }) => channels);
  const [names, looked, lacks] = await Promise.all([
    namesOfChannels(context, ties),
    accessToChannels(context, ties),
    lacksOf(context, ties),
  ]);
  const relays = await context.do(watchRelays, { limits: fileLimitsOf(context, ties) });
  const silentSince = await context.do(viewSilence, {});
  return watchMessage(t, { relays, names, looked, lacks, now, retried, silentSince });
}
