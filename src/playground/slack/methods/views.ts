import { checkView } from '../check/payload.ts';
import { checkSlackFiles } from '../check/slack-files.ts';
import type { SlackCore } from '../core.ts';
import { type JsonObject, textOf } from '../json.ts';
import { explained, ProtocolError } from '../protocol-error.ts';
import { viewJson } from '../view-json.ts';
import { type Methods, required } from './method.ts';

export const viewMethods: Methods = {
  'views.open': {
    tier: 4,
    run(core, args) {
      const view = viewOf(core, args, 'modal');
      const trigger = core.triggers.exchange(triggerOf(args));
      return { ok: true, view: viewJson(core.workspace, core.views.open(trigger.user, view)) };
    },
  },
  'views.push': {
    tier: 4,
    run(core, args) {
      const view = viewOf(core, args, 'modal');
      const trigger = core.triggers.exchange(triggerOf(args));
      // Only an interaction in an open modal may stack another on it.
      if (trigger.view === null || core.views.stack(trigger.user).length === 0) throw new ProtocolError('not_found');
      return { ok: true, view: viewJson(core.workspace, core.views.push(trigger.user, view)) };
    },
  },
  'views.update': {
    tier: 4,
    run(core, args) {
      if (args.view_id === undefined && args.external_id === undefined) {
        throw explained('invalid_arguments', ['[ERROR] must define either `view_id` or `external_id`']);
      }
      const known = core.views.find(textOf(args.view_id)) ?? core.views.findExternal(textOf(args.external_id));
      const view = viewOf(core, args, known && (known.definition.type === 'home' ? 'home' : 'modal'));
      if (!known) throw new ProtocolError('not_found');
      core.views.update(known, view, textOf(args.hash));
      return { ok: true, view: viewJson(core.workspace, known) };
    },
  },
  'views.publish': {
    tier: 4,
    run(core, args) {
      required(args, 'user_id');
      if (!core.installation.homeTab) throw new ProtocolError('not_enabled');
      const view = viewOf(core, args, 'home');
      const user = textOf(args.user_id);
      if (!core.workspace.users.has(user)) throw new ProtocolError('user_not_found');
      return { ok: true, view: viewJson(core.workspace, core.views.publish(user, view, textOf(args.hash))) };
    },
  },
};

/** Checks the view before the trigger is used, as Slack does: a refused view can be corrected and opened in time. */
function viewOf(core: SlackCore, args: JsonObject, surface: 'modal' | 'home' | null): JsonObject {
  required(args, 'view');
  const { view } = args;
  checkView(view, surface);
  checkSlackFiles(core.workspace, view, 'invalid_arguments', '/view');
  return view;
}

function triggerOf(args: JsonObject): string {
  required(args, 'trigger_id');
  return textOf(args.trigger_id);
}
