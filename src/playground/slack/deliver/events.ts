import type { JsonObject } from '../json.ts';
import type { Installation } from '../manifest.ts';
import { randomId } from '../random.ts';
import type { SlackChannel, Workspace } from '../state.ts';
import { scopeOf } from '../subscriptions.ts';
import type { Delivery } from './delivery.ts';

/** Hands events to the app where it subscribed to them, has the scope, and is a member of the channel. */
export class Events {
  readonly #workspace: Workspace;
  readonly #delivery: Delivery;
  readonly #installation: () => Installation;
  readonly #token: string;

  constructor(workspace: Workspace, delivery: Delivery, installation: () => Installation, token: string) {
    this.#workspace = workspace;
    this.#delivery = delivery;
    this.#installation = installation;
    this.#token = token;
  }

  /** `channel` is null for events outside any channel, and for those that tell the bot that it has left one. */
  emit(subscription: string, event: JsonObject, channel: SlackChannel | null): void {
    const { events, scopes: granted } = this.#installation();
    const scope = scopeOf[subscription];
    if (events && !events.includes(subscription)) return;
    if (scope && !granted.includes(scope)) return;
    const workspace = this.#workspace;
    if (channel && !channel.members.has(workspace.bot.id)) return;
    this.#delivery.tell({
      token: this.#token,
      team_id: workspace.team.id,
      context_team_id: workspace.team.id,
      context_enterprise_id: null,
      api_app_id: workspace.appId,
      event,
      type: 'event_callback',
      event_id: randomId('Ev'),
      event_time: workspace.stamps.seconds(),
      authorizations: [
        {
          enterprise_id: null,
          team_id: workspace.team.id,
          user_id: workspace.bot.id,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
      event_context: `4-${randomId('', 40)}`,
    });
  }
}
