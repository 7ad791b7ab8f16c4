import type { SlackCore } from './core.ts';
import { inSocketMode, slackLevers } from './levers.ts';
import { readManifest } from './manifest.ts';
import { actsOf } from './people/acts.ts';
import { conversing } from './people/conversing.ts';
import { Lookup } from './people/lookup.ts';
import { sightsOf } from './people/sights.ts';
import { savedWorkspace } from './saved-workspace.ts';
import type { LocalSlack } from './types.ts';
import type { SlackFaults } from './wire/faults.ts';
import type { SlackRateLimits } from './wire/rate-limits.ts';
import type { SlackServer } from './wire/server.ts';

export interface LocalSlackParts {
  readonly core: SlackCore;
  readonly server: SlackServer;
  readonly faults: SlackFaults;
  readonly limits: SlackRateLimits;
}

/** The people's side of a local Slack. */
export function localSlack({ core, server, faults, limits }: LocalSlackParts): LocalSlack {
  const { workspace } = core;
  const { botToken, appToken, signingSecret } = core.secrets;
  const find = new Lookup(core);
  return {
    name: 'slack',
    environment: {
      SLACK_API_URL: `${core.base}/api/`,
      SLACK_BOT_TOKEN: botToken,
      SLACK_SIGNING_SECRET: signingSecret,
      ...(inSocketMode(core) ? { SLACK_APP_TOKEN: appToken } : {}),
    },
    team: { id: workspace.team.id, name: workspace.team.name },
    get bot() {
      return { id: workspace.bot.id, name: workspace.botName };
    },
    requests: server.requests,
    get connections() {
      return inSocketMode(core)?.sockets.size ?? 0;
    },
    installManifest(manifest) {
      core.installation = readManifest(manifest);
      if (core.installation.botName) workspace.botName = core.installation.botName;
    },
    addUser(user) {
      const added = workspace.addUser({
        name: user.name,
        locale: user.locale === 'en' ? 'en-US' : 'fr-FR',
        administrator: user.administrator ?? false,
        bot: false,
      });
      if (user.acceptsDirectMessages === false) added.refusesDirect = 'user_not_visible';
      else workspace.openDirect(added.id);
      workspace.touch();
      return { id: added.id, name: added.name };
    },
    addChannel(channel) {
      const everyone = (channel.members ?? 'everyone') === 'everyone';
      const people = everyone ? [...workspace.users.values()].filter((user) => !user.bot).map((user) => user.id) : [];
      const named = typeof channel.members === 'object' ? channel.members : people;
      const members = channel.withBot === false ? named : [...named, workspace.bot.id];
      const name = channel.name.replace(/^#/, '');
      const added = workspace.addChannel(name, channel.private ? 'group' : 'channel', members, everyone);
      workspace.touch();
      return { id: added.id, name: added.name };
    },
    onChange(listener) {
      workspace.changed.add(listener);
      return () => workspace.changed.delete(listener);
    },
    settled: () => core.delivery.settled(),
    saved: () => ({ workspace: savedWorkspace(workspace), secrets: core.secrets, homes: core.views.homes }),
    keepBeforeAnswering(kept) {
      core.kept = kept;
    },
    async close() {
      await core.delivery.close();
      await server.close();
    },
    ...sightsOf(core, find),
    ...actsOf(core, find),
    ...conversing(core, find),
    ...slackLevers(core, find, faults, limits),
  };
}
