import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { EnteredFigure } from './entered-figure.ts';
import type { Precision } from './measures.ts';

const precisions = {
  EXACT: 'exact',
  ESTIMATED: 'estimated',
  AT_LEAST: 'at_least',
  UNKNOWN: 'unknown',
  NOT_APPLICABLE: 'not_applicable',
} as const satisfies Readonly<Record<string, Precision>>;

type DatabasePrecision = keyof typeof precisions;

const stored: Readonly<Record<Precision, DatabasePrecision>> = {
  exact: 'EXACT',
  estimated: 'ESTIMATED',
  at_least: 'AT_LEAST',
  unknown: 'UNKNOWN',
  not_applicable: 'NOT_APPLICABLE',
};

/** Stores the figures that the region's coordinators enter. */
export function figureStore(scope: RegionScope) {
  const { figure } = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    async ofEdition(editionId: string): Promise<EnteredFigure[]> {
      const rows = await figure.findMany({ where: { regionId, editionId }, orderBy: { id: 'asc' } });
      return rows.map(({ key, value, of, precision, note, enteredAt }) => ({
        key,
        value: value === null ? null : value.toNumber(),
        of: of === null ? null : of.toNumber(),
        precision: precisions[precision],
        note,
        enteredAt,
      }));
    },
    /** Stores an entry in place of the earlier one with the same key. */
    async save(editionId: string, entered: Omit<EnteredFigure, 'enteredAt'>, enteredById: string): Promise<void> {
      const { key, value, of, precision, note } = entered;
      const data = { value, of, precision: stored[precision], note, enteredById, enteredAt: scope.now };
      await figure.upsert({
        where: { editionId_key: { editionId, key } },
        create: { ...data, regionId, editionId, key },
        update: data,
      });
    },
  };
}
