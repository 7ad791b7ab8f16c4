import { awayText } from '../../../access/contacts/departure.ts';
import { KEEP, runs } from '../../../chat/interaction.ts';
import { actions, button, heading, list, type Message, message, note, select, text } from '../../../chat/message.ts';
import { alphabetical } from '../../../reading/index.ts';
import { besideEachOther } from '../../../texts/isolate.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { ChangedCopies } from '../../announcements/announcement.ts';
import type { StateInRegion } from '../../announcements/from-nation.ts';
import { doubtfulNote, excerpt } from '../../announcements/messages/state.ts';
import type { CallRegion, CallState, ComposedCall, NationCall } from '../call.ts';
import { reachedBy } from '../rules.ts';
import { PICKED_AT_ONCE } from './state.ts';

/** Characters of the text shown above the choices; shorter where it only has to be recognised. */
const EXCERPT = 500;
const RECOGNISED = 90;

/** Shows a message that hasn't left, and whom it would reach now. Each choice edits this message; nothing leaves before that is pressed. */
export function callComposer(t: Translator, { call, regions, elsewhere }: ComposedCall): Message {
  const { id } = call;
  const people = reachedBy(regions);
  const sorted = alphabetical(t.locale, regions, ({ name }) => name);
  const chosen = sorted.filter((one) => one.chosen);
  return message(
    heading(t.text('nation.call.title')),
    text(t.text('announcements.quoted', { text: excerpt(call, EXCERPT) })),
    text(t.text('nation.call.reach', { people, regions: chosen.length, of: regions.length })),
    list(chosen.map((one) => reachText(t, one))),
    text(elsewhereText(t, elsewhere)),
    note(t.text('nation.call.how')),
    // A bot of more regions than one list holds writes to all of them.
    regions.length > 1 &&
      regions.length <= PICKED_AT_ONCE &&
      actions(
        select(
          `nation-call-regions:${id}`,
          t.text('nation.call.chooseRegions'),
          sorted.map(({ id: value, name: label }) => ({ value, label })),
          regions.length,
          chosen.map((one) => one.id),
        ),
      ),
    actions(
      people > 0 && button(`nation-call-send:${id}`, t.text('nation.call.send', { count: people }), 'primary'),
      button(`nation-call-write:${id}`, t.text('announcements.write.button')),
      button(`nation-call-preview:${id}`, t.text('announcements.preview.button')),
      button(`nation-call-drop:${id}`, t.text('nation.call.drop'), 'danger'),
    ),
  );
}

function reachText(t: Translator, { name, people, reached }: CallRegion): string {
  return t.text('nation.call.regionReach', { region: name, people, reached, missed: people - reached });
}

/** Says which regions this bot can't write to, as far as that is known. */
function elsewhereText(t: Translator, elsewhere: ComposedCall['elsewhere']): string {
  if (elsewhere === null) return t.text('nation.call.noList');
  if (elsewhere.length === 0) return t.text('nation.call.allHere');
  return t.text('nation.call.elsewhere', { regions: t.list(elsewhere), count: elsewhere.length });
}

/** Says how it leaves. */
export function callSentMessage(t: Translator, { call, regions }: CallState): Message {
  const states = regions.flatMap(({ state }) => state ?? []);
  const sum = (of: (state: StateInRegion) => number) => states.reduce((all, state) => all + of(state), 0);
  const [waiting, held, later] = [sum((one) => one.waiting), sum((one) => one.held), sum((one) => one.later)];
  const away = [...new Set(states.flatMap((one) => one.away))];
  return message(
    text(t.text('announcements.send.done', { count: waiting })),
    waiting > 0 && away.length > 0 && text(awayText(t, away)),
    held > 0 && text(t.text('announcements.send.held', { count: held })),
    later > 0 && text(t.text('announcements.send.later', { count: later, most: 2 })),
    actions(button(`nation-call-show:${call.id}`, t.text('nation.state.button'), 'primary')),
  );
}

/** Shows the state of a message in each region: counts, and nobody's name. */
export function callStateMessage(t: Translator, { call, regions }: CallState): Message {
  const { id, status, leftAt, remindedAt, withdrawnAt, author } = call;
  const dates = [
    leftAt && t.text('nation.call.left', { when: t.moment(leftAt, 'day'), author: author.name }),
    remindedAt && t.text('announcements.state.reminded', { when: t.moment(remindedAt, 'day') }),
    withdrawnAt && t.text('nation.call.withdrawnAt', { when: t.moment(withdrawnAt, 'day') }),
  ].filter((one) => one !== null);
  const stands = status === 'left';
  return message(
    heading(t.text('nation.call.title')),
    text(t.text('announcements.quoted', { text: excerpt(call) })),
    note(besideEachOther(dates)),
    list(regions.map(({ name, state }) => stateText(t, name, state))),
    actions(
      button(`nation-call-show:${id}`, t.text('announcements.state.refresh')),
      stands &&
        remindedAt === null &&
        unreadOf(regions) > 0 &&
        button(`nation-call-remind:${id}`, t.text('announcements.remind.button')),
      stands && button(`nation-call-withdraw:${id}`, t.text('nation.call.withdraw'), 'danger'),
    ),
  );
}

function unreadOf(regions: CallState['regions']): number {
  return regions.reduce((sum, { state }) => sum + (state === null ? 0 : state.recipients - state.read), 0);
}

function stateText(t: Translator, region: string, state: StateInRegion | null): string {
  if (state === null || state.recipients === 0) return t.text('nation.call.nobodyThere', { region });
  const { read, recipients, waiting, held, later, unreached, unknown, refused } = state;
  const told = [
    t.text('nation.call.read', { region, read, of: recipients }),
    waiting > 0 && t.text('announcements.state.waiting', { count: waiting }),
    held > 0 && t.text('announcements.state.held', { count: held }),
    later > 0 && t.text('announcements.state.later', { count: later, most: 2 }),
    refused > 0 && t.text('nation.call.refused', { count: refused }),
    unreached > 0 && t.text('nation.call.unreached', { count: unreached }),
    unknown > 0 && t.text('announcements.state.unknown', { count: unknown }),
  ];
  return besideEachOther(told.filter((one) => one !== false));
}

/** Lists the latest messages to choose from. */
export function writtenCalls(t: Translator, calls: readonly NationCall[]): Message {
  return message(
    calls.length === 0 ? text(t.text('nation.call.none')) : heading(t.text('nation.call.list')),
    calls.length > 0 &&
      actions(
        select(
          'nation-call-open:',
          t.text('nation.call.choose'),
          calls.map((one) => ({ value: one.id, label: excerpt(one, RECOGNISED), description: standing(t, one) })),
        ),
      ),
    actions(button(runs(['nation', 'ecrire']), t.text('nation.menu.write'), calls.length === 0 ? 'primary' : 'plain')),
  );
}

function standing(t: Translator, { status, writtenAt, leftAt, withdrawnAt }: NationCall): string {
  if (status === 'draft') return t.text('announcements.list.draft', { when: t.moment(writtenAt) });
  const id = status === 'left' ? 'announcements.list.left' : 'announcements.list.withdrawn';
  return t.text(id, { when: t.moment((status === 'left' ? leftAt : withdrawnAt) ?? writtenAt) });
}

export function callDropped(t: Translator): Message {
  return message(text(t.text('nation.call.dropped')));
}

/** Asks whether those who haven't read it are to be reminded. */
export function confirmCallReminder(t: Translator, { call, regions }: CallState): Message {
  return message(
    text(t.text('announcements.remind.confirm', { count: unreadOf(regions), text: excerpt(call) })),
    actions(
      button(`nation-call-remind-now:${call.id}`, t.text('announcements.remind.now'), 'primary'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

export function callReminded(t: Translator, { count }: { readonly count: number }): Message {
  return message(text(t.text('nation.call.reminded', { count })));
}

/** Asks whether it is to be taken back, and says what that does. */
export function confirmCallWithdrawal(
  t: Translator,
  { call, copies, doubtful }: ChangedCopies & { readonly call: NationCall },
): Message {
  return message(
    text(t.text('announcements.withdraw.confirm', { text: excerpt(call), count: copies })),
    doubtfulNote(t, doubtful),
    actions(
      button(`nation-call-withdraw-now:${call.id}`, t.text('nation.call.withdraw'), 'danger'),
      button(`${KEEP}:`, t.text('common.cancel')),
    ),
  );
}

export function callWithdrawn(t: Translator, { copies, doubtful }: ChangedCopies): Message {
  return message(text(t.text('nation.call.withdrawn', { count: copies })), doubtfulNote(t, doubtful));
}
