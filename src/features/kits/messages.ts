import { awayText } from '../../access/contacts/departure.ts';
import { whereaboutsText } from '../../access/contacts/whereabouts.ts';
import { runs } from '../../chat/interaction.ts';
import {
  actions,
  type Block,
  button,
  type FileRef,
  field,
  fields,
  file,
  heading,
  image,
  list,
  type Message,
  message,
  note,
  table,
  text,
} from '../../chat/message.ts';
import type { Sent } from '../../delivery/outbox/index.ts';
import { alphabetical } from '../../reading/index.ts';
import type { Translator } from '../../texts/translator.ts';
import type {
  DelayedKit,
  FollowUp,
  Kit,
  KitDeparture,
  KitPreview,
  KitProgress,
  KitVersions,
  PublishedKit,
} from './kit.ts';

const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

function fileBlock(item: FileRef): Block {
  return pictures.has(item.type) ? image(item, item.name) : file(item);
}

/** The owner of a copy of the kit. */
interface KitOwner {
  /** Empty for a copy that somebody asked for: whoever presses says it for those of theirs that take part. */
  readonly organisationId: string;
  /** The organisation's name when a coordinator holds the copy on its behalf; null otherwise. */
  readonly handedOnTo: string | null;
  /** Whether somebody has confirmed that it arrived: before this copy was made, or below it. */
  readonly received: 'notYet' | 'already' | 'noted';
}

/** The kit itself, for one organisation. */
export function kitMessage(t: Translator, kit: Kit, { organisationId, handedOnTo, received }: KitOwner): Message {
  return message(
    heading(t.text('kits.title', { version: kit.version })),
    handedOnTo !== null && received === 'notYet' && text(t.text('kits.handOn', { organisation: handedOnTo })),
    kit.note !== null && text(kit.note),
    text(t.text('kits.use')),
    ...kit.files.map(fileBlock),
    received === 'notYet'
      ? actions(button(`kit-received:${kit.id}/${organisationId}`, t.text('kits.received.button'), 'primary'))
      : note(t.text(`kits.received.${received}`)),
  );
}

export function reviewKit(t: Translator, kit: KitPreview): Message {
  return message(
    heading(t.text('kits.title', { version: kit.version })),
    kit.note !== null && text(kit.note),
    list(kit.files.map(({ name, size }) => t.text('kits.file', { name, size: t.size(size) }))),
    note(t.text('kits.review', { count: kit.to })),
    ...leavingBlocks(t, kit),
  );
}

/** Tells how many organisations it leaves to and when, and which don't get it. */
function leavingBlocks(t: Translator, { leaves, waiting, unwilling }: KitDeparture): readonly (Block | false | null)[] {
  return [
    leaves.now > 0 && text(t.text('kits.leavesNow', { count: leaves.now })),
    leaves.now > 0 && leaves.away.length > 0 && text(awayText(t, leaves.away)),
    leaves.until !== null && text(t.text('kits.leavesLater', { count: leaves.held, until: t.moment(leaves.until) })),
    waitingText(t, waiting),
    unwilling.length > 0 &&
      text(t.text('kits.unwilling', { count: unwilling.length, organisations: t.list(unwilling) })),
  ];
}

export function kitPublishedMessage(t: Translator, { kit, inSteps, ...leaving }: PublishedKit): Message {
  return message(
    text(t.text('kits.published', { version: kit.version })),
    ...leavingBlocks(t, leaving),
    inSteps && text(t.text('kits.inSteps')),
    note(t.text('kits.publishedLater')),
  );
}

/** Shows whoever published a version how far it has come. */
export function kitProgressMessage(t: Translator, { version, done, all, stopped }: KitProgress): Message {
  if (stopped !== null) return message(text(t.text(`kits.progress.${stopped}`, { version })));
  if (done >= all) return message(text(t.text('kits.progress.over', { version, all })));
  return message(text(t.text('kits.progress.title', { version })), {
    ...{ kind: 'progress', done, total: all },
    label: t.text('kits.progress.count', { done, all }),
  });
}

export function kitVersionsMessage(t: Translator, { kits, isHandedOut }: KitVersions): Message {
  if (kits.length === 0) return message(text(t.text('kits.none')));
  return message(
    heading(t.text('kits.list.title')),
    ...kits.flatMap((kit) => [
      fields(
        field(
          t.text('kits.list.version', { version: kit.version }),
          t.text('kits.list.published', { when: t.date(kit.publishedAt) }),
        ),
      ),
      list(kit.files.map(({ name, size }) => t.text('kits.file', { name, size: t.size(size) }))),
    ]),
    isHandedOut && actions(button(runs(['kit', 'recevoir']), t.text('kits.receive.button'), 'primary')),
  );
}

/** Tells how many organisations get it later, and until when. */
function waitingText(t: Translator, waiting: readonly DelayedKit[]): Block | null {
  if (waiting.length === 0) return null;
  const until = new Date(Math.max(...waiting.map((one) => one.until.getTime())));
  return text(t.text('kits.waiting', { count: waiting.length, until: t.date(until) }));
}

/**
 * Shows the coordinators who has the latest version, who hasn't confirmed it, whom it is being sent to, and who gets it later.
 */
export function kitFollowUpMessage(t: Translator, followUp: FollowUp): Message {
  const { kit, receipts, underWay, waiting, unwilling, tooLate } = followUp;
  if (!kit) return message(text(t.text('kits.none')));
  const received = receipts.filter(({ receivedAt }) => receivedAt !== null).length;
  return message(
    heading(t.text('kits.follow.title', { version: kit.version })),
    {
      kind: 'progress',
      label: t.text('kits.follow.count', { received, sent: receipts.length }),
      done: received,
      total: receipts.length,
    },
    waitingText(t, waiting),
    receipts.length + underWay.length + waiting.length + unwilling.length + tooLate.length > 0 &&
      table(
        [t.text('kits.follow.organisation'), t.text('kits.follow.sent'), t.text('kits.follow.received')],
        followUpRows(t, followUp),
      ),
  );
}

function followUpRows(t: Translator, followUp: FollowUp): string[][] {
  const { receipts, messages, underWay, waiting, unwilling, tooLate } = followUp;
  const notSent = t.text('kits.follow.notSent');
  return [
    ...alphabetical(t.locale, receipts, ({ organisation }) => organisation).map(
      ({ organisationId, organisation, sentAt, receivedAt, receivedBy }) => [
        organisation,
        stateText(t, messages.get(organisationId), sentAt),
        receivedAt
          ? receivedBy === null
            ? t.date(receivedAt, 'short')
            : t.text('kits.follow.by', { when: t.date(receivedAt, 'short'), who: receivedBy })
          : t.text('kits.follow.waiting'),
      ],
    ),
    ...alphabetical(t.locale, underWay, (organisation) => organisation).map((organisation) => [
      ...[organisation, t.text('kits.follow.underWay'), notSent],
    ]),
    ...alphabetical(t.locale, waiting, ({ organisation }) => organisation).map(({ organisation, until }) => [
      ...[organisation, t.text('kits.follow.planned', { when: t.date(until, 'short') }), notSent],
    ]),
    ...alphabetical(t.locale, unwilling, (organisation) => organisation).map((organisation) => [
      ...[organisation, t.text('kits.follow.unwilling'), notSent],
    ]),
    ...alphabetical(t.locale, tooLate, (organisation) => organisation).map((organisation) => [
      ...[organisation, t.text('kits.follow.tooLate'), t.text('kits.follow.never')],
    ]),
  ];
}

/**
 * Words the outcome of an organisation's message. When the message is no longer known, the day of handing over stands
 * for it.
 */
function stateText(t: Translator, sent: Sent | undefined, handedOver: Date): string {
  return sent ? whereaboutsText(t, sent) : t.date(handedOver, 'short');
}
