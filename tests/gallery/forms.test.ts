import { describe, expect, it } from 'vitest';
import type { FieldDefinition, Form, RawValues } from '../../src/chat/form.ts';
import { locales } from '../../src/texts/index.ts';
import { asked, formsOf, nameOf, platforms } from './all-forms.ts';
import { formText, oddWords } from './as-text.ts';
import { formObjections as discordObjections } from './forms-on-discord.ts';
import { formObjections as slackObjections } from './forms-on-slack.ts';
import { extreme, type Given, usual } from './sample.ts';
import { id } from './samples/facts.ts';

it('every form there is, is asked here', () => {
  expect(asked.length).toBeGreaterThan(25);
  expect(new Set(asked.map(nameOf)).size).toBe(asked.length);
});

describe.each(locales)('in %s', (locale) => {
  it('every form reads well', async () => {
    const given = usual(locale);
    const seen: string[] = [];
    const found: string[] = [];
    for (const one of asked) {
      for (const platform of platforms) {
        const forms = await formsOf(one, given, platform, () => ({}));
        found.push(...objectionsOf(forms, platform).map((objection) => `${nameOf(one)}, ${platform}: ${objection}`));
        found.push(...forms.flatMap((form) => oddWords(formText(form))).map((odd) => `${nameOf(one)}: ${odd}`));
        // The pages say the same as the whole form.
        if (platform === 'slack') seen.push(`== ${nameOf(one)}\n${forms.map(formText).join('\n')}\n`);
      }
    }
    expect(found).toEqual([]);
    await expect(seen.join('\n')).toMatchFileSnapshot(`seen/forms.${locale}.txt`);
  });
});

it.each([0, 3])('as full as a form may be, beginning with the kind number %s', async (first) => {
  const found: string[] = [];
  for (const one of asked) {
    for (const platform of platforms) {
      const forms = await formsOf(one, extreme('fr', first), platform, full);
      found.push(...objectionsOf(forms, platform).map((objection) => `${nameOf(one)}, ${platform}: ${objection}`));
    }
  }
  expect(found).toEqual([]);
});

function objectionsOf(forms: readonly Form[], platform: (typeof platforms)[number]): readonly string[] {
  return forms.flatMap(platform === 'slack' ? slackObjections : discordObjections);
}

/** Fills every field with as much as it takes. */
function full(given: Given, fields: readonly FieldDefinition[]): RawValues {
  return Object.fromEntries(
    fields.map(({ name, kind, max, options }) => {
      if (kind === 'choices') return [name, (options ?? []).map(({ value }) => value)];
      if (kind === 'choice') return [name, options?.at(-1)?.value ?? ''];
      if (kind === 'pick') return [name, id(119)];
      if (kind === 'picks') return [name, [id(119)]];
      return [name, kind === 'text' || kind === 'longText' || kind === 'moment' ? given.say('', max) : ''];
    }),
  );
}
