import { describe, expect, it } from 'vitest';
import { KEEP } from '../../src/chat/interaction.ts';
import type { Message } from '../../src/chat/message.ts';
import { composeRegistry } from '../../src/composition.ts';
import { printed } from '../../src/dispatch/shown.ts';
import { CUSTOM_ID } from '../../src/platforms/discord/limits.ts';
import { usual } from '../gallery/sample.ts';
import { samples } from '../gallery/samples/index.ts';

const registry = composeRegistry();
const given = usual('fr');
const shown = Object.values(samples).flatMap((all) => all.map(({ name, of }) => ({ name, is: of(given) })));

function buttons({ blocks }: Message): readonly string[] {
  const controls = blocks.flatMap((block) => (block.kind === 'actions' ? block.controls : []));
  return controls.flatMap((one) => (one.kind === 'button' ? [one.action] : []));
}
const nameOf = (action: string): string => action.split(':')[0] ?? '';
const asking = shown.filter(({ is }) => buttons(is).some((action) => nameOf(action) === KEEP));

describe('a message that asks whether something is meant', () => {
  it('is known of all features', () => expect(asking.length).toBeGreaterThan(8));

  it.each(asking)('$name: its button does what it shows, or nothing', ({ is }) => {
    for (const action of buttons(is).filter((one) => nameOf(one) !== KEEP)) {
      expect([action, registry.action(nameOf(action))?.confirms !== undefined]).toEqual([action, true]);
      expect(registry.action(nameOf(action))?.answer).toBe('update');
    }
    for (const action of buttons(printed(registry, is))) expect(action.length).toBeLessThanOrEqual(CUSTOM_ID);
  });
});
