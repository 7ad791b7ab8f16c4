import type { InboxOptions } from '../../options.ts';
import { noRegionYet } from '../../receiving/newcomer.ts';
import { nothingToDo } from '../pending-message.ts';
import { answerDirectly } from './answer-directly.ts';
import type { InRegion, Located, MessageStep } from './message-step.ts';

/** Ends where no region is set up, and tells the author what they can do next. */
export function inRegion(options: InboxOptions): MessageStep<Located, InRegion> {
  return async ({ pending, entry, words, ...read }, next) => {
    if (entry && entry.region.departments.length > 0) return next({ pending, entry, region: entry.region, ...read });
    const { said } = pending;
    // Somebody who only corrected a word, and belongs to no region, is asked and told nothing.
    if (said.edited !== undefined) return 'done';
    const open = await options.isOpen();
    await answerDirectly(options, said, words ?? noRegionYet(said.user, options.locale, open), open);
    return nothingToDo(said);
  };
}
