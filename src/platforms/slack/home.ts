import type { types } from '@slack/bolt';
import { MENU } from '../../chat/entry-commands.ts';
import { runs } from '../../chat/interaction.ts';
import { actions, button, type Message } from '../../chat/message.ts';
import type { SlackClient } from './client.ts';
import { attemptCall } from './errors.ts';
import { limits } from './limits.ts';
import { renderMessage } from './render-message.ts';
import { tableText } from './render-table.ts';
import { plain } from './rich-text.ts';
import { at, textAt, type Wire } from './wire.ts';

/** Somebody who has just opened the app's home tab. */
export interface HomeOpened {
  readonly user: string;
  readonly team: string | null;
  /** The id of the event, the same when Slack sends it again. */
  readonly event: string | null;
}

/** Returns who has opened the home tab; null for any other event, and for the tab of messages. */
export function homeOpened(body: Wire): HomeOpened | null {
  const event = at(body, 'event');
  const user = textAt(event, 'user');
  if (event.type !== 'app_home_opened' || event.tab !== 'home' || user === null) return null;
  return { user, team: textAt(body, 'team_id'), event: textAt(body, 'event_id') };
}

/**
 * Shows a message in somebody's home tab instead of what stood there. Below it stands the way back to what waits for
 * them, under this label; null where the message is that. What is beyond Slack's limit isn't shown. Throws
 * DeliveryError.
 */
export async function publishHome(
  client: SlackClient,
  user: string,
  { blocks }: Message,
  back: string | null,
): Promise<void> {
  const wayBack = back === null ? null : actions(button(runs(MENU.fr), back));
  const rendered = [...blocks, wayBack].filter((block) => block !== null);
  const all = renderMessage({ blocks: rendered }).parts.flatMap((part) => part.blocks.map(inView));
  const shown = all.length > limits.home.blocks ? [...all.slice(0, limits.home.blocks - 1), ...all.slice(-1)] : all;
  await attemptCall(() => client.views.publish({ user_id: user, view: { type: 'home', blocks: shown } }));
}

/** Returns a block as a view may hold it: tables stand in messages only. */
function inView(block: types.KnownBlock): types.KnownBlock {
  return block.type === 'table'
    ? { type: 'section', text: plain(tableText(block).slice(0, limits.section.text)) }
    : block;
}
