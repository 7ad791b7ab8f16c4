import { refuse } from '../errors.ts';
import { idOf, type WireObject } from '../json.ts';
import { guildPermissions, permissionBits } from '../model/permissions.ts';
import type { Channel, Guild, Overwrite } from '../model/types.ts';
import type { World } from '../model/world.ts';
import { FormErrors, type Path } from './form-errors.ts';
import { checkList, checkObject, checkPermissions, checkSnowflake } from './values.ts';

/** Returns the overwrites of a channel's body; null when it has none. */
export function checkOverwrites(body: WireObject): readonly Overwrite[] | null {
  if (body.permission_overwrites === undefined || body.permission_overwrites === null) return null;
  const errors = new FormErrors();
  const at = ['permission_overwrites'];
  const overwrites = checkList(errors, at, body.permission_overwrites).flatMap((item, index): Overwrite[] =>
    checkObject(errors, [...at, index], item) ? [checkOverwrite(errors, [...at, index], item, item.id)] : [],
  );
  errors.throwIfAny();
  return overwrites;
}

export function checkOverwrite(errors: FormErrors, at: Path, body: WireObject, id: unknown): Overwrite {
  checkSnowflake(errors, [...at, 'id'], id);
  if (body.type !== 0 && body.type !== 1)
    errors.add([...at, 'type'], 'BASE_TYPE_CHOICES', 'Value must be one of {0, 1}.');
  return {
    id: idOf(id),
    type: body.type === 1 ? 1 : 0,
    allow: checkPermissions(errors, [...at, 'allow'], body.allow),
    deny: checkPermissions(errors, [...at, 'deny'], body.deny),
  };
}

/**
 * Checks that a bot grants and denies in a channel only what it has itself in the server, unless it was granted
 * "Manage Permissions" in that very channel. `channel` is null for a new one.
 */
export function requireOwned(
  world: World,
  guild: Guild,
  channel: Channel | null,
  overwrites: readonly Overwrite[],
): void {
  const bot = guild.members.get(world.bot.id);
  const own = bot ? guildPermissions(guild, bot) : 0n;
  if (own & permissionBits.Administrator) return;
  const here = [world.bot.id, ...(bot?.roles ?? [])].flatMap((id) => channel?.overwrites.get(id) ?? []);
  if (here.some(({ allow }) => (allow & permissionBits.ManageRoles) !== 0n)) return;
  for (const { allow, deny } of overwrites) {
    if (((allow | deny) & ~own) !== 0n) throw refuse('missingPermissions');
    // Only administrators grant that permission for a channel.
    if (channel === null && ((allow | deny) & permissionBits.ManageRoles) !== 0n) throw refuse('missingPermissions');
  }
}

/** Checks that the roles and members of overwrites exist in the server. */
export function requireKnown(guild: Guild, overwrites: readonly Overwrite[]): void {
  for (const { id, type } of overwrites) {
    const known = type === 0 ? guild.roles.has(id) : guild.members.has(id);
    if (!known) throw refuse('unknownOverwrite');
  }
}
