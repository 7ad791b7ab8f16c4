import type { Database } from '../../src/database/database.ts';

/** Stores a file of a kit. Returns its id. */
export async function kitFile({ prisma }: Database, regionId: string, at: string): Promise<string> {
  const bytes = { size: 3, sha256: 'a'.repeat(64), bytes: new Uint8Array(3) };
  const data = { regionId, name: 'logo.png', type: 'image/png', ...bytes, uploadedAt: new Date(at) };
  return (await prisma.file.create({ data })).id;
}

/**
 * Stores organisations that take part in the edition with an accepted event, numbered from `from` to `to`, each with one member
 * on Slack, except where `without` is set.
 */
export async function storeOrganisations(
  { prisma }: Database,
  editionId: string,
  { from = 1, to, without = false }: { readonly from?: number; readonly to: number; readonly without?: boolean },
): Promise<void> {
  const { regionId } = await prisma.edition.findUniqueOrThrow({ where: { id: editionId } });
  const at = '2026-09-01T09:00:00Z';
  const many = `FROM generate_series(${from}, ${to}) n`;
  const id = (what: string) => `md5('${what}' || n || '${editionId}')::uuid`;
  const people = [
    `INSERT INTO "Person" ("id", "regionId", "name", "lastPlatform", "createdAt")
     SELECT ${id('person')}, '${regionId}', 'Membre ' || n, 'slack', '${at}' ${many}`,
    `INSERT INTO "Identity" ("id", "regionId", "personId", "platform", "externalId", "name")
     SELECT ${id('identity')}, '${regionId}', ${id('person')}, 'slack', 'U' || n, 'Membre ' || n ${many}`,
    `INSERT INTO "Membership" ("id", "regionId", "personId", "organisationId", "status", "requestedAt")
     SELECT ${id('membership')}, '${regionId}', ${id('person')}, ${id('organisation')}, 'ACTIVE', '${at}' ${many}`,
  ];
  const statements = [
    `INSERT INTO "Organisation" ("id", "regionId", "name", "nameKey", "createdAt")
     SELECT ${id('organisation')}, '${regionId}', 'Structure ' || n, 'structure-' || n, '${at}' ${many}`,
    ...(without ? [] : people),
    `INSERT INTO "Event" ("id", "regionId", "editionId", "organisationId", "number", "title", "pitch", "venue", "contact", "status",
       "proposedById", "proposedAt", "updatedAt")
     SELECT ${id('event')}, '${regionId}', '${editionId}', ${id('organisation')}, n, 'Visite ' || n, 'Venez.', 'Salle',
       'contact@example.org', 'ACCEPTED', ${id('person')}, '${at}', '${at}' ${many}`,
  ];
  for (const statement of statements) await prisma.$executeRawUnsafe(statement);
}
