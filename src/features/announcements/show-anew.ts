import { directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { editUnder, sentUnder } from '../../delivery/outbox/index.ts';
import { translator } from '../../texts/translator.ts';
import type { Announcement } from './announcement.ts';
import { copyReaders, renderCopy } from './copies.ts';
import { announcementReminder } from './messages/copy.ts';
import { refreshState } from './refresh.ts';
import { reminderPrefix } from './remind.ts';
import { copyPrefix } from './rules.ts';
import { echoOf, tracesOf } from './state.ts';

/** Has all messages of an announcement show it as it is stored now. */
export async function showAnnouncementAnew(scope: RegionScope, announcement: Announcement): Promise<void> {
  const { id } = announcement;
  const { recipients, acknowledged } = await tracesOf(scope, id);
  const echo = echoOf({ recipients, acknowledged });
  const readers = await copyReaders(scope, recipients);
  await editUnder(scope, copyPrefix(id), (key) =>
    renderCopy(scope, announcement, { key, readers: readers.get(key) ?? [], echo }),
  );
  await showRemindersAnew(scope, announcement);
  await refreshState(scope, announcement);
}

async function showRemindersAnew(scope: RegionScope, announcement: Announcement): Promise<void> {
  const prefix = reminderPrefix(announcement.id);
  const keys = (await sentUnder(scope, prefix)).map(({ key }) => key);
  const people = await directory(scope).people(keys.map((key) => key.slice(prefix.length)));
  const locales = new Map(people.map(({ personId, locale }) => [prefix + personId, locale]));
  await editUnder(scope, prefix, (key) => {
    const t = translator(locales.get(key) ?? scope.region.locale, scope.region.timeZone);
    return announcementReminder(t, announcement, scope.region);
  });
}
