import { describe, expect, it } from 'vitest';
import { composeRegistry } from '../../../src/composition.ts';
import { french } from '../../../src/generated/texts.ts';
import { organisations, townspeople } from '../../../src/playground/demonstration/town.ts';
import { channelNames } from '../../../src/playground/stage.ts';
import { type Locale, locales } from '../../../src/texts/index.ts';

interface Lead {
  readonly platform: string;
  readonly name: string;
  readonly where: string;
  readonly types?: string;
}

interface Step {
  readonly leads: readonly Lead[];
  readonly done: { readonly by: string; readonly label?: string; readonly words?: string };
}

interface Words {
  readonly title: string;
  readonly text: (evening: string) => string;
}

// The page's scripts have no types.
const publicScript = async (path: string): Promise<unknown> =>
  import(String(new URL(`../../../src/playground/page/public/${path}`, import.meta.url)));
const { steps } = (await publicScript('tour-steps.js')) as { readonly steps: readonly Step[] };
const { wordsIn } = (await publicScript('words/words.js')) as {
  wordsIn(locale: Locale): Promise<{ readonly steps: readonly Words[] }>;
};

const told = await Promise.all(
  locales.map(async (locale) => {
    const words = (await wordsIn(locale)).steps;
    expect(words).toHaveLength(steps.length);
    return steps.map((step, index) => {
      const { title = '', text = () => '' } = words[index] ?? {};
      return [title, { ...step, text: text('jeudi 19 novembre') }] as const;
    });
  }),
);

const labels = Object.values(french).flatMap((file) => Object.values<string>(file));
/** The words that stand in messages: the bot's, and the names of the town. */
const sayable = [...labels, ...organisations.map(({ name }) => name)];
const commands = composeRegistry().commands.map(({ path }) => `/${path.fr.join(' ')}`);
const channels: readonly string[] = Object.values(channelNames);

describe.each(told.flat())('the step "%s" of the tour', (_, step) => {
  it('leads to somebody of the trial, where they can be, and names them', () => {
    expect(step.leads.length).toBeGreaterThan(0);
    for (const { platform, name, where } of step.leads) {
      const person = Object.values(townspeople).find((one) => one.name.startsWith(name));
      expect(person?.platform).toBe(platform);
      expect(step.text).toContain(name);
      expect(where === 'bot' || channels.includes(where)).toBe(true);
      if (where === channelNames.coordination) expect(person).toHaveProperty('coordinator');
    }
  });

  it('names buttons, channels and commands that there are', () => {
    const named = [...step.text.matchAll(/\[([^\]]+)\]/g)].map(([, label]) => label);
    for (const label of [...named, ...(step.done.label ? [step.done.label] : [])]) expect(labels).toContain(label);
    for (const [, channel] of step.text.matchAll(/#([a-z]+)/g)) expect(channels).toContain(channel);
    for (const [command] of step.text.matchAll(/\/[a-z]+ [a-z]+/g)) expect(commands).toContain(command);
    if (step.done.words) expect(sayable).toContainEqual(expect.stringContaining(step.done.words));
    for (const { types } of step.leads) if (types) expect(commands).toContain(types);
    expect(step.leads.map(({ name }) => name)).toContain(step.done.by);
  });
});
