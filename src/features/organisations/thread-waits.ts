import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import type { Translator } from '../../texts/translator.ts';

/** Returns a line for each thing that waits in an organisation's thread on a platform. */
export type ThreadWaits = (
  scope: RegionScope,
  thread: { readonly organisationId: string; readonly platform: PlatformName; readonly t: Translator },
) => Promise<readonly string[]>;
