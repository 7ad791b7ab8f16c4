import type { SlackCore } from '../core.ts';
import type { JsonObject } from '../json.ts';
import { textOf } from '../json.ts';
import { botIdOf } from '../message-json.ts';
import { ProtocolError } from '../protocol-error.ts';
import { type SlackUser, slug } from '../state.ts';
import { flag, type Methods, page, required, userById } from './method.ts';

const zone = 'Europe/Paris';

export const userMethods: Methods = {
  'users.info': {
    reads: true,
    scope: 'users:read',
    tier: 4,
    run(core, args) {
      required(args, 'user');
      return { ok: true, user: userJson(core, userById(core, args.user), flag(args.include_locale)) };
    },
  },
  'users.list': {
    reads: true,
    scope: 'users:read',
    tier: 2,
    run(core, args) {
      const { items, next } = page([...core.workspace.users.values()], args, { usual: 1000, most: 1000 });
      return {
        ok: true,
        members: items.map((user) => userJson(core, user, flag(args.include_locale))),
        cache_ts: core.workspace.stamps.seconds(),
        response_metadata: { next_cursor: next },
      };
    },
  },
  'users.lookupByEmail': {
    reads: true,
    scope: 'users:read.email',
    tier: 3,
    run(core, args) {
      required(args, 'email');
      const wanted = textOf(args.email).toLowerCase();
      const found = [...core.workspace.users.values()].find((user) => !user.bot && emailOf(user) === wanted);
      if (!found || found.deactivated) throw new ProtocolError('users_not_found');
      return { ok: true, user: userJson(core, found, false) };
    },
  },
};

/** Tells subscribers how somebody has changed. */
export function userChanged(core: SlackCore, user: SlackUser): void {
  const { workspace } = core;
  const event = {
    type: 'user_change',
    user: userJson(core, user, true),
    cache_ts: workspace.stamps.seconds(),
    event_ts: workspace.stamps.nextTs(),
  };
  core.events.emit('user_change', event, null);
  workspace.touch();
}

export function handleOf(user: SlackUser): string {
  return slug(user.name).replaceAll('-', '.');
}

function emailOf(user: SlackUser): string {
  return `${handleOf(user)}@example.org`;
}

function offsetSeconds(at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const offset = /([+-])(\d\d):(\d\d)/.exec(parts.find((part) => part.type === 'timeZoneName')?.value ?? '');
  if (!offset) return 0;
  return (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 3600 + Number(offset[3]) * 60);
}

function userJson(core: SlackCore, user: SlackUser, withLocale: boolean): JsonObject {
  const { workspace } = core;
  const name = workspace.nameOf(user.id);
  const withEmail = core.installation.scopes.includes('users:read.email') && !user.bot;
  return {
    id: user.id,
    team_id: workspace.team.id,
    name: handleOf(user),
    deleted: user.deactivated,
    color: '9f69e7',
    real_name: name,
    tz: zone,
    tz_label: 'Central European Time',
    tz_offset: offsetSeconds(workspace.clock.now()),
    profile: {
      title: '',
      phone: '',
      real_name: name,
      real_name_normalized: name,
      display_name: user.bot ? '' : name,
      display_name_normalized: user.bot ? '' : name,
      status_text: '',
      status_emoji: '',
      avatar_hash: 'g0',
      image_48: 'https://secure.gravatar.com/avatar/0.jpg',
      team: workspace.team.id,
      ...(withEmail ? { email: emailOf(user) } : {}),
      ...(user.bot ? { api_app_id: workspace.appId, bot_id: botIdOf(workspace, user.id), always_active: true } : {}),
    },
    is_admin: user.administrator,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: user.bot,
    is_app_user: false,
    updated: workspace.stamps.seconds(),
    is_email_confirmed: !user.bot,
    ...(withLocale ? { locale: user.locale } : {}),
  };
}
