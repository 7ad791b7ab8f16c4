import type { AnyCommand } from '../../access/operation/context.ts';
import { MENU } from '../../chat/entry-commands.ts';
import { runs } from '../../chat/interaction.ts';
import type { IncomingAction, IncomingCommand, Responder } from '../../chat/platform.ts';
import type { Start } from '../forms/start.ts';
import { type Placed, placeTyped } from '../forms/typed-text.ts';
import type { InboxOptions } from '../options.ts';
import type { Runner } from '../running/runner.ts';
import type { Identified } from '../running/session.ts';
import { withPreface } from '../running/typed-again.ts';
import type { Route } from './route.ts';

/** A command, either typed or behind a button of a message. */
type Given = Omit<IncomingCommand, 'path'> & Partial<Pick<IncomingAction, 'message'>>;

/** Leads to a command; to the menu of its theme when there is no such command. */
export type CommandRoute = (
  found: AnyCommand | null,
  given: Given,
  responder: Responder,
  theme?: string | null,
) => Route;

export function createCommandRoute({ registry }: InboxOptions, runner: Runner, start: Start): CommandRoute {
  return (found, given, responder, theme = null) => {
    const command = found ?? registry.command(MENU.fr);
    if (!command) throw new Error('no menu is registered');
    const mode = command.form === 'never' ? command.answer : null;
    const { user, place, text, said, message = null, interaction = null, at = null } = given;

    const handle = async (of: Identified): Promise<void> => {
      const ctx = runner.context(of);
      let placed: Placed;
      try {
        placed =
          said !== undefined && found?.onMessage
            ? { values: await found.onMessage.fill(ctx, said), unsure: false, left: '' }
            : found
              ? await placeTyped(registry, ctx, found, given.values, text)
              : { values: theme === null ? {} : { theme }, unsure: false, left: text.trim() };
      } catch (error) {
        if (!mode) await responder.acknowledge('private');
        await runner.respond(ctx, responder, given.values, () => Promise.reject(error));
        return;
      }
      const about = `command:${command.path.fr.join(' ')}`;
      const { values, left, where } = placed;
      const unsure = placed.unsure || given.unsure === true;
      const words = found ? 'common.typed.unused' : 'common.typed.unknown';
      const preface = left === '' ? where : ctx.t.text(words, { typed: left });
      const heard = preface === undefined ? responder : withPreface(responder, preface);
      await start(
        {
          interaction: command,
          about,
          key: '',
          given: values,
          unsure,
          shown: said !== undefined || where !== undefined,
          acknowledged: mode !== null,
        },
        of,
        heard,
      );
    };

    return {
      ...{ user, clue: { place, message }, responder, mode, key: interaction, at, handle },
      ...{ typed: { ...given.values, text }, again: runs(command.path.fr) },
      beforeSetup: command.beforeSetup ?? false,
    };
  };
}
