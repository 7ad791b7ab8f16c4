import { departureText } from '../../../access/contacts/departure.ts';
import { runs } from '../../../chat/interaction.ts';
import { actions, button, type Message, message, note, text } from '../../../chat/message.ts';
import { helloTo } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Membership, MembershipChange, RequestDecision } from '../organisation.ts';
import { menuButton, namedCoordinator } from './pieces.ts';

export function joinedMessage(
  t: Translator,
  { membership: { id, organisation, status }, leaves, asksMembers }: MembershipChange,
  chamber: string,
): Message {
  const key = status === 'ACTIVE' ? 'organisations.join.done' : 'organisations.join.asked';
  return message(
    text(t.text(key, { name: organisation.name })),
    leaves && text(departureText(t, leaves)),
    asksMembers !== undefined &&
      text(
        t.text('organisations.join.for', { members: asksMembers ? 'some' : 'none', name: organisation.name, chamber }),
      ),
    actions(
      menuButton(t),
      status === 'PENDING' && button(`membership-withdraw:${id}`, t.text('organisations.request.withdraw')),
    ),
  );
}

/**
 * Asks members and coordinators to decide on a request. `namesake` is a known person with the same name, who isn't
 * the one asking.
 */
export function joinCard(t: Translator, membership: Membership, namesake: string | null): Message {
  const { id } = membership;
  return message(
    asksToJoin(t, membership),
    namesake !== null && note(t.text('organisations.card.namesake', { name: namesake })),
    actions(
      button(`membership-accept:${id}`, t.text('common.confirm'), 'primary'),
      button(`membership-decline:${id}`, t.text('organisations.card.decline'), 'danger'),
    ),
  );
}

/** The same card once it is decided. */
export function decidedCard(t: Translator, membership: Membership, decision: RequestDecision): Message {
  return message(asksToJoin(t, membership), note(decided(t, decision)));
}

const asksToJoin = (t: Translator, { person, organisation }: Membership) =>
  text(t.text('organisations.card.text', { person: person.name, name: organisation.name }));

function decided(t: Translator, decision: RequestDecision): string {
  if (decision === 'withdrawn') return t.text('organisations.card.withdrawn');
  if (decision === 'linked') return t.text('organisations.card.linked');
  return t.text(decision.accept ? 'organisations.card.accepted' : 'organisations.card.declined', { by: decision.by });
}

/** Confirms to the person that their request is withdrawn. */
export function requestWithdrawnMessage(t: Translator, { organisation }: Membership): Message {
  return message(
    text(t.text('organisations.request.withdrawn', { name: organisation.name })),
    actions(
      button('organisation-join:', t.text('organisations.join.button'), 'primary'),
      button('organisation-create:', t.text('organisations.create.button')),
    ),
  );
}

/** Confirms the decision to whoever made it. */
export function requestDecidedMessage(
  t: Translator,
  { membership: { person, organisation, status }, leaves }: MembershipChange,
): Message {
  const key = status === 'ACTIVE' ? 'organisations.decided.accepted' : 'organisations.decided.declined';
  return message(
    text(t.text(key, { person: person.name, name: organisation.name })),
    leaves && text(departureText(t, leaves)),
  );
}

/** Tells the person who asked. */
export function requestDecisionNotice(t: Translator, { organisation }: Membership, accept: boolean): Message {
  return accept
    ? welcome(t, t.text('organisations.decision.accepted', { name: organisation.name }))
    : refused(t, organisation);
}

function welcome(t: Translator, words: string): Message {
  return message(text(words), actions(proposeButton(t), menuButton(t)));
}

const proposeButton = (t: Translator) =>
  button(runs(['evenement', 'proposer']), t.text('organisations.created.propose'), 'primary');

function refused(t: Translator, organisation: { readonly name: string }): Message {
  return message(
    text(t.text('organisations.decision.declined', { name: organisation.name })),
    actions(
      button('organisation-join:', t.text('organisations.join.button')),
      button('organisation-create:', t.text('organisations.create.button')),
    ),
  );
}

/** Tells somebody that a coordinator made them a member: it may be the first they ever hear of the bot. */
export function addedMessage(t: Translator, { organisation, person }: Membership, by: string): Message {
  const hello = helloTo(t, person.name);
  return message(
    text(t.text('organisations.add.told', { hello, name: organisation.name, ...namedCoordinator(by) })),
    actions(proposeButton(t)),
  );
}

export function addedAnswer(
  t: Translator,
  { membership: { organisation, person }, leaves }: MembershipChange,
): Message {
  return message(
    text(t.text('organisations.add.done', { person: person.name, name: organisation.name })),
    leaves && text(departureText(t, leaves)),
  );
}
