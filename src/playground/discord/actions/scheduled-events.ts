import type { DiscordCore } from '../core.ts';
import { intent } from '../gateway/intents.ts';
import { eventJson } from '../model/serialize.ts';
import type { ScheduledEvent } from '../model/types.ts';
import { emitGuild } from './emit.ts';

export const eventStatus = { scheduled: 1, active: 2, completed: 3, canceled: 4 } as const;
export const external = 3;

export const isOver = (event: ScheduledEvent): boolean => event.status > eventStatus.active;

export const emitEvent = (core: DiscordCore, name: string, event: ScheduledEvent): void =>
  emitGuild(core, name, event.guildId, intent.guildScheduledEvents, eventJson(core.world, event));

/** Makes an external event begin and end by itself. Called again whenever its times change. */
export function beginAndEnd(core: DiscordCore, event: ScheduledEvent): void {
  if (event.entityType !== external || isOver(event)) return;
  const next = event.status === eventStatus.scheduled ? event.start : event.end;
  if (next === null) return;
  // A timer of weeks must not keep a closed Discord in memory.
  const weak = new WeakRef(core);
  const wait = Math.max(0, Date.parse(next) - core.clock.now());
  core.clock.after(Math.min(wait, LONGEST_TIMER), () => {
    const alive = weak.deref();
    const known = alive?.world.guilds.get(event.guildId)?.events.get(event.id) === event;
    const current = event.status === eventStatus.scheduled ? event.start : event.end;
    if (!alive || !known || isOver(event) || current !== next) return;
    if (wait > LONGEST_TIMER) return beginAndEnd(alive, event);
    event.status++;
    emitEvent(alive, 'GUILD_SCHEDULED_EVENT_UPDATE', event);
    beginAndEnd(alive, event);
  });
}

/** The longest delay of a system timer. */
const LONGEST_TIMER = 2 ** 31 - 1;
