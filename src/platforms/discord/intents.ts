import { GatewayIntentBits } from 'discord.js';
import type { DeclaredNeed } from '../../chat/needs.ts';

/** Discord grants these only where the bot's owner has switched them on. */
const PRIVILEGED: ReadonlySet<string> = new Set([
  'MessageContent',
  'GuildMembers',
  'GuildPresences',
] satisfies (keyof typeof GatewayIntentBits)[]);

/**
 * Returns the sets of intents to go without, in the order in which they are tried: few first, and what is declared last
 * before the others.
 */
export function omissions(needs: readonly DeclaredNeed[]): readonly (readonly DeclaredNeed[])[] {
  const privileged = intentsOf(needs).filter(({ name, required }) => PRIVILEGED.has(name) && !required);
  return subsets(privileged).toSorted((one, other) => one.length - other.length);
}

/**
 * Returns the intents the connection asks for. Throws for an intent that Discord doesn't know: a bug, found at
 * start-up.
 */
export function intentBits(needs: readonly DeclaredNeed[], omitted: readonly DeclaredNeed[]): GatewayIntentBits[] {
  return intentsOf(needs)
    .filter((need) => !omitted.includes(need))
    .map(({ name }) => bitOf(name));
}

function intentsOf(needs: readonly DeclaredNeed[]): readonly DeclaredNeed[] {
  return needs.filter(({ kind }) => kind === 'intent');
}

function bitOf(name: string): GatewayIntentBits {
  if (name in GatewayIntentBits) return GatewayIntentBits[name as keyof typeof GatewayIntentBits];
  throw new Error(`Discord knows no intent ${name}`);
}

function subsets<T>([first, ...others]: readonly T[]): readonly T[][] {
  if (first === undefined) return [[]];
  const none = subsets(others);
  return [...none, ...none.map((subset) => [first, ...subset])];
}
