import type { RawValues } from '../../chat/form.ts';
import type { AnswerMode } from '../../chat/interaction.ts';
import type { PlatformUser } from '../../chat/place.ts';
import type { Responder } from '../../chat/platform.ts';
import type { RegionClue } from '../running/meant-region-store.ts';
import type { Identified } from '../running/session.ts';
import type { IdempotencyKey } from './deduplication.ts';

/** Where something that somebody did leads, and all that is needed of it before it is known who they are. */
export interface Route {
  readonly user: PlatformUser;
  readonly clue: RegionClue;
  readonly responder: Responder;
  /** How it is acknowledged before anything is looked up; null where a form may open, or a refusal be told in a form. */
  readonly mode: AnswerMode | null;
  /** What was typed with it: not to be lost, whatever becomes of it. */
  readonly typed: RawValues;
  /** Button that does it again, for when the region has to be asked first; '' where none does. */
  readonly again: string;
  readonly key: IdempotencyKey;
  /** See Context. */
  readonly at: string | null;
  /** It may begin where nothing is set up yet. */
  readonly beforeSetup: boolean;
  /** Does it, once it is known who did it and in which region. */
  handle(of: Identified): Promise<void>;
}
