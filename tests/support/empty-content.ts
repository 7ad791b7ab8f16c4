import type { ReportSetting } from '../../src/features/reports/content/content.ts';
import { NO_PHOTOS } from '../../src/features/reports/content/photo.ts';

/** The parts of a bilan's content of which there is nothing, in an edition that was only counted. */
export const EMPTY_CONTENT = {
  coordination: { meetings: [], kit: null, announcements: { sent: 0, relays: [] } },
  older: [],
  logos: [],
  photos: NO_PHOTOS,
  leftOut: new Map(),
  drafts: [],
  topics: new Map(),
  departments: new Map(),
  texts: new Map(),
  against: new Map(),
  versions: [],
} as const satisfies Partial<ReportSetting>;
