import type { Fields } from '../../scripts/upgrades/kept.ts';
import type { Person } from '../../src/playground/person.ts';
import { asTyped } from '../../src/texts/typography.ts';
import type { Upgraded } from './rebuild.ts';

/** Presses a button in an answer that only this person saw, which their client still shows. */
export async function pressAlone(
  { state, settle }: Upgraded,
  person: Person,
  label: string,
  reads: string,
): Promise<void> {
  const { platform, user } = person;
  const { buttons } = state.platforms[platform.name];
  const found = buttons.findLast(
    (one) => one.user === user.id && asTyped(one.label) === label && asTyped(one.reads).includes(reads),
  );
  if (!found) throw new Error(`${person.name} saw no "${label}" in "${reads}"`);
  const data =
    platform.name === 'slack'
      ? { type: 'button', action_id: found.id, text: { type: 'plain_text', text: label } }
      : { custom_id: found.id };
  await platform.forge(user.id, found.channel, { kind: 'press', data });
  await settle();
  person.look();
}

/** Sends the form that this person had open, filled in with these words by the names of its fields. */
export async function sendForm({ state, settle }: Upgraded, person: Person, values: Fields): Promise<void> {
  const { platform, user } = person;
  const shown = state.platforms[platform.name].forms.find((form) => form.user === user.id)?.shown;
  if (!shown) throw new Error(`${person.name} had no form open`);
  const data = platform.name === 'slack' ? filledOnSlack(shown, values) : filledOnDiscord(shown, values);
  await platform.forge(user.id, person.place.channel, { kind: 'submit', data });
  await settle();
  person.look();
}

const EMPTY: Fields = { selected_option: null, selected_date: null, selected_time: null, value: null };

function filledOnSlack(view: Fields, values: Fields): Fields {
  const inputs = (view.blocks as readonly Fields[]).filter(({ type }) => type === 'input');
  const entries = inputs.map(({ block_id, element }) => {
    const { action_id, type } = element as Fields;
    const value = values[String(block_id)];
    return [block_id, { [String(action_id)]: { type, ...EMPTY, ...(value === undefined ? {} : { value }) } }];
  });
  const { callback_id, private_metadata, blocks } = view;
  return { callback_id, private_metadata, blocks, state: { values: Object.fromEntries(entries) } };
}

function filledOnDiscord({ custom_id, components }: Fields, values: Fields): Fields {
  const filled = (components as readonly Fields[]).map(({ type, component }, index) => {
    const { custom_id: name, type: kind } = component as Fields;
    const field = { type: kind, id: 100 + index, custom_id: name, value: values[String(name)] ?? '' };
    return { type, id: index + 1, component: field };
  });
  return { custom_id, components: filled };
}
