import type { Context } from '../../access/operation/context.ts';
import type { Region } from '../../access/region/region.ts';
import { regionWords } from '../../access/region/region-scope.ts';
import { KEEP } from '../../chat/interaction.ts';
import {
  actions,
  button,
  type FileRef,
  file,
  heading,
  list,
  type Message,
  message,
  note,
  text,
} from '../../chat/message.ts';
import { allPlatformWords, traitsOf } from '../../platforms/registered.ts';
import type { TextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';
import type { ErasurePlan, ErasureState, Inventory } from './erasure.ts';

/** Tells somebody what is kept of them, why, for how long, and who sees it. */
export function dataMessage({ t, region }: Context, { groups, backupDays }: Inventory): Message {
  return message(
    heading(t.text('privacy.data.title')),
    list(
      groups.map(({ purpose, kept, rows }) =>
        t.text('privacy.data.group', {
          purpose: t.text(`privacy.purpose.${purpose}` as TextKey),
          term: t.text(`privacy.term.${kept}` as TextKey),
          rows,
        }),
      ),
    ),
    text(t.text('privacy.data.with', { chamber: region.chamber, ...allPlatformWords(t) })),
    text(t.text('privacy.data.ask', { chamber: region.chamber })),
    note(t.text('privacy.data.backups', { days: backupDays })),
    actions(
      button('data-export:', t.text('privacy.data.export'), 'primary'),
      button('data-erase:', t.text('privacy.data.erase'), 'danger'),
    ),
  );
}

/**
 * Asks whether erasing is meant, and tells what goes and what stays. Its button confirms for this person alone: pressed by another,
 * or by whoever they are once they were erased, it asks anew.
 */
export function confirmErasure({ t, region, actor }: Context, { orphaned, backupDays }: ErasurePlan): Message {
  const { chamber } = region;
  return message(
    heading(t.text('privacy.erase.title')),
    text(t.text('privacy.erase.goes')),
    list([
      t.text('privacy.erase.goesProfile'),
      t.text('privacy.erase.goesWords'),
      t.text('privacy.erase.goesMessages'),
      t.text('privacy.erase.goesCopies'),
    ]),
    text(t.text('privacy.erase.stays')),
    list([
      t.text('privacy.erase.staysProgramme'),
      ...(actor.coordinator || actor.delegateOf.length > 0 ? [t.text('privacy.erase.staysChamber', { chamber })] : []),
      t.text('privacy.erase.staysDocuments'),
      t.text('privacy.erase.staysYours', allPlatformWords(t)),
    ]),
    orphaned.length > 0 &&
      text(t.text('privacy.erase.orphaned', { count: orphaned.length, organisations: t.list(orphaned) })),
    text(t.text('privacy.data.backups', { days: backupDays })),
    text(t.text('privacy.erase.final')),
    actions(
      button(`data-erased:${actor.personId}`, t.text('privacy.erase.button'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

/** Tells how far an erasure is, and what is still to come. */
export function erasureMessage({ t, region }: Context, state: ErasureState): Message {
  const { id, endedAt, changed, failed, searching, waiting, relayed, backupsUntil } = state;
  const parts = [
    ...Object.entries(waiting).map(([platform, count]) =>
      t.text('privacy.done.waitingOn', { count, platform: traitsOf(platform).title }),
    ),
    ...(relayed > 0 ? [t.text('privacy.done.relayed', { count: relayed })] : []),
  ];
  return message(
    text(t.text('privacy.done.begun', { name: regionWords(region).text('privacy.erased.name') })),
    endedAt !== null && text(t.text('privacy.done.ended', { when: t.moment(endedAt), changed })),
    (searching || (endedAt === null && parts.length === 0)) && text(t.text('privacy.done.searching')),
    parts.length > 0 && text(t.text('privacy.done.waiting', { parts: t.list(parts) })),
    failed > 0 && text(t.text('privacy.done.failed', { count: failed })),
    backupsUntil !== null && text(t.text('privacy.done.backups', { until: t.moment(backupsUntil) })),
    note(t.text('privacy.done.old')),
    endedAt === null && note(t.text('privacy.done.again')),
    endedAt === null && actions(button(`data-progress:${id}`, t.text('privacy.done.progress'))),
  );
}

/** Carries the copy of somebody's data. */
export function archiveMessage(
  t: Translator,
  { chamber }: Pick<Region, 'chamber'>,
  files: readonly FileRef[],
): Message {
  return message(
    heading(t.text('privacy.export.title')),
    text(t.text('privacy.export.inside', { count: files.length })),
    note(t.text('privacy.export.care', { chamber })),
    ...files.map(file),
  );
}

/** Confirms that the copy is on its way. */
export function exportedMessage(t: Translator, archives: number): Message {
  return message(text(t.text('privacy.export.sent', { count: archives })));
}
