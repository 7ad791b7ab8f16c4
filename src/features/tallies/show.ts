import { obstacleText } from '../../access/contacts/obstacle.ts';
import type { Context } from '../../access/operation/context.ts';
import { actions, button, type Message, message, note, text } from '../../chat/message.ts';
import type { Place } from '../../chat/place.ts';
import { tallyShown } from './messages.ts';
import { showTally, talliesPlace } from './operations.ts';

/** A tally to be shown. `place` is null for the region's tallies channel on this platform. */
export interface Showing {
  readonly place: Place | null;
  readonly daily: boolean;
}

/**
 * Shows a live tally, or says what keeps the bot from doing so, with a button to try again. `again` means that this
 * button was pressed, so that the answer mustn't look the same as before.
 */
export async function runShow(context: Context, { place, daily }: Showing, again = false): Promise<Message> {
  const { t } = context;
  const where = place ?? (await context.do(talliesPlace, {}));
  const access = await context.access(where.channel);
  const obstacle = obstacleText(t, where.platform, access);
  if (obstacle !== null) {
    return message(
      again && text(t.text('tallies.blocked.still', { time: t.time(context.now) })),
      text(obstacle),
      note(t.text('tallies.blocked.next')),
      actions(button(`tally-show:${keyOf({ place: where, daily })}`, t.text('common.access.again'), 'primary')),
    );
  }
  const tally = await context.do(showTally, { place: where, daily });
  return tallyShown(t, tally, tally.channel === context.place.channel ? 'here' : { channel: access.channel });
}

function keyOf({ place, daily }: Showing): string {
  return [place?.channel ?? '', place?.thread ?? '', daily ? 'daily' : ''].join('/');
}

/** Reads back the key of that button. */
export function showingOf({ place: { platform } }: Context, key: string): Showing {
  const [channel = '', thread = '', daily = ''] = key.split('/');
  return {
    place: channel === '' ? null : { platform, channel, thread: thread === '' ? null : thread },
    daily: daily === 'daily',
  };
}
