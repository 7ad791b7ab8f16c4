import { mapInSteps, type Stepwise } from '../../../concurrency/turns.ts';
import { isReceived } from '../../surveys/questionnaires/rules.ts';
import { tellableGroups } from '../disclosure/disclose-departments.ts';
import type { EditionFacts } from './facts.ts';
import { FACTS_FROM, isDisclosableChange } from './thresholds.ts';

/** How many of the questionnaires that were sent came back, in one department. */
export interface DepartmentReturns {
  /** Code of the department; null where none is known. */
  readonly key: string | null;
  readonly sent: number;
  readonly received: number;
}

/** The same of events and of organisations; departments where it isn't told are absent. */
export interface ReturnsByDepartment {
  readonly events: readonly DepartmentReturns[];
  readonly organisations: readonly DepartmentReturns[];
}

/** Counts in steps how many questionnaires came back from each department, whoever may read it. */
export function* countingReturns(
  { events, eventQuestionnaires, organisationQuestionnaires }: EditionFacts,
  departments: ReadonlyMap<string, string | null>,
): Stepwise<ReturnsByDepartment> {
  const departmentOf = new Map(events.map(({ id, department }) => [id, department]));
  yield;
  const ofEvents = yield* mapInSteps(eventQuestionnaires, ({ event, answers }) => ({
    key: departmentOf.get(event) ?? null,
    isBack: isReceived('event', answers),
  }));
  const ofOrganisations = yield* mapInSteps(organisationQuestionnaires, ({ organisation, answers }) => ({
    key: departments.get(organisation) ?? null,
    isBack: isReceived('organisation', answers),
  }));
  return { events: grouped(ofEvents), organisations: grouped(ofOrganisations) };
}

function grouped(
  questionnaires: readonly { readonly key: string | null; readonly isBack: boolean }[],
): readonly DepartmentReturns[] {
  const groups = new Map<string | null, DepartmentReturns>();
  for (const { key, isBack } of questionnaires) {
    const { sent, received } = groups.get(key) ?? { sent: 0, received: 0 };
    groups.set(key, { key, sent: sent + 1, received: received + Number(isBack) });
  }
  // The one without a department comes last.
  return [...groups.values()].sort((a, b) => (a.key === null ? 1 : b.key === null ? -1 : a.key < b.key ? -1 : 1));
}

/** Keeps the departments of which it may be told: one from which too few came back would show whose is missing. */
export function discloseReturns({ events, organisations }: ReturnsByDepartment): ReturnsByDepartment {
  const disclosed = (groups: readonly DepartmentReturns[]) => {
    const told = tellableGroups(groups, ({ sent, received }) => ({ size: sent, told: received }));
    return groups.filter((group) => told.has(group));
  };
  return { events: disclosed(events), organisations: disclosed(organisations) };
}

/** How many were sent and came back in the whole region, as it was told. */
export type RegionReturns = Omit<DepartmentReturns, 'key'>;

/**
 * Limits the departments of a new version, `now`, to what may be told beside those of the version before: none of them, nor
 * the others together, moves by fewer questionnaires than are ever told. Otherwise they stay as they were.
 */
export function limitReturns(
  before: { readonly region: RegionReturns; readonly departments: readonly DepartmentReturns[] },
  now: { readonly region: RegionReturns; readonly departments: readonly DepartmentReturns[] },
): readonly DepartmentReturns[] {
  const both = now.departments.flatMap((is) => {
    const was = before.departments.find(({ key }) => key === is.key);
    return was === undefined ? [] : [{ was, is }];
  });
  const rest = {
    was: less(
      before.region,
      both.map(({ was }) => was),
    ),
    is: less(
      now.region,
      both.map(({ is }) => is),
    ),
  };
  const moves = (was: number, is: number) => was === is || isDisclosableChange(was, is, FACTS_FROM);
  const move = [...both, rest].every(({ was, is }) => moves(was.sent, is.sent) && moves(was.received, is.received));
  return move ? now.departments : before.departments;
}

/** Returns what is left of the region beside some of its departments. */
function less(region: RegionReturns, departments: readonly DepartmentReturns[]): RegionReturns {
  return departments.reduce(
    (left, { sent, received }) => ({ sent: left.sent - sent, received: left.received - received }),
    region,
  );
}
