import { describe, expect, it } from 'vitest';
import type { AnyAction, AnyCommand, Context } from '../../src/access/operation/context.ts';
import { type FieldDefinition, type Form, fieldsOf, type RawValues } from '../../src/chat/form.ts';
import { composeRegistry } from '../../src/composition.ts';
import { buildForm, formPage } from '../../src/dispatch/forms/build-form.ts';
import { locales } from '../../src/texts/index.ts';
import { formText, oddWords } from './as-text.ts';
import { formObjections as discordObjections } from './forms-on-discord.ts';
import { formObjections as slackObjections } from './forms-on-slack.ts';
import { extreme, type Given, usual } from './sample.ts';
import { contextOf, id } from './samples/facts.ts';
import { lookedUp } from './samples/looked-up.ts';

/** Fields that each platform shows at once. */
const FIELDS = { slack: 30, discord: 5 } as const;
const platforms = ['slack', 'discord'] as const;

const composed = composeRegistry();
const nameOf = (one: AnyCommand | AnyAction) => ('path' in one ? `/${one.path.fr.join(' ')}` : one.name);
/** They are sorted by name, since it doesn't matter in which order the features stand. */
const asked = [...composed.commands, ...composed.actions]
  .filter(({ form, input }) => form !== 'never' && fieldsOf(input).some(({ hidden }) => hidden !== true))
  .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
/** Sources that give moments. */
const ofMoments = new Set(
  asked.flatMap(({ input }) =>
    fieldsOf(input).flatMap(({ kind, source }) => (kind === 'moment' && source ? [source] : [])),
  ),
);

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

/** Returns all pages of a form. */
async function formsOf(
  interaction: AnyCommand | AnyAction,
  given: Given,
  platform: (typeof platforms)[number],
  valuesOf: (given: Given, fields: readonly FieldDefinition[]) => RawValues,
): Promise<readonly Form[]> {
  const context: Context = { ...contextOf(given, { coordinator: true }, platform), ...lookedUp(given) };
  const options = given.several(2, 120, (index) => ({ value: id(index), label: given.say(`Choix ${index}`, 200) }));
  const moments = [{ value: '2026-11-14T18:30', label: 'samedi 14 novembre 18h30' }];
  const sources = Object.fromEntries(
    Object.keys(composed.sources).map((name) => [name, async () => (ofMoments.has(name) ? moments : options)]),
  );
  const values = valuesOf(given, fieldsOf(interaction.input));
  const { pages } = formPage(interaction, 0, FIELDS[platform], []);
  return Promise.all(
    Array.from({ length: pages }, (_, index) =>
      buildForm({ ...composed, sources }, context, interaction, {
        ...{ id: id(9), values, key: `${id(2)}/chapter:essential` },
        page: formPage(interaction, index, FIELDS[platform], []),
      }),
    ),
  );
}

/** Fills every field with as much as it takes. */
function full(given: Given, fields: readonly FieldDefinition[]): RawValues {
  return Object.fromEntries(
    fields.map(({ name, kind, max, options }) => {
      if (kind === 'choices') return [name, (options ?? []).map(({ value }) => value)];
      if (kind === 'choice') return [name, options?.at(-1)?.value ?? ''];
      if (kind === 'pick') return [name, id(119)];
      return [name, kind === 'text' || kind === 'longText' || kind === 'moment' ? given.say('', max) : ''];
    }),
  );
}
