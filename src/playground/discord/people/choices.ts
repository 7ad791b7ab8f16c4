import type { SeenOption } from '../../local-platform.ts';
import type { DiscordCore } from '../core.ts';
import { numberOf, objectOf, objectsOf, textOf, type WireObject } from '../json.ts';
import { canSee } from '../model/access.ts';
import type { Channel } from '../model/types.ts';
import { component } from '../validate/interactive.ts';

/** Returns the options of a select, as the client fills it. */
export function choicesOf(
  core: DiscordCore,
  select: WireObject,
  userId: string,
  place: Channel,
): readonly SeenOption[] {
  const { world } = core;
  const guild = world.guilds.get(place.guildId ?? '');
  const people = (): SeenOption[] => {
    const ids = guild ? [...guild.members.keys()] : [userId, world.bot.id];
    return ids.map((id) => ({ value: id, label: world.user(id).name }));
  };
  const roles = (): SeenOption[] =>
    [...(guild?.roles.values() ?? [])]
      .filter((role) => role.id !== guild?.id)
      .map((role) => ({ value: role.id, label: role.name }));
  switch (select.type) {
    case component.userSelect:
      return people();
    case component.roleSelect:
      return roles();
    case component.mentionableSelect:
      return [...people(), ...roles()];
    case component.channelSelect: {
      const types = Array.isArray(select.channel_types) ? select.channel_types.map(Number) : null;
      return [...world.channels.values()]
        .filter(
          (channel) => channel.guildId !== null && channel.guildId === place.guildId && canSee(world, userId, channel),
        )
        .filter((channel) => (types ? types.includes(channel.type) : channel.thread === null))
        .map((channel) => ({ value: channel.id, label: channel.name }));
    }
    default:
      return objectsOf(select.options).map(seenOption);
  }
}

export function seenOption(option: WireObject): SeenOption {
  const emoji = textOf(objectOf(option.emoji).name);
  const label = [emoji, textOf(option.label)].filter((part) => part !== '').join(' ');
  const description = textOf(option.description);
  return { value: textOf(option.value), label, ...(description === '' ? {} : { description }) };
}

/** Returns the values that are preselected. */
export function preselectedIn(select: WireObject): string[] {
  const marked = objectsOf(select.options).filter((option) => option.default === true);
  return [...marked.map(({ value }) => textOf(value)), ...objectsOf(select.default_values).map(({ id }) => textOf(id))];
}

export const bounds = (select: WireObject): { min: number; max: number } => ({
  min: numberOf(select.min_values, 1),
  max: numberOf(select.max_values, 1),
});
