import type { OwnText, OwnTexts } from '../../access/personal/quoted.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { answerWithout } from './answer-words.ts';
import { isTheirs, isTheirsAlone, ownWords } from './erase-rows-store.ts';

const name = (name: string) => Prisma.raw(`"${name}"`);

/** The kinds of answers that hold words: what `answerWithout` takes out of them. */
const WORDY = ['text', 'reason', 'file'];

/** Returns what everybody in a region wrote that an erasure takes out of messages, too (erase-rows-store.ts). */
export const ownTexts: OwnTexts = async ({ tx, region }) => {
  const client = clientOf(tx);
  const texts: OwnText[] = [];
  for (const one of ownWords) {
    const { table, column, of } = one;
    const rows = await client.$queryRaw<readonly OwnText[]>`
      SELECT DISTINCT ${name(of)} AS "personId", ${name(column)} AS "text" FROM ${name(table)}
      WHERE "regionId" = ${region.id}::uuid AND ${name(of)} IS NOT NULL AND ${name(column)} IS NOT NULL AND ${isTheirs(one)}
        AND ${isTheirsAlone(one)}`;
    texts.push(...rows);
  }
  for (const table of ['Answer', 'AnswerRevision']) {
    const rows = await client.$queryRaw<readonly { readonly personId: string; readonly value: unknown }[]>`
      SELECT "answeredById" AS "personId", "value" FROM ${name(table)}
      WHERE "regionId" = ${region.id}::uuid AND "value"->>'kind' = ANY (${WORDY}::text[])`;
    for (const { personId, value } of rows) {
      for (const text of answerWithout(value, '').texts) texts.push({ personId, text });
    }
  }
  return texts;
};
