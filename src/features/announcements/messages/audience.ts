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
  type Option,
  select,
  text,
} from '../../../chat/message.ts';
import { traitsOf } from '../../../platforms/registered.ts';
import { alphabetical, departmentLabel } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import { audienceRoles, type Criterion } from '../audience.ts';
import type { Composing } from '../composing.ts';
import { EVERYBODY } from '../rules.ts';
import { audienceText, chosenNames } from './chosen.ts';
import { reachBlocks } from './composer.ts';

/** Shows whom an announcement is for, which may be narrowed. Each choice edits this message. */
export function audienceMessage(t: Translator, composing: Composing): Message {
  const { id } = composing.announcement;
  return message(
    heading(t.text('announcements.audience.title')),
    fields(field(t.text('announcements.composer.to'), audienceText(t, composing))),
    ...reachBlocks(t, composing),
    actions(...criterionSelects(t, composing)),
    actions(
      button(`announcement-compose:${id}`, t.text('announcements.compose.back'), 'primary'),
      button(`announcement-organisations:${id}`, t.text('announcements.criterion.organisations')),
    ),
  );
}

function criterionSelects(t: Translator, { announcement, offered }: Composing): readonly (Control | false)[] {
  const { id, audience } = announcement;
  const choose = (what: Criterion, options: readonly Option[]) =>
    options.length > 0 &&
    select(
      `announcement-to:${id}/${what}`,
      t.text(`announcements.criterion.${what}`),
      [{ value: EVERYBODY, label: t.text(`announcements.criterion.${what}.all`) }, ...options],
      options.length + 1,
      audience[what],
    );
  const departments = alphabetical(
    t.locale,
    offered.departments.map((value) => ({ value, label: departmentLabel(value) })),
    ({ label }) => label,
  );
  const themes = offered.themes.map(({ id: value, name: label }) => ({ value, label }));
  const platforms = offered.platforms.map((value) => ({ value, label: traitsOf(value).title }));
  return [
    departments.length > 1 && choose('departments', departments),
    choose('themes', themes),
    choose(
      'roles',
      audienceRoles.map((value) => ({ value, label: t.text(`announcements.role.${value}`) })),
    ),
    platforms.length > 1 && choose('platforms', platforms),
    choose(
      'situations',
      offered.situations.map((value) => ({ value, label: t.text(`announcements.situation.${value}`) })),
    ),
  ];
}

/** Asks which organisations it is for. Those chosen are added to the earlier ones. */
export function organisationsMessage(t: Translator, composing: Composing): Message {
  const { announcement, offered, names } = composing;
  const options = alphabetical(
    t.locale,
    offered.organisations.map(({ id: value, name: label }) => ({ value, label })),
    ({ label }) => label,
  );
  const chosen = chosenNames(t, 'organisations', announcement.audience.organisations, names);
  return message(
    heading(t.text('announcements.criterion.organisations')),
    text(t.text('announcements.organisations.how')),
    list(chosen),
    actions(
      options.length > 0 &&
        select(
          `announcement-to:${announcement.id}/organisations`,
          t.text('announcements.organisations.choose'),
          options,
          options.length,
        ),
    ),
    actions(
      chosen.length > 0 &&
        button(`announcement-all:${announcement.id}`, t.text('announcements.criterion.organisations.all')),
      button(`announcement-compose:${announcement.id}`, t.text('announcements.compose.back')),
    ),
  );
}
