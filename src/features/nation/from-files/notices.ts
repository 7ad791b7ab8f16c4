import { mapInSteps, type Stepwise } from '../../../concurrency/turns.ts';
import type { Translator } from '../../../texts/translator.ts';
import { refusalText } from './refusal.ts';
import type { Nation } from './roll-up.ts';

/** Says what has to be known before anything else: who is missing, what isn't sure, and what was refused. */
export function* noticesOf(
  { missing, expected, pairs, refusals, regions }: Nation,
  t: Translator,
): Stepwise<readonly string[]> {
  const unlisted = regions.filter(({ events }) => events === null).map(({ name }) => name);
  const asked = pairs.filter(({ is }) => is === 'asked').length;
  return [
    ...(expected === null ? [t.text('nation.notice.expected')] : []),
    ...(missing && missing.length > 0
      ? [t.text('nation.notice.partial', { absent: missing.length, missing: t.list(missing) })]
      : []),
    ...(unlisted.length > 0 && regions.length > 1
      ? [t.text('nation.notice.noList', { count: unlisted.length, regions: t.list(unlisted) })]
      : []),
    ...(asked > 0 ? [t.text('nation.notice.asked', { count: asked })] : []),
    ...(yield* mapInSteps(refusals, (one) => refusalText(t, one))),
  ];
}
