import { z } from 'zod';
import { operation } from '../../../access/operation/operation.ts';
import { versionOf } from '../../../access/operation/version.ts';
import { UserError } from '../../../chat/user-error.ts';
import { departureUnder } from '../../../delivery/outbox/index.ts';
import { afterDeparture, orphanedKey } from '../departure.ts';
import { membershipStore } from '../membership-store.ts';
import type { LeavePreview, LeftOrganisation } from '../organisation.ts';
import { theOrganisation } from '../queries.ts';

/** Returns what leaving would mean, shown before somebody leaves; `asked` says that they were asked before whether they want to. */
export const viewDeparture = operation({
  name: 'organisations.viewDeparture',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: z.object({ organisation: z.uuid(), asked: z.boolean().default(false) }),
  async run(scope, { organisation: id, asked }): Promise<LeavePreview> {
    const organisation = await theOrganisation(scope, id);
    const members = (await membershipStore(scope).activeAndPending(id)).filter(({ status }) => status === 'ACTIVE');
    const own = members.find(({ person }) => person.id === scope.actor.personId);
    if (!own) {
      const key = asked ? 'organisations.errors.leftAlready' : 'organisations.errors.notMember';
      throw new UserError(key, { name: organisation.name });
    }
    const others = members.filter(({ person, here }) => here && person.id !== scope.actor.personId);
    return { organisation, version: versionOf(own.requestedAt), last: others.length === 0 };
  },
});

/** Leaves an organisation. When nobody is left, the coordinators are told and look after its events. */
export const leaveOrganisation = operation({
  name: 'organisations.leave',
  who: 'anyone',
  journal: { silent: 'is their own' },
  input: z.object({ organisation: z.uuid() }),
  async run(scope, { organisation: id }): Promise<LeftOrganisation> {
    const organisation = await theOrganisation(scope, id);
    const store = membershipStore(scope);
    if (!(await store.leave(id, scope.actor.personId))) {
      const hasLeft = (await store.between(id, scope.actor.personId))?.status === 'LEFT';
      const key = hasLeft ? 'organisations.errors.leftAlready' : 'organisations.errors.notMember';
      throw new UserError(key, { name: organisation.name });
    }
    await afterDeparture(scope, organisation, { why: 'left', name: scope.actor.name });
    return { organisation, leaves: await departureUnder(scope, orphanedKey(scope, organisation)) };
  },
});
