import { ProtocolError } from '../protocol-error.ts';
import { randomToken } from '../random.ts';
import type { Methods } from './method.ts';
import { handleOf } from './users.ts';

export const appMethods: Methods = {
  'api.test': {
    tier: 'unlimited',
    run: (_core, args) => ({ ok: true, args }),
  },
  'auth.test': {
    tier: 'unlimited',
    run({ workspace }) {
      return {
        ok: true,
        url: `https://${workspace.team.domain}.slack.com/`,
        team: workspace.team.name,
        user: handleOf(workspace.bot),
        team_id: workspace.team.id,
        user_id: workspace.bot.id,
        bot_id: workspace.botId,
        is_enterprise_install: false,
      };
    },
  },
  'apps.connections.open': {
    token: 'app',
    posted: true,
    tier: 3,
    run(core) {
      const ticket = randomToken(16);
      const app = core.workspace.appId;
      return { ok: true, url: `${core.base.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${app}` };
    },
  },
  'team.info': {
    reads: true,
    scope: 'team:read',
    tier: 3,
    run({ workspace }) {
      const { id, name, domain } = workspace.team;
      return {
        ok: true,
        team: {
          id,
          name,
          url: `https://${domain}.slack.com/`,
          domain,
          email_domain: '',
          icon: { image_default: true },
        },
      };
    },
  },
  'bots.info': {
    reads: true,
    scope: 'users:read',
    tier: 3,
    run({ workspace }, args) {
      if (args.bot !== undefined && args.bot !== workspace.botId) throw new ProtocolError('bot_not_found');
      return {
        ok: true,
        bot: {
          id: workspace.botId,
          deleted: false,
          name: workspace.botName,
          updated: workspace.stamps.seconds(),
          app_id: workspace.appId,
          user_id: workspace.bot.id,
          icons: {},
        },
      };
    },
  },
};
