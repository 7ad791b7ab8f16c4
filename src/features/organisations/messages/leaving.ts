import { departureText } from '../../../access/contacts/departure.ts';
import { versionOf } from '../../../access/operation/version.ts';
import { KEEP, runs } from '../../../chat/interaction.ts';
import { actions, button, type Message, message, text } from '../../../chat/message.ts';
import { platformNames, platformWords } from '../../../platforms/registered.ts';
import type { Translator } from '../../../texts/translator.ts';
import type {
  LeavePreview,
  LeftOrganisation,
  Membership,
  MembershipChange,
  MembershipEnd,
  Organisation,
} from '../organisation.ts';
import { menuButton, namedCoordinator } from './pieces.ts';

export function confirmLeaving(t: Translator, { organisation: { id, name }, version, last }: LeavePreview): Message {
  return message(
    text(t.text(last ? 'organisations.leave.confirmLast' : 'organisations.leave.confirm', { name })),
    actions(
      button(`organisation-leave:${id}/${version}`, t.text('common.confirm'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

/**
 * Confirms to somebody that they left. The remaining members aren't told; the coordinators are when nobody remains.
 */
export function organisationLeftMessage(t: Translator, { organisation: { name }, leaves }: LeftOrganisation): Message {
  const told = leaves.now + leaves.held + leaves.failed > 0;
  return message(
    text(t.text('organisations.leave.done', { name })),
    told && text(departureText(t, leaves)),
    actions(menuButton(t)),
  );
}

/** Asks whether the exclusion is meant. */
export function confirmExclusion(t: Translator, { id, person, organisation, requestedAt }: Membership): Message {
  return message(
    text(t.text('organisations.exclude.confirm', { person: person.name, name: organisation.name })),
    actions(
      button(`membership-exclude:${id}/${versionOf(requestedAt)}`, t.text('organisations.exclude.button'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

/** Confirms to whoever excluded them. */
export function excludedMessage(
  t: Translator,
  { membership: { person, organisation }, leaves }: MembershipChange,
): Message {
  return message(
    text(t.text('organisations.exclude.done', { person: person.name, name: organisation.name })),
    leaves && text(departureText(t, leaves)),
    actions(button(`organisation-members:${organisation.id}`, t.text('organisations.members.button'))),
  );
}

/** Tells the person who was excluded. `by` is who did it: a fellow member, or a coordinator. */
export function excludedNotice(
  t: Translator,
  { organisation }: Membership,
  by: { readonly name: string; readonly coordinator: boolean },
): Message {
  const key = by.coordinator ? 'organisations.exclude.toldByCoordinator' : 'organisations.exclude.told';
  return message(
    text(t.text(key, { name: organisation.name, ...namedCoordinator(by.name) })),
    actions(button('organisation-join:', t.text('organisations.join.button')), menuButton(t)),
  );
}

/** Tells those who stay. */
export function colleagueExcludedNotice(t: Translator, { person, organisation }: Membership, by: string): Message {
  return message(
    text(t.text('organisations.exclude.colleagues', { person: person.name, name: organisation.name, by })),
    actions(button(`organisation-members:${organisation.id}`, t.text('organisations.members.button'))),
  );
}

const ORPHANED = {
  left: 'organisations.leave.orphaned',
  excluded: 'organisations.exclude.orphaned',
  gone: 'organisations.gone.orphaned',
} as const;

/** Tells the coordinators that an organisation has no members any more. */
export function orphanedNotice(
  t: Translator,
  { id, name }: Pick<Organisation, 'id' | 'name'>,
  departed: MembershipEnd,
): Message {
  const teams = t.either(platformNames().map((one) => t.text('common.theTeam', platformWords(one))));
  return message(
    text(t.text(ORPHANED[departed.why], { name, by: departed.name, teams })),
    actions(
      button(runs(['structure', 'ajouter']), t.text('organisations.add.button'), 'primary'),
      button(`organisation-members:${id}`, t.text('organisations.members.button')),
    ),
  );
}
