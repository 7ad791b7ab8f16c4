import type { IncomingAction, Responder } from '../../chat/platform.ts';
import { UserError } from '../../chat/user-error.ts';
import type { Start } from '../forms/start.ts';
import { splitAtColon } from '../forms/submitted-values.ts';
import type { InboxOptions } from '../options.ts';
import { splitFingerprint } from '../running/fingerprint.ts';
import { AMONG } from '../running/long-lists.ts';
import type { Runner } from '../running/runner.ts';
import type { Identified } from '../running/session.ts';
import type { Route } from './route.ts';

/**
 * Leads to the action behind a button or list. `owner` is the only person who may press it, when it was shown to one.
 */
export type ButtonRoute = (given: IncomingAction, responder: Responder, owner?: string | null) => Route;

export function createButtonRoute({ registry }: InboxOptions, runner: Runner, start: Start): ButtonRoute {
  return (given, responder, owner = null) => {
    const [name, whole = ''] = splitAtColon(given.action);
    const found = registry.action(name);
    const { action: key, print } = found?.confirms ? splitFingerprint(whole) : { action: whole, print: null };
    const mode = found?.form === 'never' ? found.answer : null;
    const acknowledged = mode !== null;

    async function handle(of: Identified): Promise<void> {
      if (found && (owner === null || owner === of.actor.personId)) {
        const about = `action:${name}:${key}`;
        const values = { choice: given.choice };
        await start(
          { interaction: found, about, key, print, shownIn: given.shownIn, given: values, unsure: false, acknowledged },
          of,
          responder,
        );
        return;
      }
      const ctx = runner.context(of);
      const error = new UserError(found || name === AMONG ? 'common.list.expired' : 'common.errors.unknownAction');
      const words = runner.refusal(ctx, error, null);
      if (acknowledged) return runner.aside(responder, words, ctx.t.locale);
      await responder.acknowledge('private');
      await runner.answer(responder, words, ctx.t.locale);
    }

    return {
      ...{
        user: given.user,
        clue: given,
        responder,
        mode,
        key: given.interaction ?? null,
        at: given.at ?? null,
        handle,
      },
      ...{ typed: {}, again: given.choice.length > 0 ? '' : given.action },
      beforeSetup: found?.beforeSetup ?? false,
    };
  };
}
