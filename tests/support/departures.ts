import type { Person } from '../../src/playground/person.ts';
import type { World } from './world.ts';

/** The ways to leave a platform, and whether it tells so. */
export const departures = [
  { platform: 'slack', way: 'a closed account', hearsOfMembers: true },
  { platform: 'discord', way: 'a server that tells who leaves', hearsOfMembers: true },
  { platform: 'discord', way: 'a server that does not tell', hearsOfMembers: false },
] as const;

export type Departure = (typeof departures)[number];

/** Milliseconds that are longer than the bot believes a platform's answer. */
const MINUTE_MS = 61_000;

export { asTyped as plain } from '../../src/texts/typography.ts';

export function later(world: World, milliseconds = MINUTE_MS): void {
  world.clock.set(new Date(world.clock.now().getTime() + milliseconds));
}

/** Closes their Slack account, or removes them from the Discord server. */
export async function leavesPlatform(world: World, person: Person): Promise<void> {
  if (person.platform.name === 'slack') world.slack.deactivate(person.user.id);
  else world.discord.removeUser(person.user.id);
  await world.settle();
}

export async function returnsToPlatform(world: World, person: Person): Promise<void> {
  if (person.platform.name === 'slack') world.slack.deactivate(person.user.id, false);
  else world.discord.returnUser(person.user.id);
  await world.settle();
}

/** A button of an older message, to be pressed later. */
export interface Around {
  readonly message: string;
  readonly control: string;
}

export function around(person: Person, label: string): Around {
  for (const message of person.screen().toReversed()) {
    const control = message.controls.find((one) => one.kind === 'button' && one.label === label);
    if (control?.kind === 'button') return { message: message.id, control: control.id };
  }
  throw new Error(`${person.name} sees no ${label}`);
}

/** Presses such a button. Throws where the platform itself no longer lets this person in. */
export async function pressAround(world: World, person: Person, { message, control }: Around): Promise<void> {
  await person.platform.press(person.user.id, message, control);
  await world.settle();
}
