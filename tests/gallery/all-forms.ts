import type { AnyAction, AnyCommand, Context } from '../../src/access/operation/context.ts';
import { type FieldDefinition, type Form, fieldsOf, type RawValues } from '../../src/chat/form.ts';
import { composeRegistry } from '../../src/composition.ts';
import { buildForm, formPage } from '../../src/dispatch/forms/build-form.ts';
import type { Given } from './sample.ts';
import { contextOf, id } from './samples/facts.ts';
import { lookedUp } from './samples/looked-up.ts';

/** Fields that each platform shows at once. */
const FIELDS = { slack: 30, discord: 5 } as const;
export const platforms = ['slack', 'discord'] as const;

const composed = composeRegistry();
/** Returns the name of what asks: a command as it is typed in French, or an action's. */
export const nameOf = (one: AnyCommand | AnyAction) => ('path' in one ? `/${one.path.fr.join(' ')}` : one.name);
/** Returns all that asks something by a form. They are sorted by name, since it doesn't matter in which order the features stand. */
export const asked = [...composed.commands, ...composed.actions]
  .filter(({ form, input }) => form !== 'never' && fieldsOf(input).some(({ hidden }) => hidden !== true))
  .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
/** Sources that give moments. */
const ofMoments = new Set(
  asked.flatMap(({ input }) =>
    fieldsOf(input).flatMap(({ kind, source }) => (kind === 'moment' && source ? [source] : [])),
  ),
);

/** Returns all pages of a form. */
export async function formsOf(
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
