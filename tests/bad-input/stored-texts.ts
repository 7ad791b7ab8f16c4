import type { Database } from '../../src/database/database.ts';

/** Tables of forms on their way, and of what is to be said about what was stored: neither counts as stored. */
const passing = new Set(['Conversation', 'Delivery', 'DeliveryRef', 'ReceivedEvent', 'File']);

/** Returns every text in the database, also within what is stored as JSON. */
export async function storedTexts({ prisma }: Database): Promise<ReadonlySet<string>> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name AS "name" FROM information_schema.tables
    WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%'`;
  const texts = new Set<string>();
  for (const { name } of tables.filter((table) => !passing.has(table.name))) {
    const rows = await prisma.$queryRawUnsafe<{ row: unknown }[]>(`SELECT to_jsonb(t) AS "row" FROM "${name}" t`);
    for (const { row } of rows) collect(row, texts);
  }
  return texts;
}

function collect(value: unknown, texts: Set<string>): void {
  if (typeof value === 'string') texts.add(value);
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) collect(one, texts);
}
