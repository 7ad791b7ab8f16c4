import type { Context } from '../../access/context.ts';
import { obstacleText } from '../../access/obstacle.ts';
import type { Region } from '../../access/region.ts';
import type { ChannelUse } from '../../access/store.ts';
import { runs } from '../../chat/interaction.ts';
import { actions, button, field, fields, heading, list, type Message, message, text } from '../../chat/message.ts';
import type { PlatformName } from '../../chat/place.ts';
import type { ChannelAccess } from '../../chat/platform.ts';
import { departmentLabel } from '../../municipalities/index.ts';
import { isTextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';
import type { Checked } from './operations.ts';
import { channelUses } from './rules.ts';
import type { SetUp } from './set-up.ts';

export const INSTALL = { fr: ['installer'], en: ['setup'] } as const;

/** A chosen channel, and what the platform says of it now. */
interface Accessed {
  readonly use: ChannelUse;
  readonly access: ChannelAccess;
}

/** Refusals that the platform tells of beforehand: what it says now holds. */
const toldBeforehand: ReadonlySet<string | null> = new Set<NonNullable<ChannelAccess['obstacle']>>([
  'not-in-channel',
  'no-permission',
  'channel-gone',
  'channel-archived',
]);

/** For the person who set it up; `given`: the channels they have just chosen. */
export function setUpMessage(
  { t, place }: Context,
  { region, channels, missing: elsewhere }: SetUp,
  given: readonly Accessed[] = [],
): Message {
  const closed = given.flatMap(({ use, access }) => {
    const obstacle = obstacleText(t, place.platform, access);
    return obstacle === null ? [] : [closedLine(t, use, obstacle)];
  });
  const chosen = channelUses.filter((use) => channels[use] !== null).map((use) => t.text(`regions.channel.${use}`));
  const missing = channelUses.filter((use) => channels[use] === null).map((use) => t.text(`regions.channel.${use}`));
  return message(
    heading(t.text('regions.done.title', { region: region.name, platform: place.platform })),
    fields(
      field(t.text('regions.field.departments'), t.list(region.departments.map(departmentLabel))),
      field(t.text('regions.field.channels'), chosen.length > 0 ? t.list(chosen) : t.text('common.none')),
      missing.length > 0 && field(t.text('regions.field.missing'), t.list(missing)),
      field(t.text('regions.field.you'), t.text('regions.done.coordinator', { chamber: region.chamber })),
    ),
    closed.length > 0 && text(t.text('regions.check.closed')),
    list(closed),
    actions(
      button(runs(['mois']), t.text('regions.done.menu'), 'primary'),
      chosen.length > 0 && button('setup-check:', t.text('regions.check.button')),
      button('setup-change:', t.text('regions.done.change')),
    ),
    actions(
      elsewhere !== null &&
        button('install-code:JOIN', t.text('regions.code.join', { platform: t.text(`common.platform.${elsewhere}`) })),
      button('install-code:FOUND', t.text('regions.code.found')),
    ),
  );
}

function closedLine(t: Translator, use: ChannelUse, obstacle: string): string {
  return t.text('regions.check.channel', { channel: t.text(`regions.channel.${use}`), obstacle });
}

/** For the channel itself. */
export function channelReady(t: Translator, region: Region, use: ChannelUse): Message {
  return message(text(t.text(`regions.ready.${use}`, { region: region.name, chamber: region.chamber })));
}

/** What the platform says now of each chosen channel, beside what became of the first message there. */
export function accessMessage({ t, place }: Context, found: readonly (Checked & Accessed)[]): Message {
  const closed = found.flatMap(({ use, status, reason, access }) => {
    const obstacle = obstacleText(t, place.platform, access);
    // What was refused for a reason the platform doesn't tell beforehand still holds.
    const refused = status === 'REFUSED' && !toldBeforehand.has(reason);
    if (obstacle === null && !refused) return [];
    return [closedLine(t, use, obstacle ?? t.text('regions.check.invite'))];
  });
  const waiting = found.some(({ status }) => status === 'PENDING' || status === 'SENDING' || status === 'UNKNOWN');
  return message(
    text(
      t.text(closed.length > 0 ? 'regions.check.refused' : waiting ? 'regions.check.waiting' : 'regions.check.fine'),
    ),
    list(closed),
    actions(
      closed.length > 0 && button('setup-check:', t.text('regions.check.button'), 'primary'),
      button('setup-change:', t.text('regions.done.change')),
    ),
  );
}

/** For the coordinators: a channel that was chosen takes nothing more. `command`: how to choose another one there. */
export function channelClosed(
  t: Translator,
  closed: {
    readonly platform: PlatformName;
    /** A code of the platform's refusal. */
    readonly reason: string;
    readonly uses: readonly ChannelUse[];
    readonly command: string;
  },
): Message {
  const platform = t.text(`common.platform.${closed.platform}`);
  const uses = t.list(closed.uses.map((use) => t.text(`regions.channel.${use}`)));
  const key = `regions.closed.reason.${closed.reason}`;
  const reason = t.text(isTextKey(key) ? key : 'regions.closed.reason.other');
  return message(
    text(t.text('regions.closed.text', { platform, uses, reason })),
    text(t.text('regions.closed.todo', { command: closed.command, platform })),
  );
}
