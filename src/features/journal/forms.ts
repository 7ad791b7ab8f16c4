import { z } from 'zod';
import type { Context } from '../../access/operation/context.ts';
import { personField, pickField, textField } from '../../chat/form.ts';
import { readEach, UserError } from '../../chat/user-error.ts';
import { namedUser } from '../people/find-person.ts';
import type { JournalFilter } from './entry.ts';
import { personInJournal, personNamedInJournal } from './operations.ts';
import { readDay } from './rules.ts';

/** The input of the form that searches the journal. */
export const filterInput = z.object({
  person: personField({ label: 'journal.field.person', option: { fr: 'personne', en: 'person' } }).optional(),
  // The platforms' own lists of people hold nobody of another one.
  name: textField({
    label: 'journal.field.name',
    hint: 'journal.field.nameHint',
    option: { fr: 'nom', en: 'name' },
    max: 100,
  }).optional(),
  event: pickField({
    label: 'journal.field.event',
    option: { fr: 'evenement', en: 'event' },
    source: 'events',
  }).optional(),
  organisation: pickField({
    label: 'journal.field.organisation',
    option: { fr: 'structure', en: 'organisation' },
    source: 'organisations',
  }).optional(),
  day: textField({
    label: 'journal.field.day',
    hint: 'journal.field.dayHint',
    option: { fr: 'jour', en: 'day' },
    max: 60,
  }).optional(),
});

/** Reads what somebody looks for. Throws UserError for all that is wrong. */
export async function readFilter(
  context: Context,
  { person, name, event, organisation, day }: z.output<typeof filterInput>,
): Promise<JournalFilter> {
  const { actor, now, region } = context;
  const [personId, on] = await readEach(
    async (): Promise<string | null> => {
      if (person === undefined) return name === undefined ? null : context.do(personNamedInJournal, { typed: name });
      if (name !== undefined) throw new UserError('journal.errors.bothPeople', {}, 'name');
      return personIn(context, person);
    },
    (): string | null =>
      day === undefined ? null : readDay(day, { now, timeZone: region.timeZone, locale: actor.locale }),
    () => {
      if (event !== undefined && organisation !== undefined)
        throw new UserError('journal.errors.both', {}, 'organisation');
    },
  );
  const about = { kind: event === undefined ? null : ('event' as const), object: event ?? null };
  return { person: personId, ...about, organisation: organisation ?? null, day: on, nights: false };
}

async function personIn(context: Context, account: string): Promise<string> {
  return context.do(personInJournal, { person: await namedUser(context, account, 'person') });
}
