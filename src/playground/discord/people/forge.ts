import { type Forged, PlatformRefusal } from '../../local-platform.ts';
import { deliverInteraction, interactionType } from '../actions/interactions.ts';
import { postMessage } from '../actions/messages.ts';
import type { DiscordCore } from '../core.ts';
import type { WireObject } from '../json.ts';
import { type DiscordMessage, messageFlag } from '../model/types.ts';
import { component } from '../validate/interactive.ts';

/**
 * Sends the bot what Discord would if a client could send anything: a component with any id, in a message that only
 * its user sees, or a modal with any content.
 */
export async function forge(
  core: DiscordCore,
  userId: string,
  channelId: string,
  { kind, data }: Forged,
): Promise<void> {
  const given = data as WireObject;
  const channel = core.world.channel(channelId);
  const isForm = kind === 'submit';
  const type = isForm ? interactionType.modalSubmit : interactionType.component;
  const kindOfComponent = kind === 'press' ? component.button : component.stringSelect;
  const { outcome } = deliverInteraction(core, {
    ...{ type, userId, channel, message: onlyTheirs(core, userId, channelId) },
    data: isForm ? given : { component_type: kindOfComponent, ...given },
  });
  if ((await outcome) === 'expired') throw new PlatformRefusal('This interaction failed');
}

/** Returns the message that the component stands in, the same each time. */
function onlyTheirs(core: DiscordCore, userId: string, channelId: string): DiscordMessage {
  const channel = core.world.channel(channelId);
  const known = channel.messages
    .map((id) => core.world.messages.get(id))
    .find((message) => message?.onlyFor === userId && message.nonce === MARK);
  if (known) return known;
  const draft = {
    ...{ content: '', embeds: [], keptAttachments: [], newFiles: [], allowed: null },
    components: [{ type: component.text, id: 1, content: MARK }],
    flags: messageFlag.ephemeral | messageFlag.componentsV2,
  };
  return postMessage(core, {
    ...{ channel, authorId: core.world.bot.id, draft, onlyFor: userId, nonce: MARK },
    interaction: { user_id: userId },
  });
}

const MARK = 'forged';
