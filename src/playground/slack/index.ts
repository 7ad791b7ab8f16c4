import { realClock } from '../clock.ts';
import { newSecrets, SlackCore } from './core.ts';
import { HttpDelivery } from './deliver/http.ts';
import { SocketDelivery } from './deliver/sockets.ts';
import { localSlack } from './local-slack.ts';
import { takeUpWorkspace } from './saved-workspace.ts';
import { Workspace } from './state.ts';
import type { LocalSlack, LocalSlackOptions } from './types.ts';
import { SlackFaults } from './wire/faults.ts';
import { SlackRateLimits } from './wire/rate-limits.ts';
import { SlackServer } from './wire/server.ts';

export type { SlackManifest } from './manifest.ts';
export type { LocalSlack, LocalSlackOptions, SavedSlack } from './types.ts';

/** Starts a Slack of one workspace on this machine, for the real Bolt and WebClient to talk to. */
export async function startLocalSlack(options: LocalSlackOptions = {}): Promise<LocalSlack> {
  const clock = options.clock ?? realClock;
  const { saved } = options;
  const [teamName, botName] = [options.teamName ?? 'Espace local', options.botName ?? 'Fil conducteur'];
  const workspace = new Workspace(clock, teamName, botName, saved?.workspace);
  if (saved) takeUpWorkspace(workspace, saved.workspace);
  const secrets = saved?.secrets ?? newSecrets();
  const receive = options.receive ?? 'socket';
  const delivery =
    receive === 'socket'
      ? new SocketDelivery(clock, workspace.appId)
      : new HttpDelivery(clock, receive.http, secrets.signingSecret);
  const core = new SlackCore(workspace, secrets, delivery, options.fileProcessing ?? 0, saved?.homes);
  const faults = new SlackFaults();
  const limits = new SlackRateLimits(clock, options.limits ?? false);
  const server = new SlackServer(core, faults, limits);
  core.base = await server.listen(options.port ?? 0);
  return localSlack({ core, server, faults, limits });
}
