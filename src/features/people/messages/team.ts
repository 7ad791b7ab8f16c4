import { departureText } from '../../../access/contacts/departure.ts';
import type { Context } from '../../../access/operation/context.ts';
import type { Region } from '../../../access/region/region.ts';
import { MENU } from '../../../chat/entry-commands.ts';
import { KEEP, runs } from '../../../chat/interaction.ts';
import {
  actions,
  button,
  type Control,
  field,
  fields,
  heading,
  list,
  type Message,
  message,
  note,
  select,
  text,
} from '../../../chat/message.ts';
import type { PlatformName } from '../../../chat/place.ts';
import { allPlatformWords, platformNames, traitsOf } from '../../../platforms/registered.ts';
import { alphabetical, departmentLabel, helloTo } from '../../../reading/index.ts';

import type { Translator } from '../../../texts/translator.ts';
import type { Profile } from '../accounts.ts';
import { isReplaced, type NamedTeamMember, type RemovedTeamMember, type TeamRemoval, type TeamRole } from '../team.ts';
import { LINK_COMMAND, platformTitles } from './link.ts';

function roleText(
  t: Translator,
  region: Region,
  { role, departments }: Pick<NamedTeamMember, 'role' | 'departments'>,
): string {
  return role === 'COORDINATOR'
    ? t.text('people.role.coordinator', { chamber: region.chamber })
    : t.text('people.role.delegate', { departments: t.list(departments.map(departmentLabel)) });
}

const menuButton = (t: Translator) => button(runs(MENU.fr), t.text('people.menu'), 'primary');

/** Confirms to the coordinator who named them. */
export function teamMemberNamedMessage({ t, region }: Context, named: NamedTeamMember): Message {
  const what = { name: named.name, role: roleText(t, region, named) };
  return message(
    text(t.text('people.team.named', what)),
    text(departureText(t, named.leaves)),
    actions(button(runs(['equipe', 'voir']), t.text('people.team.view'))),
  );
}

/** Tells the person who was named. */
export function namedNotice(
  t: Translator,
  region: Region,
  named: Omit<NamedTeamMember, 'leaves'>,
  by: string,
): Message {
  return message(
    text(
      t.text('people.team.youAreNamed', {
        ...{ hello: helloTo(t, named.name), by },
        ...{ role: roleText(t, region, named), region: region.name },
      }),
    ),
    actions(menuButton(t)),
  );
}

/** Asks whether the removal is meant. */
export function confirmRemoval(
  { t, region }: Context,
  { personId, version, name, self, role, here }: TeamRemoval,
): Message {
  const key = self
    ? 'people.team.confirmSelf'
    : role === 'COORDINATOR'
      ? 'people.team.confirmCoordinator'
      : 'people.team.confirmDelegate';
  return message(
    text(t.text(key, { name, chamber: region.chamber, here: String(here) })),
    actions(
      button(
        `team-remove:${personId}/${version}`,
        t.text(self ? 'people.team.leaveButton' : 'people.team.confirmButton'),
        'danger',
      ),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

export function removedMessage({ t }: Context, { name, self, leaves }: RemovedTeamMember): Message {
  return message(
    text(self ? t.text('people.team.removedSelf') : t.text('people.team.removed', { name })),
    !self && text(departureText(t, leaves)),
    actions(button(runs(['equipe', 'voir']), t.text('people.team.view'))),
  );
}

/** Tells the person who was removed from the team. */
export function removedNotice(t: Translator, region: Region, by: string): Message {
  return message(text(t.text('people.team.youAreRemoved', { by, region: region.name })), actions(menuButton(t)));
}

/** Tells the coordinators that one of them is no longer one, by themselves where `by` is null, and who still is. */
export function coordinatorLeftNotice(
  t: Translator,
  { chamber }: Region,
  { name, by, others }: { readonly name: string; readonly by: string | null; readonly others: readonly string[] },
): Message {
  return message(
    text(
      by === null
        ? t.text('people.team.left', { name, chamber })
        : t.text('people.team.takenOut', { by, name, chamber }),
    ),
    stillCoordinating(t, others),
    actions(
      button(runs(['equipe', 'nommer']), t.text('people.team.name'), 'primary'),
      button(runs(['equipe', 'voir']), t.text('people.team.view')),
    ),
  );
}

/** Says who coordinates now, and what to do where it is one person; false where it is nobody. */
export function stillCoordinating(t: Translator, coordinators: readonly string[]): ReturnType<typeof text> | false {
  const [first, ...others] = alphabetical(t.locale, coordinators, (name) => name);
  if (first === undefined) return false;
  return text(
    others.length === 0
      ? t.text('people.team.oneStays', { name: first })
      : t.text('people.team.stay', { names: t.list([first, ...others]) }),
  );
}

/**
 * Marks somebody who has left the workspace or server: they are still listed, as their role is theirs again when they
 * come back.
 */
function nameIn(t: Translator, { name, platforms }: TeamRole): string {
  return platforms.length > 0 ? name : t.text('common.hasLeft', { name });
}

/**
 * Offers everybody of the team who may be removed, whatever their platform: a platform's own list of people has only who is there. False
 * where that is nobody.
 */
function removalChoice(t: Translator, region: Region, roles: readonly TeamRole[]): Control | false {
  const people = new Map(
    roles.filter(({ personId }) => isReplaced(roles, personId)).map((role) => [role.personId, role]),
  );
  if (people.size === 0) return false;
  const options = [...people].map(([personId, one]) => {
    const held = roles.filter((role) => role.personId === personId);
    const departments = held.filter(({ role }) => role === 'DELEGATE').map(({ department }) => department);
    const what = [
      one.platforms.length > 0 && platformTitles(t, one.platforms),
      held.length > departments.length && roleText(t, region, { role: 'COORDINATOR', departments: [] }),
      departments.length > 0 && roleText(t, region, { role: 'DELEGATE', departments }),
    ];
    const description = what.filter((words) => words !== false).join(' · ');
    return { value: personId, label: nameIn(t, one), description };
  });
  return select('team-leave:', t.text('people.team.remove'), options);
}

export function teamMessage({ t, region, actor }: Context, roles: readonly TeamRole[]): Message {
  const sorted = alphabetical(t.locale, roles, ({ name }) => name);
  const coordinators = sorted.filter(({ role }) => role === 'COORDINATOR');
  const delegates = sorted
    .filter(({ role }) => role === 'DELEGATE')
    .toSorted((a, b) => (a.department < b.department ? -1 : Number(a.department > b.department)));
  return message(
    heading(t.text('people.team.title', { region: region.name })),
    text(t.text('people.team.coordinators', { chamber: region.chamber })),
    list(coordinators.map((one) => nameIn(t, one))),
    text(t.text(delegates.length > 0 ? 'people.team.delegates' : 'people.team.noDelegates')),
    list(
      delegates.map((one) =>
        t.text('people.team.delegate', { name: nameIn(t, one), department: departmentLabel(one.department) }),
      ),
    ),
    actor.coordinator &&
      actions(
        button(runs(['equipe', 'nommer']), t.text('people.team.name'), 'primary'),
        removalChoice(t, region, sorted),
      ),
    actor.coordinator && !isReplaced(roles, actor.personId) && note(t.text('people.team.youAreLast')),
  );
}

export function languageMessage(t: Translator): Message {
  return message(text(t.text('people.language.done')), actions(menuButton(t)));
}

export function profileMessage({ t, actor, region }: Context, { platforms, separable, silentSince }: Profile): Message {
  const roles = [
    actor.coordinator && roleText(t, region, { role: 'COORDINATOR', departments: [] }),
    actor.delegateOf.length > 0 && roleText(t, region, { role: 'DELEGATE', departments: actor.delegateOf }),
  ].filter((role) => role !== false);
  const organisations = actor.organisations.map(({ name }) => name);
  return message(
    heading(actor.name),
    fields(
      field(t.text('people.profile.region'), region.name),
      field(
        t.text('people.profile.organisations'),
        organisations.length > 0 ? t.list(organisations) : t.text('people.profile.noOrganisation'),
      ),
      roles.length > 0 && field(t.text('people.profile.role'), t.list(roles)),
      field(t.text('people.profile.platforms'), platformTitles(t, platforms)),
      field(t.text('people.profile.language'), t.text(`people.language.${t.locale}`)),
    ),
    silentSince !== null && note(t.text('people.profile.silent', { when: t.moment(silentSince) })),
    separable &&
      note(
        t.text('people.separate.until', {
          until: t.moment(separable.until),
          platforms: platformTitles(t, separable.platforms),
        }),
      ),
    actions(
      platforms.length < platformNames().length &&
        button(runs(LINK_COMMAND.fr), t.text('people.profile.link', allPlatformWords(t))),
      separable !== null && button('accounts-separate:', t.text('people.separate.button')),
      button(runs(['profil', 'langue']), t.text('people.profile.changeLanguage')),
      button('notify-view:', t.text('people.notifications.title')),
      button(runs(['structure', 'rejoindre']), t.text('organisations.join.button')),
    ),
  );
}

/** Tells the coordinators that somebody's private messages are closed to the bot. */
export function notReachedMessage(
  t: Translator,
  { name, platform, hasLeft }: { readonly name: string; readonly platform: PlatformName; readonly hasLeft: boolean },
): Message {
  const why = hasLeft ? 'gone' : 'closed';
  return message(text(t.text('people.notReached.text', { name, platform: traitsOf(platform).title, why })));
}
