import { copyOf, type JsonObject, objectsOf } from './json.ts';
import type { Workspace } from './state.ts';
import type { View } from './views.ts';

/** Returns a view as Slack describes it to the app. */
export function viewJson(workspace: Workspace, view: View): JsonObject {
  const { definition } = view;
  return {
    id: view.id,
    team_id: workspace.team.id,
    type: definition.type,
    blocks: structuredClone(objectsOf(definition.blocks)),
    private_metadata: definition.private_metadata ?? '',
    callback_id: definition.callback_id ?? '',
    state: { values: copyOf(view.values) },
    hash: view.hash,
    title: definition.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: definition.clear_on_close ?? false,
    notify_on_close: definition.notify_on_close ?? false,
    close: definition.close ?? null,
    submit: definition.submit ?? null,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: workspace.appId,
    external_id: definition.external_id ?? '',
    app_installed_team_id: workspace.team.id,
    bot_id: workspace.botId,
  };
}
