import type { Database } from '../../database/database.ts';

/** An erasure by which places that people have to themselves with the bot are to be emptied. */
export interface HomesToEmpty {
  readonly id: string;
  readonly locale: string;
  readonly timeZone: string;
  /** '<platform>:<id>' of each account, and of those of whoever is erased. */
  readonly homes: readonly string[];
  readonly own: readonly string[];
}

export async function homesToEmpty({ prisma }: Database): Promise<readonly HomesToEmpty[]> {
  return prisma.$queryRaw<readonly HomesToEmpty[]>`
    SELECT erasure."id", region."locale", region."timeZone", erasure."homes",
      ARRAY(SELECT jsonb_array_elements_text(erasure."doing"->'accounts')) AS "own"
    FROM "Erasure" erasure JOIN "Region" region ON region."id" = erasure."regionId"
    WHERE erasure."endedAt" IS NULL AND cardinality(erasure."homes") > 0 ORDER BY erasure."id"`;
}

/** Notes that a place was emptied, or never can be; with `hasFailed`, that its platform refused to change it. */
export async function noteEmptied(
  { prisma }: Database,
  { id, home }: { readonly id: string; readonly home: string },
  { hasFailed }: { readonly hasFailed: boolean },
): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "Erasure" SET "homes" = array_remove("homes", ${home}), "failed" = "failed" + ${hasFailed ? 1 : 0}
    WHERE "id" = ${id}::uuid`;
}
