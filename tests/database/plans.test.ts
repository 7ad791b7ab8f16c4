import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillYears } from '../../scripts/bench/years.ts';
import { composeRegistry } from '../../src/composition.ts';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { silentLog } from '../../src/log.ts';
import { readWaiting } from '../../src/metrics/gauges-store.ts';
import { planPurge } from '../../src/schedule/purge.ts';
import { member } from '../support/announcements.ts';
import { testDatabaseLocation } from '../support/database.ts';
import { propose } from '../support/events.ts';
import { both } from '../support/platforms.ts';
import { type Recording, recordStatements, type Statement } from '../support/statements.ts';
import { acceptedEvent } from '../support/surveys.ts';
import { startWorld, type World } from '../support/world.ts';
import { type Cast, everyForm, first, last } from './every-form.ts';
import { fillFurther } from './grown.ts';
import { readerOf } from './reading.ts';

/** The day on which people work. */
const TODAY = new Date('2026-11-12T10:00:00+01:00');
const YEARS = { regions: 18, organisations: 180, editions: 3, announced: 3, answers: 5_400 };

let recording: Recording;
let world: World;
const casts = {} as Record<'slack' | 'discord', Cast>;
/** The statements of a day's work, each once. */
let asked: readonly Statement[];

async function purge(): Promise<void> {
  const region = await world.database.prisma.region.findFirstOrThrow({ where: { name: 'Picardie' } });
  await inTransaction(world.database, (tx) =>
    planPurge({ tx, region: { ...region, locale: 'fr' }, now: world.clock.now() }),
  );
  await world.runDue();
}

const { commands } = composeRegistry();
const nameOf = ({ path }: (typeof commands)[number]) => `/${path.fr.join(' ')}`;

/** Lets an event be proposed and decided, fills in every form, and looks at every command that takes none. */
async function askAll(): Promise<void> {
  const shown = commands.filter(({ form }) => form === 'never');
  for (const platform of both) {
    const { coordinator, ana } = casts[platform];
    await propose(ana, { title: `Fournil ouvert ${platform}`, when: 'samedi 28 novembre 18h' });
    await coordinator.press('Accepter', { in: `Fournil ouvert ${platform}` });
    for (const fillIn of Object.values(everyForm)) await fillIn(casts[platform]);
    for (const one of shown) await coordinator.command(nameOf(one));
  }
}

/** Does what people do, and what is done by itself. */
async function work(): Promise<void> {
  const { slack } = world.coordinator;
  await askAll();
  await slack.command('/reunion programmer', { titre: 'Préparation', date: 'demain à 14h', lieu: 'Amiens' });
  await slack.press('Annoncer la réunion');
  await world.runDue();
  for (const platform of both) {
    const person = casts[platform].ana;
    await person.command('/mois');
    await person.command('/evenement liste');
    await person.command('/questionnaire repondre');
    await person.press('Je viens');
    await person.press('Oui', { in: 'a-t-il eu lieu' });
    await person.say('une soixantaine', 'Combien de personnes sont venues');
    await person.press("J'ai lu");
    await world.runDue();
  }
  await slack.press('Corriger le texte', { in: 'Venez nombreux slack' });
  await slack.fill({ text: 'Venez tous' });
  await slack.press('Appliquer partout');
  for (const platform of both) for (const fillIn of Object.values(last)) await fillIn(casts[platform]);
  await readWaiting(world.database, both, world.clock.now());
  await world.restartBot();
  await world.settle();
  await purge();
}

/** Keeps a server from collecting statistics by itself in the middle of the filling. */
async function leaveUncounted({ prisma }: Database): Promise<void> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(relname) AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`;
  for (const { name } of tables) await prisma.$executeRawUnsafe(`ALTER TABLE ${name} SET (autovacuum_enabled = false)`);
}

beforeAll(async () => {
  recording = recordStatements();
  // One that no other test has used: a server keeps what it has counted of rows that are gone.
  const database = await openDatabase({ ...(await testDatabaseLocation()), log: silentLog });
  await leaveUncounted(database);
  world = await startWorld({ at: '2026-11-10T09:00:00+01:00', database });
  const { slack } = world.coordinator;
  await slack.command('/edition ouvrir', { annee: '2026' });
  await slack.command('/chiffres afficher');
  for (const platform of both) {
    const person = await member(world, platform, `Ana ${platform}`, `Le Fournil ${platform}`, 'Amiens');
    const [zoe, max] = [world.person(platform, `Zoé ${platform}`), world.person(platform, `Max ${platform}`)];
    casts[platform] = { world, platform, coordinator: world.coordinator[platform], ana: person, zoe, max };
    const { organisationId } = await world.database.prisma.membership.findFirstOrThrow({
      where: { person: { name: `Ana ${platform}` } },
    });
    const startsAt = '2026-11-11T14:00:00+01:00';
    await acceptedEvent(world, { organisationId, by: person, title: `Portes ouvertes ${platform}`, startsAt });
  }
  await fillYears(world.database, YEARS, world.clock.now());
  const { id } = await world.database.prisma.region.findFirstOrThrow({ where: { name: 'Picardie' } });
  await fillFurther(world.database, id, TODAY);
  recording.taken();
  // The nation's bilan is read too, by who is named for it.
  const nationals = both.map((platform) => world.coordinator[platform]);
  await world.restartBot(undefined, { nationals });
  for (const fillIn of Object.values(first)) await fillIn(casts.slack);
  await world.goTo(TODAY);
  await work();
  const once = new Map(recording.taken().map((statement) => [statement.text, statement]));
  asked = [...once.values()].filter(({ text }) => /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(text));
}, 600_000);
afterAll(async () => {
  await world?.close();
  recording?.stop();
});

describe('after years, no statement of the hot paths reads a table whole', () => {
  const whole = async () => {
    const found: string[] = [];
    const readInVain = await readerOf(world.database);
    for (const statement of asked) {
      for (const what of await readInVain(statement)) found.push(`${what}: ${statement.text}`);
    }
    return found;
  };

  it('every form is filled in', () => {
    const filled = [first, everyForm, last].flatMap((some) => Object.keys(some));
    expect(
      commands
        .filter(({ form }) => form !== 'never')
        .map(nameOf)
        .filter((name) => !filled.includes(name)),
    ).toEqual([]);
  });

  it('before the database has counted anything', async () => {
    expect(asked.length).toBeGreaterThan(100);
    expect(await whole()).toEqual([]);
  }, 120_000);

  it('and once it has', async () => {
    await world.database.prisma.$executeRawUnsafe('ANALYZE');
    expect(await whole()).toEqual([]);
  }, 120_000);
});
