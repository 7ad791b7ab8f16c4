import type { Context } from '../../access/operation/context.ts';
import type { RawValues } from '../../chat/form.ts';
import type { Interaction } from '../../chat/interaction.ts';

/** A command or an action that somebody starts, with what came with it. */
export interface Starting {
  readonly interaction: Interaction<Context>;
  /** 'command:…' or 'action:name:key'. */
  readonly about: string;
  readonly key: string;
  /** The fingerprint of what was shown beside a button that confirms. */
  readonly print?: string | null;
  /** The platform's id of the message that holds the button; null where it isn't known. */
  readonly shownIn?: string | null;
  readonly given: RawValues;
  /** Set when values may be in the wrong fields: the form is shown before anything is done. */
  readonly unsure: boolean;
  /** Set when the form opens even though nothing is missing. */
  readonly shown?: boolean;
  readonly acknowledged: boolean;
}

/** The prefix of an action's `about`; its name and its key follow. */
export const ACTION = 'action:';
