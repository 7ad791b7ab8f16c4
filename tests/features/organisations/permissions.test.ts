import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Actor } from '../../../src/access/actor/actor.ts';
import { actorOf } from '../../../src/access/actor/actor-store.ts';
import type { Operation } from '../../../src/access/operation/operation.ts';
import type { Region } from '../../../src/access/region/region.ts';
import { regionById } from '../../../src/access/region/region-store.ts';
import type { Database } from '../../../src/database/database.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { createOrganisation } from '../../../src/features/organisations/operations/create.ts';
import { decideMembership, joinOrganisation } from '../../../src/features/organisations/operations/join.ts';
import { leaveOrganisation } from '../../../src/features/organisations/operations/leave.ts';
import { viewMembers } from '../../../src/features/organisations/operations/view.ts';
import { testDatabase } from '../../support/database.ts';
import { createRegion } from '../../support/region-row.ts';

const now = new Date('2026-09-15T09:00:00+02:00');

let database: Database;
let region: Region;
let elsewhere: Region;
beforeAll(async () => {
  database = await testDatabase();
  region = await theRegion();
  elsewhere = await theRegion();
});
afterAll(() => database.close());

async function theRegion(): Promise<Region> {
  const found = await regionById(database, (await createRegion(database)).id);
  if (!found) throw new Error('no region');
  return found;
}

const actor = (name: string, of = region): Promise<Actor> =>
  actorOf(
    database,
    { region: of },
    { platform: 'slack', id: name, team: 'T', name, locale: 'fr', administrator: null },
    now,
  );

async function as<S extends z.ZodType, O>(
  name: string,
  operation: Operation<S, O>,
  input: z.output<S>,
  of = region,
): Promise<O> {
  const who = await actor(name, of);
  return inTransaction(database, (tx) => operation.run({ tx, region: of, actor: who, now }, input));
}

async function created(by: string, name: string, of = region): Promise<string> {
  await as(by, createOrganisation, { name, anyway: false }, of);
  return (await database.prisma.organisation.findFirstOrThrow({ where: { name, regionId: of.id } })).id;
}

test("only the organisation's members and coordinators decide and see, and only in their region", async () => {
  const ours = await created('ana', 'Les Jardins');
  await created('ben', 'Emmaüs');
  await created('zed', 'Les Jardins', elsewhere);
  await as('cid', joinOrganisation, { organisation: ours });
  const { id } = await database.prisma.membership.findFirstOrThrow({ where: { status: 'PENDING' } });

  const decision = { membership: id, accept: true };
  await expect(as('cid', decideMembership, decision)).rejects.toMatchObject({ id: 'common.errors.role.organiser' });
  await expect(as('ben', decideMembership, decision)).rejects.toMatchObject({ id: 'organisations.errors.membersOnly' });
  await expect(as('zed', decideMembership, decision, elsewhere)).rejects.toMatchObject({
    id: 'common.errors.notFound',
  });
  await expect(as('ben', viewMembers, { organisation: ours })).rejects.toMatchObject({
    id: 'organisations.errors.membersOnly',
  });
  await expect(as('zed', joinOrganisation, { organisation: ours }, elsewhere)).rejects.toMatchObject({
    id: 'common.errors.notFound',
  });
  await expect(as('ben', leaveOrganisation, { organisation: ours })).rejects.toMatchObject({
    id: 'organisations.errors.notMember',
  });

  await as('ana', decideMembership, decision);
  await expect(as('ana', decideMembership, decision)).rejects.toMatchObject({ id: 'organisations.errors.decided' });
});

test('who left asks again, and is asked about again', async () => {
  const ours = (
    await database.prisma.organisation.findFirstOrThrow({
      where: { name: 'Les Jardins', regionId: region.id },
    })
  ).id;
  await as('cid', leaveOrganisation, { organisation: ours });
  await as('cid', joinOrganisation, { organisation: ours });
  const membership = await database.prisma.membership.findFirstOrThrow({ where: { status: 'PENDING' } });
  expect(membership).toMatchObject({ leftAt: null, decidedAt: null });
});
