import { randomBytes } from 'node:crypto';
import type { DiscordCore } from '../core.ts';
import { numberOf, objectsOf, type WireObject } from '../json.ts';
import { permissionsIn } from '../model/access.ts';
import { channelJson, memberJson, userJson } from '../model/serialize.ts';
import { messageJson } from '../model/serialize-message.ts';
import type { Channel, DiscordInteraction, DiscordMessage } from '../model/types.ts';

const TIME_TO_ANSWER = 3_000;
export const TOKEN_LIFE = 15 * 60_000;

export const interactionType = { command: 2, component: 3, autocomplete: 4, modalSubmit: 5 } as const;

export interface NewInteraction {
  readonly type: number;
  readonly userId: string;
  readonly channel: Channel;
  readonly data: WireObject;
  readonly commandName?: string;
  readonly message?: DiscordMessage | null;
}

export interface Delivered {
  readonly interaction: DiscordInteraction;
  readonly outcome: Promise<'acknowledged' | 'expired'>;
}

/** Sends an interaction to the bot; it has 3 seconds to answer. */
export function deliverInteraction(core: DiscordCore, given: NewInteraction): Delivered {
  const { world } = core;
  const { channel } = given;
  const id = world.ids.next();
  let settle: DiscordInteraction['settle'] = () => {};
  const outcome = new Promise<'acknowledged' | 'expired'>((resolve) => {
    settle = resolve;
  });
  const interaction: DiscordInteraction = {
    id,
    token: Buffer.from(`interaction:${id}:${randomBytes(48).toString('hex')}`).toString('base64url'),
    type: given.type,
    userId: given.userId,
    channelId: channel.id,
    guildId: channel.guildId,
    createdAt: core.clock.now(),
    commandName: given.commandName ?? null,
    focusedType: focusedType(given.data),
    sourceMessageId: given.message?.id ?? null,
    state: 'waiting',
    originalId: null,
    choices: [],
    settle,
    settled: outcome,
  };
  forgetOld(core);
  world.interactions.set(id, interaction);
  world.interactionsByToken.set(interaction.token, interaction);
  core.clock.deadline(TIME_TO_ANSWER, () => {
    if (interaction.state !== 'waiting') return;
    interaction.state = 'expired';
    settle('expired');
  });
  const payload = interactionJson(core, interaction, given);
  core.gateway.dispatch({ name: 'INTERACTION_CREATE', guildId: channel.guildId, intents: 0, data: () => payload });
  return { interaction, outcome };
}

function focusedType({ options }: WireObject): number {
  for (const option of objectsOf(options)) {
    const type = option.focused === true ? numberOf(option.type, 0) : focusedType(option);
    if (type > 0) return type;
  }
  return 0;
}

const waiting = (core: DiscordCore): DiscordInteraction[] =>
  [...core.world.interactions.values()].filter((interaction) => interaction.state === 'waiting');

/** Returns whether an interaction still waits for its first answer. */
export const interactionsWait = (core: DiscordCore): boolean => waiting(core).length > 0;

export async function interactionsSettled(core: DiscordCore): Promise<void> {
  await Promise.all(waiting(core).map((interaction) => interaction.settled));
}

function forgetOld(core: DiscordCore): void {
  const now = core.clock.now();
  for (const [id, interaction] of core.world.interactions) {
    if (now - interaction.createdAt <= 2 * TOKEN_LIFE) return;
    core.world.interactions.delete(id);
    core.world.interactionsByToken.delete(interaction.token);
  }
}

function interactionJson(core: DiscordCore, interaction: DiscordInteraction, given: NewInteraction): WireObject {
  const { world } = core;
  const { channel } = given;
  const user = world.user(given.userId);
  const guild = channel.guildId === null ? undefined : world.guilds.get(channel.guildId);
  const member = guild?.members.get(user.id);
  const person =
    guild && member
      ? { member: { ...memberJson(world, member), permissions: permissionsIn(world, user.id, channel).toString() } }
      : { user: userJson(user) };
  const message = given.message ? messageJson(world, given.message, { origin: core.origin(), content: true }) : null;
  return {
    id: interaction.id,
    application_id: core.applicationId,
    type: given.type,
    token: interaction.token,
    version: 1,
    data: given.data,
    ...person,
    ...(guild ? { guild_id: guild.id, guild: { id: guild.id, locale: 'fr', features: [] }, guild_locale: 'fr' } : {}),
    channel_id: channel.id,
    channel: { ...channelJson(world, channel), permissions: permissionsIn(world, user.id, channel).toString() },
    ...(message ? { message } : {}),
    app_permissions: permissionsIn(world, world.bot.id, channel).toString(),
    locale: user.locale,
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: guild ? { '0': guild.id } : { '0': '0' },
    context: guild ? 0 : 1,
    attachment_size_limit: 10 * 1024 * 1024,
  };
}
