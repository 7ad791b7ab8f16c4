import { describe, expect, it } from 'vitest';
import { RESUME } from '../../src/chat/interaction.ts';
import type { Message } from '../../src/chat/message.ts';
import { composeRegistry } from '../../src/composition.ts';
import { CHOOSE, CONFIRM, REOPEN } from '../../src/dispatch/running/words.ts';
import { locales } from '../../src/texts/index.ts';
import { asText, oddWords } from './as-text.ts';
import { discordObjections } from './on-discord.ts';
import { slackObjections } from './on-slack.ts';
import { extreme, type Given, type NamedSample, usual } from './sample.ts';
import { samples } from './samples/index.ts';

const registry = composeRegistry();

describe.each(Object.entries(samples))('%s', (feature, all) => {
  it.each(locales)('reads well, in %s', async (locale) => {
    const given = usual(locale);
    expect(await objectionsTo(all, given)).toEqual([]);
    for (const { name, of } of all) expect([name, oddWords(asText(of(given)))]).toEqual([name, []]);
    const seen = all.map(({ name, of }) => `== ${name}\n${asText(of(given))}\n`).join('\n');
    await expect(seen).toMatchFileSnapshot(`seen/${feature}.${locale}.txt`);
  });

  it.each([0, 3])('as long and as hostile as it may be, beginning with the kind number %s', async (first) => {
    expect(await objectionsTo(all, extreme('fr', first))).toEqual([]);
  });
});

async function objectionsTo(all: readonly NamedSample[], given: Given): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name, of } of all) {
    const message = of(given);
    const objections = [
      ...(message.blocks.length === 0 ? ['says nothing'] : []),
      ...deadControls(message),
      ...slackObjections(message, given.extreme),
      ...(await discordObjections(message, given.extreme)),
    ];
    found.push(...objections.map((objection) => `${name}: ${objection}`));
  }
  return found;
}

/** Returns buttons and lists that nothing answers. */
function deadControls({ blocks }: Message): readonly string[] {
  const controls = blocks.flatMap((block) => (block.kind === 'actions' ? block.controls : []));
  return controls.flatMap((control) => {
    if (control.kind === 'link') return [];
    const [name = '', key = ''] = control.action.split(':');
    const known =
      name === 'run'
        ? registry.commandOfButton(key) !== null
        : [CHOOSE, CONFIRM, REOPEN, RESUME].includes(name) || registry.action(name) !== null;
    return known ? [] : [`nothing answers ${control.action}`];
  });
}
