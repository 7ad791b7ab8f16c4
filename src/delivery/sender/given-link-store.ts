import type { MessageRef, PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { registeredPlatform } from '../../platforms/registered.ts';
import { type AnyTarget, readRefs, readTarget } from '../outbox/message-schema.ts';

/** A delivery in which a link stands, whichever edit put it there. */
export interface LinkHolder {
  readonly id: string;
  readonly regionId: string;
  readonly platform: PlatformName;
  readonly target: AnyTarget;
  readonly readAs: readonly string[];
  readonly editOf: null;
  readonly refs: readonly MessageRef[];
}

export function givenLinkStore({ prisma: { delivery } }: Database) {
  const self = {
    /** Finds the holder by the key of the delivery, or of one that edits it. */
    async byKey(key: string): Promise<LinkHolder | null> {
      const row = await delivery.findUnique({ where: { key }, select: { id: true, editOf: true } });
      if (!row) return null;
      return row.editOf === null ? self.byId(row.id) : self.byKey(row.editOf);
    },
    async byId(id: string): Promise<LinkHolder | null> {
      const row = await delivery.findUnique({
        where: { id },
        select: { regionId: true, platform: true, target: true, readAs: true, refs: true },
      });
      if (!row) return null;
      const { regionId, readAs } = row;
      const refs = row.refs === null ? [] : readRefs(row.refs);
      const [platform, target] = [registeredPlatform(row.platform), readTarget(row.target)];
      return { id, regionId, platform, target, readAs, editOf: null, refs };
    },
  };
  return self;
}
