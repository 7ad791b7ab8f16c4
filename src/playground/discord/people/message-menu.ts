import { PlatformRefusal } from '../../local-platform.ts';
import { deliverInteraction, interactionType } from '../actions/interactions.ts';
import type { DiscordCore } from '../core.ts';
import { numberOf, textOf } from '../json.ts';
import { may } from '../model/access.ts';
import { messageJson } from '../model/serialize-message.ts';
import { namesOf, ON_MESSAGE } from './commands.ts';
import { inWords } from './reader.ts';
import { visibleMessage } from './refusals.ts';

/** Chooses one of the bot's entries in the menu of a message, by its name in any language. */
export async function chooseOnMessage(
  core: DiscordCore,
  userId: string,
  messageId: string,
  entry: string,
): Promise<void> {
  const { message, channel } = visibleMessage(core, userId, messageId);
  const listed = [
    ...(core.world.commands.get('global') ?? []),
    ...(core.world.commands.get(channel.guildId ?? '') ?? []),
  ];
  const chosen = listed.find(
    ({ data }) => numberOf(data.type, 1) === ON_MESSAGE && namesOf(data).includes(entry.toLowerCase()),
  );
  if (!chosen || !may(core.world, userId, channel, 'UseApplicationCommands'))
    throw new PlatformRefusal(inWords(core, userId, `Aucune entrée « ${entry} ».`, `There is no entry “${entry}”.`));
  const { outcome } = deliverInteraction(core, {
    type: interactionType.command,
    userId,
    channel,
    commandName: textOf(chosen.data.name),
    data: {
      id: chosen.id,
      name: chosen.data.name,
      type: ON_MESSAGE,
      target_id: message.id,
      resolved: {
        messages: { [message.id]: messageJson(core.world, message, { origin: core.origin(), content: true }) },
      },
    },
  });
  if ((await outcome) === 'expired')
    throw new PlatformRefusal(inWords(core, userId, "L'application ne répond plus", 'The application did not respond'));
}
