import type { Context } from '../../access/context.ts';
import { departureText } from '../../access/departure.ts';
import { KEEP, runs } from '../../chat/interaction.ts';
import {
  actions,
  button,
  heading,
  list,
  type Message,
  message,
  note,
  select,
  table,
  text,
} from '../../chat/message.ts';
import { alphabetical } from '../../names/index.ts';
import type { Translator } from '../../texts/translator.ts';
import type {
  Creation,
  Departed,
  Leaving,
  Left,
  ListedOrganisation,
  Members,
  Membership,
  MembershipChange,
  Organisation,
} from './organisation.ts';
import { optionOf } from './rules.ts';

/** More of similar name are found more easily in a list. */
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

/** Before one is created whose name is much like those of others. `form`: in which it was typed. */
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
      many && select('organisation-join-one:', t.text('organisations.join.which'), similar.map(optionOf)),
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

function menuButton(t: Translator) {
  return button(runs(['mois']), t.text('organisations.menu'));
}

function joinButton(t: Translator, { id, name }: Organisation) {
  return button(`organisation-join-this:${id}`, t.text('organisations.join.this', { name }), 'primary');
}

/** For the coordinators; `similar`: those whose names it resembles, which whoever created it has been shown. */
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

export function joinedMessage(
  t: Translator,
  { membership: { id, organisation, status }, leaves }: MembershipChange,
): Message {
  const key = status === 'ACTIVE' ? 'organisations.join.done' : 'organisations.join.asked';
  return message(
    text(t.text(key, { name: organisation.name })),
    leaves && text(departureText(t, leaves)),
    actions(
      menuButton(t),
      status === 'PENDING' && button(`membership-withdraw:${id}`, t.text('organisations.request.withdraw')),
    ),
  );
}

/** What became of a request. */
export type Decision = { readonly accept: boolean; readonly by: string } | 'withdrawn';

/** For members and coordinators: somebody asks to join. `namesake`: whom their name makes one think of, though it isn't them. */
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

/** The same once it was decided. */
export function decidedCard(t: Translator, membership: Membership, decision: Decision): Message {
  return message(asksToJoin(t, membership), note(decided(t, decision)));
}

const asksToJoin = (t: Translator, { person, organisation }: Membership) =>
  text(t.text('organisations.card.text', { person: person.name, name: organisation.name }));

function decided(t: Translator, decision: Decision): string {
  if (decision === 'withdrawn') return t.text('organisations.card.withdrawn');
  return t.text(decision.accept ? 'organisations.card.accepted' : 'organisations.card.declined', { by: decision.by });
}

/** For the person who took their request back. */
export function withdrawnMessage(t: Translator, { organisation }: Membership): Message {
  return message(
    text(t.text('organisations.request.withdrawn', { name: organisation.name })),
    actions(
      button('organisation-join:', t.text('organisations.join.button'), 'primary'),
      button('organisation-create:', t.text('organisations.create.button')),
    ),
  );
}

/** For whoever decided. */
export function decidedMessage(
  t: Translator,
  { membership: { person, organisation, status }, leaves }: MembershipChange,
): Message {
  const key = status === 'ACTIVE' ? 'organisations.decided.accepted' : 'organisations.decided.declined';
  return message(
    text(t.text(key, { person: person.name, name: organisation.name })),
    leaves && text(departureText(t, leaves)),
  );
}

/** For the person who asked. */
export function decisionMessage(t: Translator, { organisation }: Membership, accept: boolean): Message {
  return accept
    ? welcome(t, t.text('organisations.decision.accepted', { name: organisation.name }))
    : refused(t, organisation);
}

function welcome(t: Translator, words: string): Message {
  return message(
    text(words),
    actions(button(runs(['evenement', 'proposer']), t.text('organisations.created.propose'), 'primary'), menuButton(t)),
  );
}

function refused(t: Translator, organisation: { readonly name: string }): Message {
  return message(
    text(t.text('organisations.decision.declined', { name: organisation.name })),
    actions(
      button('organisation-join:', t.text('organisations.join.button')),
      button('organisation-create:', t.text('organisations.create.button')),
    ),
  );
}

/** For somebody whom a coordinator made a member. */
export function addedMessage(t: Translator, { organisation }: Membership, by: string): Message {
  return welcome(t, t.text('organisations.add.told', { name: organisation.name, by }));
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

/** Who has left the workspace or server still stands there, so that they can be excluded. */
function nameIn(t: Translator, { person: { name }, here }: Membership): string {
  return here ? name : t.text('common.hasLeft', { name });
}

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

/** Which one is meant; `action` gets the chosen id. */
export function chooseMessage(t: Translator, action: string, among: readonly Organisation[]): Message {
  return message(
    text(t.text(among.length > 0 ? 'organisations.choose.text' : 'organisations.choose.none')),
    among.length > 0
      ? actions(select(action, t.text('organisations.field.organisation'), among.map(optionOf)))
      : actions(
          button('organisation-join:', t.text('organisations.join.button'), 'primary'),
          button('organisation-create:', t.text('organisations.create.button')),
        ),
  );
}

export function confirmLeaving(t: Translator, { organisation: { id, name }, last }: Leaving): Message {
  return message(
    text(t.text(last ? 'organisations.leave.confirmLast' : 'organisations.leave.confirm', { name })),
    actions(
      button(`organisation-leave:${id}`, t.text('common.confirm'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

/** For whoever left; whom they leave behind isn't told, the coordinators are where that is nobody. */
export function leftMessage(t: Translator, { organisation: { name }, leaves }: Left): Message {
  const told = leaves.now + leaves.held + leaves.failed > 0;
  return message(
    text(t.text('organisations.leave.done', { name })),
    told && text(departureText(t, leaves)),
    actions(menuButton(t)),
  );
}

/** Is this meant? */
export function confirmExclusion(t: Translator, { id, person, organisation }: Membership): Message {
  return message(
    text(t.text('organisations.exclude.confirm', { person: person.name, name: organisation.name })),
    actions(
      button(`membership-exclude:${id}`, t.text('organisations.exclude.button'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

/** For whoever excluded them. */
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

/** For the person who was excluded; `by`: who did it, as one of its members or for the coordinators. */
export function excludedNotice(
  t: Translator,
  { organisation }: Membership,
  by: { readonly name: string; readonly coordinator: boolean },
): Message {
  const key = by.coordinator ? 'organisations.exclude.toldByCoordinator' : 'organisations.exclude.told';
  return message(
    text(t.text(key, { name: organisation.name, by: by.name })),
    actions(button('organisation-join:', t.text('organisations.join.button')), menuButton(t)),
  );
}

/** For those who stay. */
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

/** For the coordinators. */
export function orphanedNotice(
  t: Translator,
  { id, name }: Pick<Organisation, 'id' | 'name'>,
  departed: Departed,
): Message {
  return message(
    text(t.text(ORPHANED[departed.why], { name, by: departed.name })),
    actions(
      button(runs(['structure', 'ajouter']), t.text('organisations.add.button'), 'primary'),
      button(`organisation-members:${id}`, t.text('organisations.members.button')),
    ),
  );
}
