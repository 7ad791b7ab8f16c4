import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Actor, hasRole } from '../../src/access/actor/actor.ts';
import type { Operation } from '../../src/access/operation/operation.ts';
import type { Region } from '../../src/access/region/region.ts';
import { regionById } from '../../src/access/region/region-store.ts';
import { UserError } from '../../src/chat/user-error.ts';
import type { Database } from '../../src/database/database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { testDatabase } from '../support/database.ts';
import { changesIn, readTables, seedRegion, type Tables } from '../support/every-table.ts';
import { inputFor } from './inputs.ts';

vi.hoisted(() => vi.resetModules());
vi.mock('../../src/access/operation/operation.ts', async (original) =>
  (await import('./declared.ts')).noting(original),
);
const { everyOperation } = await import('./declared.ts');
const operations = (await everyOperation()).filter(({ who }) => who === 'anyone' || who === 'organiser');

const NOW = new Date('2026-09-15T07:00:00Z');
const SECRET = 'Aubépine';

/** The rows that an organisation has for itself; its proposal, answers and requests stand in them. */
const own = [
  'Organisation',
  'Membership',
  'Asking',
  'Event',
  'Occurrence',
  'CoOrganiser',
  'Questionnaire',
  'Answer',
  'MediaMention',
];
const hidden = [
  `${SECRET} Event title`,
  `${SECRET} Event pitch`,
  `${SECRET} answers`,
  `${SECRET} asks`,
  `${SECRET} MediaMention title`,
];

/** The tables whose ids are tried where an operation takes one. */
const tried = [...own, 'SurveyConversation', 'Kit', 'Meeting', 'File', 'OwnEvent'];

/** The things of another organisation that an organiser may use all the same, each with the reason. */
const allowed: Readonly<Record<string, string>> = {
  'events.invite': "asks it to co-organise an event of one's own",
  'organisations.join': 'asks to become a member',
  'surveys.passOver': 'notes up to where a thread was read, whoever wrote there',
  'surveys.tellRefused': 'says to whoever wrote in a thread why nothing comes of it, and notes the same',
};

/** Some of what its own members do: all of these are noticed, or the test proves nothing. */
const noticed = [
  'events.answerInvitation',
  'events.cancel',
  'events.complete',
  'events.invite',
  'events.modify',
  'events.previewDuplicate',
  'events.toCancel',
  'events.toChange',
  'events.view',
  'organisations.decideMembership',
  'organisations.leave',
  'organisations.members',
  'reports.removePress',
  'reports.viewPressItem',
  'surveys.answer',
  'surveys.answerTyped',
  'surveys.askCoordination',
  'surveys.open',
  'surveys.view',
];

let database: Database;
let tables: Tables;
let region: Region;
/** Ids of the organisation's rows by table, of its other membership, and of what the stranger has. */
let ids: Readonly<Record<string, string>>;
let stranger: Actor;
let member: Actor;

const someone = {
  platform: 'slack',
  team: 'T1',
  administrator: false,
  coordinator: false,
  delegateOf: [],
  locale: 'fr',
} as const;

async function person(regionId: string, name: string, externalId: string): Promise<string> {
  const { prisma } = database;
  const { id } = await prisma.person.create({ data: { regionId, name, lastPlatform: 'slack', createdAt: NOW } });
  await prisma.identity.create({ data: { regionId, personId: id, platform: 'slack', externalId, name } });
  return id;
}

beforeAll(async () => {
  database = await testDatabase();
  tables = await readTables(database);
  const seeded = await seedRegion(database, tables, { marker: SECRET, externalId: 'U1', full: true });
  const { Region: regionId = '', Organisation: organisationId = '', Person: personId = '', Event: event } = seeded.ids;
  const found = await regionById(database, regionId);
  if (!found || !event) throw new Error('nothing was seeded');
  const { prisma } = database;
  region = { ...found, timeZone: 'Europe/Paris' };
  await prisma.region.update({ where: { id: regionId }, data: { timeZone: region.timeZone } });
  // A questionnaire that was asked, with an answer; somebody who asks to become a member; no coordinator.
  await prisma.teamRole.deleteMany({});
  await prisma.questionnaire.updateMany({ data: { askedAt: NOW } });
  // A mention that no questionnaire declares stands in the press review.
  await prisma.mediaMention.updateMany({ data: { questionnaireId: null } });
  await prisma.answer.updateMany({ data: { question: 'idea', value: { kind: 'text', text: `${SECRET} answers` } } });
  const since = { regionId, requestedAt: NOW };
  const asking = { ...since, organisationId, personId: await person(regionId, `${SECRET} asks`, 'U3') };
  const { id: Asking } = await prisma.membership.create({ data: { ...asking, status: 'PENDING' } });
  // The stranger has an organisation and an event like theirs.
  const bea = await person(regionId, 'Béa', 'U2');
  const bleuet = { regionId, name: 'Bleuet', nameKey: 'bleuet', createdAt: NOW };
  const { id: OwnOrganisation } = await prisma.organisation.create({ data: bleuet });
  await prisma.membership.create({
    data: { ...since, organisationId: OwnOrganisation, personId: bea, status: 'ACTIVE' },
  });
  const { id: _, ...like } = await prisma.event.findUniqueOrThrow({ where: { id: event } });
  const { id: OwnEvent } = await prisma.event.create({
    data: {
      ...like,
      ...{ number: like.number + 1, title: 'Porte ouverte', pitch: 'Venez', contact: 'Béa', statusNote: null },
      // Whoever's proposal became one with another co-organises that one and reads its title: the stranger's stands alone.
      mergedIntoId: null,
      ...{ organisationId: OwnOrganisation, proposedById: bea },
    },
  });
  ids = { ...seeded.ids, Asking, OwnEvent, OwnOrganisation };
  stranger = {
    ...someone,
    ...{
      personId: bea,
      name: 'Béa',
      externalId: 'U2',
      organisations: [{ id: OwnOrganisation, name: 'Bleuet' }],
      requests: [],
      separable: null,
    },
  };
  member = {
    ...someone,
    ...{ personId, name: 'Ana', externalId: 'U1', organisations: [{ id: organisationId, name: SECRET }], requests: [] },
    separable: null,
  };
});
afterAll(() => database?.close());

/** Returns every way to name something of the organisation's, alone or together with something of one's own. */
function inputsOf({ input: schema }: Operation): readonly unknown[] {
  const user = { platform: 'slack', id: 'U9', team: 'T9', name: 'X', locale: null, administrator: false };
  const named = {
    conversationId: ids.SurveyConversation,
    questionnaireId: ids.Questionnaire,
    membership: ids.Asking,
    kitId: ids.Kit,
    question: 'held',
    given: { by: 'press', what: 'yes' },
    link: 'www.exemple.fr',
    intended: 'half',
    picture: undefined,
  };
  const inputs = new Map<string, unknown>();
  for (const table of tried) {
    const made = inputFor(schema, { text: ids[table] ?? '', user });
    if (typeof made !== 'object' || made === null) continue;
    for (const organisation of [ids.Organisation, ids.OwnOrganisation]) {
      const fitting = Object.entries({ ...named, organisation, organisationId: organisation });
      const chosen = Object.fromEntries(fitting.filter(([name]) => name in made));
      for (const input of [made, { ...made, ...chosen }]) {
        const parsed = schema.safeParse(input);
        if (parsed.success) inputs.set(JSON.stringify(input), parsed.data);
      }
    }
  }
  return [...inputs.values()];
}

/** Returns the organisation's rows that an operation tells of or touches; everything is undone afterwards. */
async function reached(one: Operation, input: unknown, actor: Actor): Promise<string | null> {
  const undo = new Error('undone');
  let found: string | null = null;
  try {
    await inTransaction(database, async (tx) => {
      const result = await one.run({ tx, region, now: NOW, actor }, input);
      const shown = JSON.stringify(result ?? null, (_, value) => (value instanceof Map ? [...value] : value));
      const rows = (await changesIn(tx, tables, region.id)).written.get(region.id) ?? '';
      const touched = own.find((table) => isNamed(rows, ids[table] ?? SECRET));
      if (hidden.some((secret) => shown.includes(secret))) found = `tells ${shown.slice(0, 300)}`;
      else if (touched) found = `touches ${touched}`;
      throw undo;
    });
  } catch (error) {
    if (error === undo) return found;
    if (!(error instanceof UserError)) throw error;
    // The words of a refusal are told, too.
    const told = JSON.stringify(error.values ?? null);
    if (hidden.some((secret) => told.includes(secret))) found = `tells ${error.id} ${told.slice(0, 300)}`;
  }
  return found;
}

/** Returns whether one of the rows, as JSON, is this one or belongs to it: typed text may hold its id. */
function isNamed(rows: string, id: string): boolean {
  return ['id', 'organisationId', 'eventId', 'questionnaireId'].some((column) => rows.includes(`"${column}":"${id}"`));
}

async function firstReached(one: Operation, actor: Actor): Promise<string | null> {
  if (!hasRole(actor, one.who)) throw new Error(`${one.name} isn't for organisers`);
  for (const input of inputsOf(one)) {
    const found = await reached(one, input, actor);
    if (found !== null) return `${found} with ${JSON.stringify(input).slice(0, 300)}`;
  }
  return null;
}

describe("an organiser of another organisation of the region, given this one's ids", () => {
  it.each(operations.map((one) => [one.name, one] as const))('%s', async (name, one) => {
    const found = await firstReached(one, stranger);
    if (name in allowed) expect(found).not.toBeNull();
    else expect(found).toBeNull();
  });

  it.each(noticed)('would be noticed, for its own members can: %s', async (name) => {
    const one = operations.find((each) => each.name === name);
    if (!one) throw new Error(`no operation ${name}`);
    expect(await firstReached(one, member)).not.toBeNull();
  });
});
