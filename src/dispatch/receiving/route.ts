import type { RawValues } from '../../chat/form.ts';
import type { AnswerMode } from '../../chat/interaction.ts';
import type { PlatformUser } from '../../chat/place.ts';
import type { Responder } from '../../chat/platform.ts';
import type { RegionClue } from '../running/meant-region-store.ts';
import type { Identified } from '../running/session.ts';
import type { IdempotencyKey } from './deduplication.ts';

/** The route of something that somebody did, with all that is needed of it before it is known who they are. */
export interface Route {
  readonly user: PlatformUser;
  readonly clue: RegionClue;
  readonly responder: Responder;
  /**
   * The way it is acknowledged before anything is looked up; null when a form may open, or a refusal be told in a
   * form.
   */
  readonly mode: AnswerMode | null;
  /** The values typed with it, which are never lost. */
  readonly typed: RawValues;
  /** The id of the button that does it again once the person has chosen a region; '' when there is none. */
  readonly again: string;
  readonly key: IdempotencyKey;
  /** See Context. */
  readonly at: string | null;
  /** Whether it may begin where nothing is set up yet. */
  readonly beforeSetup: boolean;
  /** Does it, once it is known who did it and in which region. */
  handle(of: Identified): Promise<void>;
}
