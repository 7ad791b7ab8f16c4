import type { Context } from '../../../access/operation/context.ts';
import { runs } from '../../../chat/interaction.ts';
import { actions, button, heading, list, type Message, message, note, select, text } from '../../../chat/message.ts';
import { alphabetical } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Creation, Organisation } from '../organisation.ts';
import { organisationOption } from '../rules.ts';
import { menuButton } from './pieces.ts';

/** The most similar organisations shown as buttons; more are easier to find in a list. */
const MOST_BUTTONS = 3;

export function creationMessage({ t }: Context, created: Creation, form: string | null): Message {
  if (created.outcome === 'created') return createdMessage(t, created.organisation);
  if (created.outcome === 'known') {
    const { organisation, member } = created;
    const { name } = organisation;
    return member
      ? message(text(t.text('organisations.errors.member', { name })), actions(menuButton(t)))
      : message(text(t.text('organisations.known.text', { name })), actions(joinButton(t, organisation)));
  }
  return similarMessage(t, created.name, created.organisations, form);
}

/**
 * Words the question before an organisation is created whose name resembles others. `form` is the form it was typed
 * in.
 */
export function similarMessage(
  t: Translator,
  name: string,
  found: readonly Organisation[],
  form: string | null,
): Message {
  const similar = alphabetical(t.locale, found, (one) => one.name);
  const many = similar.length > MOST_BUTTONS;
  return message(
    text(t.text('organisations.similar.text', { name })),
    list(similar.map(described)),
    actions(
      many && select('organisation-join-one:', t.text('organisations.join.which'), similar.map(organisationOption)),
      ...(many ? [] : similar.map((one) => joinButton(t, one))),
      form !== null && button(`organisation-anyway:${form}`, t.text('organisations.similar.anyway')),
    ),
  );
}

function createdMessage(t: Translator, organisation: Organisation): Message {
  return message(
    heading(t.text('organisations.created.title', { name: organisation.name })),
    text(t.text('organisations.created.text')),
    actions(button(runs(['evenement', 'proposer']), t.text('organisations.created.propose'), 'primary'), menuButton(t)),
  );
}

function described({ name, municipality }: Organisation): string {
  return municipality === null ? name : `${name} (${municipality})`;
}

function joinButton(t: Translator, { id, name }: Organisation) {
  return button(`organisation-join-this:${id}`, t.text('organisations.join.this', { name }), 'primary');
}

/** Tells the coordinators. `similar` holds the organisations with a similar name, which the creator was shown. */
export function createdNotice(
  t: Translator,
  organisation: Organisation,
  { by, similar }: { readonly by: string; readonly similar: readonly Organisation[] },
): Message {
  const resembled = t.list(alphabetical(t.locale, similar, ({ name }) => name).map(described));
  return message(
    text(t.text('organisations.created.notice', { name: described(organisation), by })),
    similar.length > 0 && text(t.text('organisations.created.resembles', { names: resembled })),
    organisation.website !== null && note(organisation.website),
    actions(button(`organisation-members:${organisation.id}`, t.text('organisations.members.button'))),
  );
}
