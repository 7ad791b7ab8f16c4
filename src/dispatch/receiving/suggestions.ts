import { fieldsOf } from '../../chat/form.ts';
import { MAX_TYPED_LENGTH } from '../../chat/length.ts';
import type { Option } from '../../chat/message.ts';
import type { SuggestionRequest } from '../../chat/platform.ts';
import { UserError } from '../../chat/user-error.ts';
import { suggestMoments } from '../../reading/index.ts';
import type { InboxOptions } from '../options.ts';
import type { Runner } from '../running/runner.ts';
import type { Identification } from './identification.ts';

/** The suggestions for an option; null when another process answers. */
export type Suggestions = readonly Option[] | null;

/** Returns what a command's option may mean, while it is typed. */
export function createSuggestions({ registry, now }: InboxOptions, runner: Runner, identification: Identification) {
  return async (request: SuggestionRequest): Promise<Suggestions> => {
    const found = registry.command(request.path);
    const field = found && fieldsOf(found.input).find((one) => one.name === request.option);
    if (!field || request.typed.length > (field.max ?? MAX_TYPED_LENGTH)) return [];
    const of = await identification.session(request.user, { place: request.place }).catch(() => null);
    if (!of) return [];
    const ctx = runner.context(of);
    const source = field.source === undefined ? undefined : registry.sources[field.source];
    if (source) return source(ctx, request.typed).catch(nothingOffered);
    if (field.kind !== 'moment') return [];
    const { wholeDays = true, hours = true } = field;
    const rules = { wholeDays, timeRequired: hours };
    return suggestMoments(request.typed, { now: now(), timeZone: of.region.timeZone, locale: ctx.t.locale, ...rules });
  };
}

/** Offers nothing to somebody who may not run the command; the command itself says why. */
function nothingOffered(error: unknown): readonly [] {
  if (error instanceof UserError) return [];
  throw error;
}
