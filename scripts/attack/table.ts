import type { AttackResult, PhaseResult } from './attack.ts';

/** The longest anybody may wait, in milliseconds, and the most memory the bot may hold in addition, in MiB. */
const AIMS = { waitMs: 1_000, memory: 100 } as const;

export const aims = `nothing changed, nothing shown, no slow connection left open, nobody waited for ${AIMS.waitMs / 1_000} s, at most ${AIMS.memory} MiB more held`;

const whole = (number: number | undefined) => (number === undefined ? '–' : String(Math.round(number)));

/** Returns a table with one row for each phase. */
export function tableOf({ way, phases, memory }: AttackResult): string {
  const row = (one: PhaseResult) =>
    `| ${[one.name, one.what, whole(one.seconds), one.answers, whole(one.longest.slack), whole(one.longest.discord), whole(one.ownMs), whole(one.memory)].join(' | ')} |`;
  return [
    `Slack over ${way}. Waits are of the person who goes on working, from pressing or typing until the platform holds the answer;`,
    'in them is the time of the platforms and the attackers themselves, who share one other process.',
    '',
    '| attack | what of it | seconds | answers to the person | longest wait on Slack, ms | on Discord, ms | of which the platforms’ own, at most, ms | most memory, MiB |',
    '| --- | --- | --: | --: | --: | --: | --: | --: |',
    ...phases.map(row),
    '',
    `Memory held: ${whole(memory.before)} MiB before, ${whole(memory.after)} MiB after, garbage collected; ${whole(memory.resident)} MiB were resident before that.`,
  ].join('\n');
}

/** Returns the aims that were missed. */
export function missed({ way, phases, memory, changed, shown, runs }: AttackResult): readonly string[] {
  const slow = phases.flatMap(({ name, longest }) =>
    Object.entries(longest)
      .filter(([, ms]) => ms >= AIMS.waitMs)
      .map(([platform, ms]) => `Slack over ${way}, ${name}: somebody waited for ${whole(ms)} ms on ${platform}`),
  );
  const lost = phases.flatMap(({ name, lost: reasons }) =>
    reasons.map((reason) => `Slack over ${way}, ${name}: no answer came (${reason})`),
  );
  const notHeld = phases.flatMap(({ name, notHeld: why }) =>
    why === null ? [] : [`Slack over ${way}, ${name}: not held (${why})`],
  );
  const held = memory.after - memory.before;
  return [
    ...(runs ? [] : [`Slack over ${way}: the bot ended`]),
    ...changed.map((what) => `Slack over ${way}: ${what}`),
    ...shown.map((what) => `Slack over ${way}: ${what}`),
    ...notHeld,
    ...slow,
    ...lost,
    ...(held > AIMS.memory ? [`Slack over ${way}: the bot holds ${whole(held)} MiB more than before`] : []),
  ];
}
