import type { Application } from '../application.ts';
import { idOf, listOf, numberOf, textOf, type WireObject } from '../json.ts';
import { memberJson } from '../model/serialize.ts';
import { intent } from './intents.ts';
import type { GatewaySession } from './session.ts';

/** The most members returned when they are asked for by name or id. */
const NAMED = 100;
const CHUNK = 1000;

/** Seconds that a session which has asked too often is told to wait. */
const TOO_OFTEN = 30;

/** Answers that it was asked too often, instead of listing members. */
export function putOffMemberRequest(session: GatewaySession, { guild_id, nonce }: WireObject): void {
  session.dispatch('RATE_LIMITED', { opcode: 8, retry_after: TOO_OFTEN, meta: { guild_id, nonce } });
}

/** Answers "request guild members". All members need the privileged intent, named ones don't. */
export function answerMemberRequest(application: Application, session: GatewaySession, data: WireObject): void {
  const guild = application.world.guilds.get(idOf(data.guild_id));
  // A guild of another shard doesn't belong to this session.
  if (!guild || !session.hasGuild(guild.id)) return;
  const asked = data.user_ids === undefined ? null : [data.user_ids].flat().map(idOf);
  const query = textOf(data.query).toLowerCase();
  const limit = numberOf(data.limit, 0);
  const everyone = asked === null && query === '';
  if (everyone && !session.asksFor(intent.guildMembers)) return;
  const matching = [...guild.members.values()].filter((member) => {
    if (asked) return asked.includes(member.userId);
    const user = application.world.user(member.userId);
    return [user.username, user.name, member.nick ?? ''].some((name) => name.toLowerCase().startsWith(query));
  });
  const most = everyone ? matching.length : NAMED;
  const found = matching.slice(0, limit > 0 ? Math.min(limit, most) : most);
  const chunks = Math.max(1, Math.ceil(found.length / CHUNK));
  for (let index = 0; index < chunks; index++) {
    session.dispatch('GUILD_MEMBERS_CHUNK', {
      guild_id: guild.id,
      members: found.slice(index * CHUNK, (index + 1) * CHUNK).map((member) => memberJson(application.world, member)),
      chunk_index: index,
      chunk_count: chunks,
      not_found: asked ? listOf(asked).filter((id) => !guild.members.has(idOf(id))) : [],
      ...(data.nonce === undefined ? {} : { nonce: data.nonce }),
    });
  }
}
