import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';
import type { QuoteConsent } from '../questions/consent.ts';

/** Stores whether an answer may be quoted, with the words that were chosen, in place of what was chosen before. */
export async function keepConsent(
  { tx, region }: RegionScope,
  questionnaireId: string,
  { question, choice, by, at }: QuoteConsent,
  wording: string,
): Promise<void> {
  const data = { choice, wording, chosenById: by, chosenAt: at };
  await clientOf(tx).quoteConsent.upsert({
    where: { questionnaireId_question: { questionnaireId, question }, regionId: region.id },
    create: { ...data, regionId: region.id, questionnaireId, question },
    update: data,
  });
}

/** Drops the choice of anybody but the author of an answer that replaces what they had read. */
export async function dropConsentOfOthers(
  { tx, region }: RegionScope,
  questionnaireId: string,
  { question, by }: Pick<QuoteConsent, 'question' | 'by'>,
): Promise<void> {
  const where = { regionId: region.id, questionnaireId, question, chosenById: { not: by } };
  await clientOf(tx).quoteConsent.deleteMany({ where });
}
