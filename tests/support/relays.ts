import type { Person } from '../../src/playground/person.ts';
import { channelNames } from '../../src/playground/stage.ts';
import type { World } from './world.ts';

/** Ties the channels of the whole year of both platforms, which are offered first. */
export async function tieYearRound(coordinator: Person): Promise<void> {
  await coordinator.command('/passerelle lier');
  await coordinator.fill({});
  await coordinator.press('Relier ces salons');
}

/** Returns how the relays stand, as a coordinator reads it. */
export async function status(coordinator: Person): Promise<string> {
  await coordinator.command('/passerelle etat');
  return coordinator.read();
}

/** Returns the value of an option of the open form, by its label. */
export function optionOf(person: Person, field: string, label: string): string {
  const found = person.form().fields.find(({ id }) => id === field);
  const option = found?.options.find((one) => one.label.includes(label));
  if (!option) throw new Error(`no ${label}`);
  return option.value;
}

/** Returns the id of a channel, that of the whole year unless it is named. */
export function channelOn(world: World, platform: 'slack' | 'discord', name: string = channelNames.yearRound): string {
  const { user } = world.coordinator[platform];
  const found = world.platforms[platform].channelsOf(user.id).find((one) => one.name === name);
  if (!found) throw new Error(`no channel ${name} on ${platform}`);
  return found.id;
}
