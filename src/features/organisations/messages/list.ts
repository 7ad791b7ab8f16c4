import { runs } from '../../../chat/interaction.ts';
import { actions, button, heading, list, type Message, message, select, table, text } from '../../../chat/message.ts';
import { alphabetical } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { ListedOrganisation, Members, Membership, Organisation } from '../organisation.ts';
import { organisationOption } from '../rules.ts';

export function listMessage(t: Translator, organisations: readonly ListedOrganisation[]): Message {
  const sorted = alphabetical(t.locale, organisations, ({ name }) => name);
  return message(
    heading(t.text('organisations.list.title', { count: organisations.length })),
    organisations.length > 0 &&
      table(
        [
          t.text('organisations.field.name'),
          t.text('organisations.field.municipality'),
          t.text('organisations.list.members'),
        ],
        sorted.map((one) => [one.name, one.municipality ?? '', t.number(one.members)]),
      ),
    actions(
      organisations.length > 0 && button('organisation-join:', t.text('organisations.join.button'), 'primary'),
      button('organisation-create:', t.text('organisations.create.button')),
    ),
  );
}

/** Asks which organisation is meant; `action` gets the chosen id. */
export function chooseMessage(t: Translator, action: string, among: readonly Organisation[]): Message {
  return message(
    text(t.text(among.length > 0 ? 'organisations.choose.text' : 'organisations.choose.none')),
    among.length > 0
      ? actions(select(action, t.text('organisations.field.organisation'), among.map(organisationOption)))
      : actions(
          button('organisation-join:', t.text('organisations.join.button'), 'primary'),
          button('organisation-create:', t.text('organisations.create.button')),
        ),
  );
}

export function membersMessage(t: Translator, { organisation, active, pending }: Members): Message {
  return message(
    heading(t.text('organisations.members.title', { name: organisation.name })),
    active.length > 0
      ? list(alphabetical(t.locale, active, ({ person }) => person.name).map((one) => nameIn(t, one)))
      : text(t.text('organisations.members.nobody')),
    ...pending.flatMap((membership) => [
      text(
        t.text('organisations.members.asks', { person: membership.person.name, at: t.date(membership.requestedAt) }),
      ),
      actions(
        button(`membership-accept:${membership.id}`, t.text('common.confirm'), 'primary'),
        button(`membership-decline:${membership.id}`, t.text('organisations.card.decline'), 'danger'),
      ),
    ]),
    active.length > 0 && actions(button(runs(['structure', 'exclure']), t.text('organisations.exclude.open'))),
  );
}

/** Marks a member who has left the workspace or server: they are still listed, so that they can be excluded. */
function nameIn(t: Translator, { person: { name }, here }: Membership): string {
  return here ? name : t.text('common.hasLeft', { name });
}
