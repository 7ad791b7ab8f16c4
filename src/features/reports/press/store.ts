import type { RegionScope } from '../../../access/region/region-scope.ts';
import { clientOf } from '../../../database/transaction.ts';
import type { Medium } from '../../surveys/questions/options.ts';
import { PRESS_PAGE, type PressReference } from './press.ts';

const KINDS = { press: 'PRESS', radio: 'RADIO', tv: 'TV', web: 'WEB' } as const satisfies Record<Medium, string>;
export const MEDIUM_OF = { PRESS: 'press', RADIO: 'radio', TV: 'tv', WEB: 'web' } as const satisfies Record<
  string,
  Medium
>;

/** A reference as it is stored. */
export interface StoredPress extends Omit<PressReference, 'title' | 'publishedOn'> {
  readonly id: string;
  readonly editionId: string;
  readonly title: string | null;
  readonly publishedOn: string | null;
}

const fields = {
  ...{ id: true, editionId: true, organisationId: true, title: true, outlet: true, kind: true, publishedOn: true },
  ...{ link: true, eventId: true },
} as const;

/** Stores the references of the press review: the media items that no questionnaire declares. */
export function pressStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  const ours = { regionId, questionnaireId: null };

  return {
    /**
     * Makes changes of an edition's press review wait for each other. The row is written, and not only locked, so that
     * a transaction that reads as of its beginning begins anew instead of missing the change it has waited for.
     */
    async lock(editionId: string): Promise<void> {
      await client.edition.updateMany({ where: { regionId, id: editionId }, data: { id: editionId } });
    },
    /**
     * Returns a page of those of an edition, of these organisations or of all, the latest first. Pages count from 0; a number beyond the
     * last page returns the last one.
     */
    async page(editionId: string, organisationIds: readonly string[] | null, wanted: number) {
      const where = { ...ours, editionId, ...(organisationIds && { organisationId: { in: [...organisationIds] } }) };
      const pages = Math.max(1, Math.ceil((await client.mediaMention.count({ where })) / PRESS_PAGE));
      const page = Math.min(Math.max(wanted, 0), pages - 1);
      const rows = await client.mediaMention.findMany({
        where,
        select: fields,
        orderBy: [{ publishedOn: { sort: 'desc', nulls: 'last' } }, { id: 'desc' }],
        skip: page * PRESS_PAGE,
        take: PRESS_PAGE,
      });
      return { page, pages, items: rows.map(({ kind, ...row }): StoredPress => ({ ...row, medium: MEDIUM_OF[kind] })) };
    },
    /** Returns those of one organisation in an edition. */
    async ofOrganisation(editionId: string, organisationId: string): Promise<readonly StoredPress[]> {
      const rows = await client.mediaMention.findMany({
        where: { ...ours, editionId, organisationId },
        select: fields,
        orderBy: { id: 'asc' },
      });
      return rows.map(({ kind, ...row }) => ({ ...row, medium: MEDIUM_OF[kind] }));
    },
    async byId(id: string): Promise<StoredPress | null> {
      const row = await client.mediaMention.findFirst({ where: { ...ours, id }, select: fields });
      if (!row) return null;
      const { kind, ...rest } = row;
      return { ...rest, medium: MEDIUM_OF[kind] };
    },
    async add(editionId: string, { medium, ...reference }: PressReference, enteredById: string): Promise<string> {
      const { id } = await client.mediaMention.create({
        data: { ...reference, kind: KINDS[medium], regionId, editionId, enteredById, enteredAt: scope.now },
        select: { id: true },
      });
      return id;
    },
    /** Writes a reference anew, in this edition. Returns false when it isn't there any more. */
    async change(
      id: string,
      { medium, ...reference }: PressReference & { readonly editionId: string },
    ): Promise<boolean> {
      const { count } = await client.mediaMention.updateMany({
        where: { ...ours, id },
        data: { ...reference, kind: KINDS[medium] },
      });
      return count > 0;
    },
    async remove(id: string): Promise<boolean> {
      const { count } = await client.mediaMention.deleteMany({ where: { ...ours, id } });
      return count > 0;
    },
  };
}
