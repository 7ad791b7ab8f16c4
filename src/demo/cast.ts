import { type LocalPlatformName, localPlatformNames } from '../playground/local-platform.ts';
import type { Person } from '../playground/person.ts';
import type { Stage } from '../playground/stage.ts';
import type { EditionFile } from './edition-file.ts';

/** The people of an edition file, each in front of their platform. */
export interface Cast {
  person(id: string): Person;
  /** Returns somebody of an organisation: the first one in the file. */
  of(organisation: string): Person;
  /** The coordinators, in the order of the file. */
  readonly coordinators: readonly Person[];
  /** The coordinator who does the edition's work. */
  readonly coordinator: Person;
  /** Returns the first coordinator on a platform: its administrator. */
  coordinatorOn(platform: LocalPlatformName): Person;
  /** Returns the name of an organisation. */
  organisation(id: string): string;
}

export function gatherCast(stage: Pick<Stage, 'person'>, file: EditionFile): Cast {
  const administrators = new Set(
    localPlatformNames.map(
      (platform) => file.people.find((one) => one.platform === platform && one.role === 'coordinator')?.id,
    ),
  );
  const people = new Map(
    file.people.map(({ id, name, platform }) => {
      const options = { locale: 'fr', administrator: administrators.has(id) } as const;
      return [id, stage.person(platform, name, options)] as const;
    }),
  );
  const person = (id: string): Person => known(people.get(id), `person ${id}`);
  const coordinators = file.people.filter(({ role }) => role === 'coordinator').map(({ id }) => person(id));
  return {
    person,
    coordinators,
    coordinator: person(file.entered.by),
    of: (organisation) =>
      person(
        known(
          file.people.find((one) => one.organisation === organisation),
          `somebody of ${organisation}`,
        ).id,
      ),
    coordinatorOn: (platform) =>
      known(
        coordinators.find((one) => one.platform.name === platform),
        `coordinator on ${platform}`,
      ),
    organisation: (id) =>
      known(
        file.organisations.find((one) => one.id === id),
        `organisation ${id}`,
      ).name,
  };
}

/** Returns a thing that the checked file names. Throws when it is missing: a bug. */
export function known<T>(thing: T | undefined, what: string): T {
  if (thing === undefined) throw new Error(`the edition file names no ${what}`);
  return thing;
}
