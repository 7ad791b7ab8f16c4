import { describe, expect, it } from 'vitest';
import { composeRegistry } from '../../../src/composition.ts';
import { french } from '../../../src/generated/texts.ts';
import { townspeople } from '../../../src/playground/demonstration/town.ts';
import { channelNames } from '../../../src/playground/stage.ts';

interface Step {
  readonly title: string;
  readonly text: string;
  readonly who: { readonly platform: string; readonly name: string };
  readonly where: string;
  readonly types?: string;
  readonly done: {
    readonly label?: string;
    readonly words?: string;
    readonly path?: string;
    readonly channel?: string;
  };
}

// The page's scripts have no types.
const script: unknown = await import(
  String(new URL('../../../src/playground/page/public/tour-steps.js', import.meta.url))
);
const { steps } = script as { readonly steps: readonly Step[] };

const labels = Object.values(french).flatMap((file) => Object.values<string>(file));
const commands = composeRegistry().commands.map(({ path }) => `/${path.fr.join(' ')}`);
const channels: readonly string[] = Object.values(channelNames);

describe.each(steps.map((step) => [step.title, step] as const))('the step "%s" of the tour', (_, step) => {
  it('is done by somebody of the trial, where they can be', () => {
    const person = Object.values(townspeople).find(({ name }) => name.startsWith(step.who.name));
    expect(person?.platform).toBe(step.who.platform);
    expect(step.text).toContain(step.who.name);
    expect(step.where === 'bot' || channels.includes(step.where)).toBe(true);
    if (step.where === channelNames.coordination) expect(person).toHaveProperty('coordinator');
  });

  it('names buttons, channels and commands that there are', () => {
    const named = [...step.text.matchAll(/\[([^\]]+)\]/g)].map(([, label]) => label);
    for (const label of [...named, ...(step.done.label ? [step.done.label] : [])]) expect(labels).toContain(label);
    for (const [, channel] of step.text.matchAll(/#([a-z]+)/g)) expect(channels).toContain(channel);
    for (const [command] of step.text.matchAll(/\/[a-z]+ [a-z]+/g)) expect(commands).toContain(command);
    if (step.done.words) expect(labels).toContainEqual(expect.stringContaining(step.done.words));
    if (step.types) expect(commands).toContain(step.types);
    if (step.done.path) expect(step.done.path).toBe(step.types);
    if (step.done.channel) expect(step.done.channel).toBe(step.where);
  });
});
