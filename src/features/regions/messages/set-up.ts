import type { ChannelUse } from '../../../access/contacts/directory-store.ts';
import type { Context } from '../../../access/operation/context.ts';
import type { Region } from '../../../access/region/region.ts';
import { MENU } from '../../../chat/entry-commands.ts';
import { KEEP, runs } from '../../../chat/interaction.ts';
import {
  actions,
  button,
  field,
  fields,
  heading,
  type LabelledText,
  list,
  type Message,
  message,
  note,
  text,
} from '../../../chat/message.ts';
import type { PlatformName } from '../../../chat/place.ts';
import type { Offer } from '../../../chat/user-error.ts';
import { platformWords, traitsOf } from '../../../platforms/registered.ts';
import { departmentLabel, localClock } from '../../../reading/index.ts';
import { isTextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import { channelUses } from '../rules.ts';
import type { Accessed, SettingsChange, SetUp } from '../set-up.ts';
import { isAnyClosed, troubleIn } from './access-words.ts';
import { offerBlocks } from './offer-blocks.ts';

/**
 * Confirms the set-up to the person who made it. `found` is what the platform says about the chosen channels, `offers` what can be
 * done at once.
 */
export function setUpMessage(
  { t, place }: Context,
  { region, channels, missing: elsewhere }: SetUp,
  found: readonly Accessed[] = [],
  offers: readonly Offer[] = [],
): Message {
  const trouble = troubleIn(t, place.platform, found);
  const chosen = channelUses.filter((use) => channels[use] !== null).map((use) => t.text(`regions.channel.${use}`));
  const missing = channelUses.filter((use) => channels[use] === null).map((use) => t.text(`regions.channel.${use}`));
  return message(
    heading(t.text('regions.done.title', { region: region.name, ...platformWords(place.platform) })),
    fields(
      field(t.text('regions.field.departments'), t.list(region.departments.map(departmentLabel))),
      clockField(t, region.departments, region.timeZone),
      field(t.text('regions.field.channels'), chosen.length > 0 ? t.list(chosen) : t.text('common.none')),
      missing.length > 0 && field(t.text('regions.field.missing'), t.list(missing)),
      field(t.text('regions.field.you'), t.text('regions.done.coordinator', { chamber: region.chamber })),
    ),
    trouble.length > 0 && text(t.text(isAnyClosed(found) ? 'regions.check.closed' : 'regions.check.missing')),
    list(trouble),
    ...offerBlocks(t, offers),
    actions(
      button(runs(MENU.fr), t.text('regions.done.menu'), 'primary'),
      chosen.length > 0 && button('setup-check:', t.text('regions.check.button')),
      button('setup-change:', t.text('regions.done.change')),
    ),
    actions(
      elsewhere.length > 0 &&
        button(
          'install-code:JOIN',
          t.text('regions.code.join', { platform: t.either(elsewhere.map((one) => traitsOf(one).title)) }),
        ),
      button('install-code:FOUND', t.text('regions.code.found')),
    ),
  );
}

/** Asks whether the change is meant. `channels` are those chosen anew, `form` is what all was typed in. */
export function confirmSettingsChange(
  t: Translator,
  asked: { readonly change: SettingsChange; readonly channels: readonly Accessed[]; readonly form: string | null },
): Message {
  const { change, channels, form } = asked;
  return message(
    text(changeText(t, change, 'confirm')),
    fields(
      ...departmentFields(t, change),
      ...channels.map(({ use, access }) =>
        field(t.text(`regions.form.${use}`), access.channel ?? t.text('common.access.thisChannel')),
      ),
    ),
    note(t.text('regions.change.consequence')),
    actions(
      form !== null && button(`setup-change-now:${form}`, t.text('regions.change.button'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

/** Tells the coordinators that one of them has changed the region's name or departments. */
export function regionChangedNotice(t: Translator, { by, change }: { by: string; change: SettingsChange }): Message {
  return message(text(changeText(t, change, 'done', by)), fields(...departmentFields(t, change)));
}

function changeText(t: Translator, { name: { from, to } }: SettingsChange, said: 'confirm' | 'done', by = ''): string {
  return t.text(`regions.change.${said}.${from === to ? 'departments' : 'name'}`, { from, to, by });
}

function departmentFields(t: Translator, { departments: { from, to }, timeZone }: SettingsChange) {
  const listed = (codes: readonly string[]) => t.list(codes.map(departmentLabel));
  if (from.join() === to.join()) return [field(t.text('regions.change.kept'), listed(to))];
  const isMoved = timeZone.from !== timeZone.to;
  return [
    field(t.text('regions.change.before'), listed(from)),
    field(t.text('regions.change.after'), listed(to)),
    clockField(t, to, timeZone.to, isMoved),
    ...(isMoved ? [field(t.text('regions.change.hours'), t.text('regions.change.hoursKept'))] : []),
  ];
}

/** Says which clock a region lives by, where that isn't plain: an operator may have set another one than its departments'. */
function clockField(
  t: Translator,
  departments: readonly string[],
  timeZone: string,
  isNew = false,
): LabelledText | false {
  const theirs = localClock(departments);
  const isTheirs = theirs.timeZone === timeZone;
  if (isTheirs && !theirs.isOverseas && !isNew) return false;
  return field(t.text('regions.field.clock'), t.text('regions.clock', { place: isTheirs ? theirs.place : timeZone }));
}

/** Says in a channel what it is for, and lets whoever reads it ask what they can do without knowing a command. */
export function channelReady(t: Translator, region: Region, use: ChannelUse): Message {
  return message(
    text(t.text(`regions.ready.${use}`, { region: region.name, chamber: region.chamber })),
    actions(button(runs(MENU.fr), t.text('menu.whatCanIDo'))),
  );
}

/**
 * Tells the coordinators that the bot can no longer post in a chosen channel. `command` chooses another one there.
 */
export function channelClosedNotice(
  t: Translator,
  closed: {
    readonly platform: PlatformName;
    /** The platform's refusal code. */
    readonly reason: string;
    readonly uses: readonly ChannelUse[];
    readonly command: string;
  },
): Message {
  const platform = traitsOf(closed.platform).title;
  const uses = t.list(closed.uses.map((use) => t.text(`regions.channel.${use}`)));
  const key = `regions.closed.reason.${closed.reason}`;
  const reason = t.text(isTextKey(key) ? key : 'regions.closed.reason.other');
  return message(
    text(t.text('regions.closed.text', { platform, uses, reason })),
    text(t.text('regions.closed.todo', { command: closed.command, platform })),
  );
}
