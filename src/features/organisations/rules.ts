import type { Actor } from '../../access/actor/actor.ts';
import type { Option } from '../../chat/message.ts';
import { ChoiceNeeded, UserError } from '../../chat/user-error.ts';
import { fold, readPlace, readUrl } from '../../reading/index.ts';

import type { Organisation } from './organisation.ts';

export interface Seat {
  readonly municipality: string | null;
  readonly department: string | null;
}

/**
 * Reads a commune as typed. Throws UserError when there is no such commune, ChoiceNeeded when several could be meant.
 */
export function readMunicipality(typed: string | undefined, departments: readonly string[]): Seat {
  if (typed === undefined) return { municipality: null, department: null };
  const read = readPlace(typed, departments);
  if (read.ok) return { municipality: read.value.name, department: read.value.department };
  if (read.problem === 'missing') throw new UserError('organisations.errors.municipality', { typed }, 'municipality');
  // "Beauvais (60)": the department picks one of several communes.
  const { candidates } = read;
  const meant = candidates.filter((one) => typed.includes(one.department));
  const [only, ...others] = meant;
  if (only && others.length === 0) return { municipality: only.name, department: only.department };
  const options = candidates.map(({ name, department, departmentName }) => ({
    value: `${name} (${department})`,
    label: `${name} (${departmentName})`,
  }));
  throw new ChoiceNeeded(
    'organisations.errors.municipalities',
    { typed, count: options.length },
    'municipality',
    options,
  );
}

/** Reads a web address as typed. Throws UserError when it isn't one. */
export function readWebsite(typed: string | undefined): string | null {
  if (typed === undefined) return null;
  const read = readUrl(typed);
  if (!read.ok) throw new UserError('organisations.errors.website', { typed }, 'website');
  return read.value;
}

/** Returns whether the actor decides who is a member: members and coordinators do. */
export function mayDecide(actor: Pick<Actor, 'coordinator' | 'organisations'>, organisationId: string): boolean {
  return actor.coordinator || actor.organisations.some(({ id }) => id === organisationId);
}

/** Returns whether this name contains what was typed so far. */
export function matches(name: string, typed: string): boolean {
  return fold(name).includes(fold(typed));
}

/**
 * Returns whether somebody's name tells this organisation already, as many people's names on Discord do: then it isn't
 * written a second time beside the name.
 */
export function tellsOrganisation(name: string, organisation: string): boolean {
  return name === organisation || name.includes(`(${organisation})`);
}

/** Returns the organisation as an option to choose. */
export function organisationOption({ id, name, municipality }: Organisation): Option {
  return { value: id, label: name, ...(municipality === null ? {} : { description: municipality }) };
}
