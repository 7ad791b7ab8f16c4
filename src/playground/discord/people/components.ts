import { PlatformRefusal } from '../../local-platform.ts';
import { deliverInteraction, interactionType } from '../actions/interactions.ts';
import type { DiscordCore } from '../core.ts';
import type { WireObject } from '../json.ts';
import { canSee } from '../model/access.ts';
import type { Channel, DiscordMessage } from '../model/types.ts';
import { everyComponent } from '../validate/components.ts';
import { component, isSelect } from '../validate/interactive.ts';
import { bounds, choicesOf } from './choices.ts';
import { valueMeant } from './inputs.ts';
import { inWords } from './reader.ts';
import { Resolved } from './resolved.ts';

/** Presses a button as a person does. */
export async function press(core: DiscordCore, userId: string, messageId: string, controlId: string): Promise<void> {
  const { message, channel, item } = findControl(core, userId, messageId, controlId);
  if (item.type !== component.button) throw changedSince(core, userId);
  const data = { component_type: component.button, custom_id: controlId, ...idOf(item) };
  await deliver(core, userId, channel, message, data);
}

/** Chooses in a select menu as a person does, and closes it. */
export async function chooseInMenu(
  core: DiscordCore,
  userId: string,
  messageId: string,
  controlId: string,
  values: readonly string[],
): Promise<void> {
  const { message, channel, item } = findControl(core, userId, messageId, controlId);
  if (!isSelect(item.type)) throw changedSince(core, userId);
  const options = choicesOf(core, item, userId, channel);
  const chosen = values.map((value) => {
    const meant = valueMeant(options, value);
    if (meant === undefined) throw changedSince(core, userId);
    return meant;
  });
  const { min, max } = bounds(item);
  if (chosen.length < min || chosen.length > max) {
    throw new PlatformRefusal(
      inWords(core, userId, `Choisis entre ${min} et ${max} éléments.`, `Choose between ${min} and ${max} items.`),
    );
  }
  const resolved = new Resolved(core, userId, channel);
  if (item.type !== component.stringSelect) for (const id of chosen) resolved.add(id);
  await deliver(core, userId, channel, message, {
    component_type: item.type,
    custom_id: controlId,
    ...idOf(item),
    values: chosen,
    ...resolved.json(),
  });
}

const idOf = (item: WireObject): WireObject => (typeof item.id === 'number' ? { id: item.id } : {});

function findControl(
  core: DiscordCore,
  userId: string,
  messageId: string,
  controlId: string,
): { message: DiscordMessage; channel: Channel; item: WireObject } {
  const message = core.world.messages.get(messageId);
  const channel = core.world.channels.get(message?.channelId ?? '');
  const visible =
    message &&
    channel &&
    canSee(core.world, userId, channel) &&
    (message.onlyFor === null || message.onlyFor === userId);
  if (!visible)
    throw new PlatformRefusal(inWords(core, userId, "Ce message n'existe plus.", 'This message no longer exists.'));
  const item = everyComponent(message.components).find((candidate) => candidate.custom_id === controlId);
  if (!item) throw changedSince(core, userId);
  if (item.disabled === true)
    throw new PlatformRefusal(inWords(core, userId, 'Ce bouton est désactivé.', 'This button is disabled.'));
  return { message, channel, item };
}

/** Returns the refusal of what stands below a message that is no longer as its reader sees it. */
const changedSince = (core: DiscordCore, userId: string): PlatformRefusal =>
  new PlatformRefusal(
    inWords(
      core,
      userId,
      "Ce message vient de changer. Regarde-le de nouveau, puis choisis parmi ce qu'il propose maintenant.",
      'This message has just changed. Look at it again, then choose from what it offers now.',
    ),
  );

async function deliver(
  core: DiscordCore,
  userId: string,
  channel: Channel,
  message: DiscordMessage,
  data: WireObject,
): Promise<void> {
  const { outcome } = deliverInteraction(core, { type: interactionType.component, userId, channel, data, message });
  if ((await outcome) === 'expired') throw new PlatformRefusal(interactionFailed(core, userId));
}

const interactionFailed = (core: DiscordCore, userId: string): string =>
  inWords(core, userId, "Échec de l'interaction", 'This interaction failed');
