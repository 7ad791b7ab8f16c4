import { type PersonalColumn, personalColumns } from '../../../src/access/personal/columns.ts';
import { clientOf, type Tx } from '../../../src/database/transaction.ts';
import { spelling } from './spellings.ts';

/** Somebody with an account on each platform. */
export interface Somebody {
  readonly id: string;
  readonly name: string;
  readonly accounts: Readonly<Record<'slack' | 'discord', string>>;
  /** The rows of these accounts. */
  readonly identities: readonly string[];
}

/** A word that stands in every text that goes with the person, and one that stands in those that stay. */
export const GOES = 'Aubépine';
export const STAYS = 'Chèvrefeuille';

export const columnsOf = (table: string) => personalColumns.filter((one) => one.table === table);

/** Where a name of one word stands in these, something else is called so, and it stays. */
const CALLS = ['Event.title', 'Event.contact', 'Organisation.name'];

/** Returns the value of a column of a row: of `who` where it is theirs, and naming `named` where it may name anybody. */
export function toldIn(one: PersonalColumn, isTheirs: boolean, who: Somebody, named: Somebody): unknown {
  const isNamed = named.name.includes(' ') || !CALLS.includes(`${one.table}.${one.column}`);
  const naming = `${STAYS}${isNamed ? ` avec ${spelling(named.name, one)}` : ''} (${named.id}, ${named.accounts.slack}) : ${one.table}.${one.column}`;
  const text =
    isTheirs && one.erase !== 'keep' && one.erase !== 'search'
      ? `${GOES} de ${who.name} : ${one.table}.${one.column}`
      : naming;
  if (one.table === 'Answer' || one.table === 'AnswerRevision') {
    if (one.column === 'value') return { kind: 'text', text };
  }
  if (one.table === 'Conversation' && one.column === 'result') return { blocks: [{ kind: 'text', text }] };
  // A direct conversation has a channel of its own.
  if (one.table === 'ToRead') return `D-${who.accounts.slack}`;
  // A choice names nobody, and a name is its own person's.
  if (one.holds === 'choice') return `${STAYS} : ${one.table}.${one.column}`;
  if (one.holds === 'name' && !isTheirs) return who.name;
  if (one.holds === 'account') return one.type.endsWith('[]') ? [who.accounts.slack] : who.accounts.slack;
  if (one.holds === 'file') return one.type === 'Bytes' ? `\\x${Buffer.from(text).toString('hex')}` : undefined;
  if (one.type.endsWith('[]')) return [text];
  return one.type.startsWith('Json') ? { words: text, [named.accounts.discord]: [named.name] } : text;
}

/** Columns in which nothing of anybody can be told: choices that go with their person, which file it is, and what an erasure knows. */
export const UNTELLING: readonly string[] = [
  ...[
    'Person.locale',
    'Person.seenLocale',
    'Person.lastPlatform',
    'Person.quietFrom',
    'Person.quietTo',
    'Person.unwanted',
  ],
  ...['Identity.goneAt', 'Event.pictureId', 'File.sha256', 'File.linkKey', 'Announcement.fileIds'],
  ...['RelayMessage.retitle', 'Erasure.doing', 'Erasure.accountMarks', 'Erasure.homes'],
];

/** Returns the personal columns in which nothing of somebody stands, and no choice. */
export async function untoldOf(tx: Tx, { id, name, accounts, identities }: Somebody): Promise<readonly string[]> {
  const words = [id, name, ...identities, ...Object.values(accounts), GOES, `${STAYS} :`];
  const empty: string[] = [];
  for (const { table, column, type } of personalColumns) {
    const text = type.startsWith('Bytes') ? `encode("${column}", 'escape')` : `"${column}"::text`;
    const [found] = await clientOf(tx).$queryRawUnsafe<{ there: boolean }[]>(
      `SELECT EXISTS (SELECT 1 FROM "${table}", unnest($1::text[]) word WHERE position(word IN ${text}) > 0) AS "there"`,
      words,
    );
    if (found?.there !== true) empty.push(`${table}.${column}`);
  }
  return empty;
}
