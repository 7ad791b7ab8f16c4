import type { Context } from '../../../access/operation/context.ts';
import type { Term } from '../../../access/personal/columns.ts';
import type { Region } from '../../../access/region/region.ts';
import { regionWords } from '../../../access/region/region-scope.ts';
import { settableTermNames, type TermDays } from '../../../access/region/terms.ts';
import { cut } from '../../../chat/cut.ts';
import { KEEP, runs } from '../../../chat/interaction.ts';
import {
  actions,
  button,
  type FileRef,
  field,
  fields,
  file,
  heading,
  list,
  type Message,
  message,
  note,
  select,
  text,
} from '../../../chat/message.ts';
import { allPlatformWords, traitsOf } from '../../../platforms/registered.ts';
import type { TextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { ChamberSettings } from '../chamber-settings.ts';
import type { GivenConsent } from '../consents.ts';
import type { ErasurePlan, ErasureState, KeptGroup } from '../erasure.ts';
import type { MyData } from '../my-data.ts';
import { contactText, durationText, termText } from '../words.ts';

/** The commands by which coordinators set whom to ask and how long what is kept, as they are typed in French. */
export const CONTACT_COMMAND = ['equipe', 'donnees'] as const;
const TERMS_COMMAND = ['equipe', 'conservation'] as const;

/** The most choices that are told in words; the list below holds them all. */
const MOST_CONSENTS = 25;
const LONGEST_LABEL = 70;

/** Tells somebody what is kept of them, why, for how long, who sees it, and what they have allowed. */
export function dataMessage(
  { t, region, actor }: Context,
  { groups, backupDays, logDays, settings, consents }: MyData,
): Message {
  const shown = consents.slice(0, MOST_CONSENTS);
  return message(
    heading(t.text('privacy.data.title')),
    list(purposesOf(groups).map(([purpose, some]) => purposeText(t, purpose, some, settings.days))),
    text(
      t.text('privacy.data.with', {
        ...{ chamber: region.chamber, organisations: actor.organisations.length },
        ...{ reader: actor.coordinator ? 'coordinator' : 'other', ...allPlatformWords(t) },
      }),
    ),
    text(
      t.text('privacy.data.running', {
        received: durationText(t, settings.days.received),
        said: logDays === null ? 'no' : 'yes',
        log: logDays === null ? '' : durationText(t, logDays),
      }),
    ),
    text(contactText(t, settings, { chamber: region.chamber, coordinator: actor.coordinator })),
    shown.length > 0 && text(t.text('privacy.consents.title', { count: consents.length })),
    list(shown.map((one) => consentText(t, one))),
    note(backupsText(t, actor, backupDays)),
    actions(
      button('data-export:', t.text('privacy.data.export'), 'primary'),
      button('data-erase:', t.text('privacy.data.erase'), 'danger'),
      ...(actor.coordinator && settings.contact === null
        ? [button(runs([...CONTACT_COMMAND]), t.text('privacy.settings.changeContact'))]
        : []),
    ),
    shown.length > 0 &&
      actions(
        select(
          'data-withdraw:',
          t.text('privacy.consents.withdraw'),
          consents.map((one) => ({
            value: one.id,
            label: cut(t.text('privacy.consents.option', { what: questionText(t, one), ...one }), LONGEST_LABEL),
          })),
        ),
      ),
  );
}

/** Returns the purposes for which rows are kept, each once, in the order in which they first appear. */
function purposesOf(
  groups: readonly KeptGroup[],
): readonly (readonly [purpose: string, groups: readonly KeptGroup[]])[] {
  const purposes = [...new Set(groups.map(({ purpose }) => purpose))];
  return purposes.map((purpose) => [purpose, groups.filter((one) => one.purpose === purpose)]);
}

/** Words how much is kept for a purpose, and for how long each part of it. */
function purposeText(t: Translator, purpose: string, groups: readonly KeptGroup[], days: TermDays): string {
  const parts = groups.map(({ kept, rows }) =>
    t.text('privacy.data.part', { rows, term: termText(t, kept as Term, days) }),
  );
  return t.text('privacy.data.group', {
    purpose: t.text(`privacy.purpose.${purpose}` as TextKey),
    parts: t.list(parts),
  });
}

/** Words how long backups hold erased data; where the bot makes none, who knows of other backups. */
function backupsText(t: Translator, { coordinator }: Context['actor'], days: number): string {
  return days === 0 && coordinator ? t.text('privacy.data.ownBackups') : t.text('privacy.data.backups', { days });
}

/** Words what was allowed, by the words that were chosen then. */
function consentText(t: Translator, consent: GivenConsent): string {
  const { organisation, year, wording, chosenAt } = consent;
  const what = questionText(t, consent);
  return t.text('privacy.consents.one', { what, organisation, year, wording, when: t.moment(chosenAt) });
}

const questionText = (t: Translator, { question }: GivenConsent) => t.text(`surveys.short.${question}` as TextKey);

/**
 * Asks whether an erasure is meant, and tells what is deleted and what stays. Its button confirms for this person
 * alone: pressed by somebody else, or again after an erasure, it asks anew.
 */
export function confirmErasure({ t, region, actor }: Context, plan: ErasurePlan): Message {
  const { orphaned, inTeam, backupDays, forgottenDays, markDays } = plan;
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
      t.text('privacy.erase.staysMark', { duration: durationText(t, markDays) }),
      ...(forgottenDays === null ? [] : [t.text('privacy.erase.forgotten', forgottenSince(t, forgottenDays))]),
    ]),
    orphaned.length > 0 &&
      text(t.text('privacy.erase.orphaned', { count: orphaned.length, organisations: t.list(orphaned) })),
    inTeam && text(t.text('privacy.erase.team', { chamber })),
    text(backupsText(t, actor, backupDays)),
    text(t.text('privacy.erase.final')),
    actions(
      button(`data-erased:${actor.personId}`, t.text('privacy.erase.button'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

const forgottenSince = (t: Translator, days: number) => ({ duration: durationText(t, days) });

/** Tells how far an erasure has come and what is still to be done. */
export function erasureMessage({ t, region }: Context, state: ErasureState): Message {
  const {
    id,
    endedAt,
    changed,
    failed,
    documents,
    searching,
    waiting,
    relayed,
    homes,
    unread,
    alike,
    unknown,
    backupsUntil,
    forgottenDays,
  } = state;
  const parts = [
    ...Object.entries(waiting).map(([platform, count]) =>
      t.text('privacy.done.waitingOn', { count, platform: traitsOf(platform).title }),
    ),
    ...(relayed > 0 ? [t.text('privacy.done.relayed', { count: relayed })] : []),
    ...(homes > 0 ? [t.text('privacy.done.homes', { count: homes })] : []),
  ];
  const channels = Object.entries(unread).map(([platform, count]) =>
    t.text('privacy.done.channels', { count, platform: traitsOf(platform).title }),
  );
  return message(
    text(t.text('privacy.done.begun', { name: regionWords(region).text('privacy.erased.name') })),
    text(t.text('privacy.done.words')),
    endedAt !== null && text(t.text('privacy.done.ended', { when: t.moment(endedAt), changed })),
    (searching || (endedAt === null && parts.length + channels.length === 0)) && text(t.text('privacy.done.searching')),
    parts.length > 0 && text(t.text('privacy.done.waiting', { parts: t.list(parts) })),
    channels.length > 0 && text(t.text('privacy.done.unread', { channels: t.list(channels) })),
    failed > 0 && text(t.text('privacy.done.failed', { count: failed })),
    documents > 0 && text(t.text('privacy.done.documents', { count: documents })),
    backupsUntil !== null && text(t.text('privacy.done.backups', { until: t.moment(backupsUntil) })),
    endedAt !== null && alike > 0 && text(t.text('privacy.done.alike', { count: alike })),
    unknown && note(t.text('privacy.done.old')),
    forgottenDays !== null && note(t.text('privacy.done.forgotten', forgottenSince(t, forgottenDays))),
    endedAt === null && note(t.text('privacy.done.again')),
    endedAt === null && actions(button(`data-progress:${id}`, t.text('privacy.done.progress'))),
  );
}

/** Tells coordinators that documents naming an erased person were deleted, and what to do. */
export function documentsGone(
  t: Translator,
  { documents, published }: { readonly documents: number; readonly published: readonly string[] },
): Message {
  return message(
    text(t.text('privacy.documents.gone', { count: documents })),
    published.length > 0 && text(t.text('privacy.documents.published', { editions: t.list(published) })),
    note(t.text('privacy.documents.kept')),
    published.length > 0 && actions(button('run:bilan-apercu', t.text('privacy.documents.publish'), 'primary')),
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

/** Shows coordinators the present settings, and leads to changing them. */
export function settingsMessage(t: Translator, settings: ChamberSettings): Message {
  const { chamber, contact, days, purged, purgedAt } = settings;
  return message(
    heading(t.text('privacy.settings.title')),
    fields(
      field(t.text('privacy.field.chamber'), chamber),
      field(t.text('privacy.field.contact'), contact ?? t.text('privacy.settings.noContact')),
    ),
    contact === null && text(t.text('privacy.settings.giveContact')),
    text(t.text('privacy.settings.terms')),
    list(
      settableTermNames.map((term) =>
        t.text('privacy.settings.term', {
          what: t.text(`privacy.kept.${term}` as TextKey),
          duration: durationText(t, days[term]),
        }),
      ),
    ),
    note(t.text('privacy.settings.whereabouts')),
    note(
      purgedAt === null
        ? t.text('privacy.settings.nothingPurged')
        : t.text('privacy.settings.purged', { count: purged, when: t.moment(purgedAt) }),
    ),
    actions(
      button(
        runs([...CONTACT_COMMAND]),
        t.text('privacy.settings.changeContact'),
        contact === null ? 'primary' : 'plain',
      ),
      button(runs([...TERMS_COMMAND]), t.text('privacy.settings.changeTerms')),
    ),
  );
}
