import type { Region } from '../../access/region/region.ts';
import { actions, button, heading, type Message, message, note, progress, select, text } from '../../chat/message.ts';
import { traitsOf } from '../../platforms/registered.ts';
import type { Translator } from '../../texts/translator.ts';
import type { Edition } from '../editions/edition.ts';
import { FACTS_FROM } from '../reports/aggregates/thresholds.ts';
import type { TallyFigures, TallyShare } from './rules.ts';
import type { LiveTally, TallyState } from './tally.ts';

/** Tells whether the message is still updated, otherwise since when it isn't and why. */
export type TallyLiveness =
  | { readonly kind: 'live'; readonly at: Date }
  | { readonly kind: 'stopped' | 'moved'; readonly at: Date };

/** Builds the tally for a channel, in the region's language. It names nobody. */
export function tallyMessage(
  t: Translator,
  edition: Pick<Edition, 'name'>,
  region: Pick<Region, 'name' | 'chamber'>,
  state: TallyState,
  standing: TallyLiveness,
): Message {
  const { questionnaires } = state.figures;
  const open = state.closesOn !== null && state.closedOn === null && standing.kind === 'live';
  const label =
    questionnaires.of === 0
      ? t.text('tallies.line.noQuestionnaires')
      : t.text('tallies.line.questionnaires', { ...questionnaires });
  return message(
    heading(t.text('tallies.title', { edition: edition.name, region: region.name })),
    questionnaires.of === 0 ? text(label) : progress(label, questionnaires.value, questionnaires.of),
    text(lines(t, region, state).join('\n')),
    open && state.closesOn !== null && text(t.text('tallies.closes', { day: t.day(state.closesOn, 'day') })),
    open
      ? actions(
          button('run:questionnaire-repondre', t.text('tallies.answer'), 'primary'),
          button('run:questionnaire-etat', t.text('tallies.mine')),
        )
      : null,
    note(updated(t, state, standing)),
  );
}

/** Leaves out lines with too few answers, unless others of the same kind have enough. */
function lines(t: Translator, { chamber }: Pick<Region, 'chamber'>, { figures }: TallyState): readonly string[] {
  const { organisations, questionnaires } = figures;
  const nobody = questionnaires.value === 0 && organisations.value === 0;
  const told = [...ofEvents(t, figures), ...ofOrganisations(t, figures, chamber)];
  return [
    ...(organisations.of === 0 ? [] : [t.text('tallies.line.organisations', { ...organisations })]),
    ...(told.length > 0
      ? told
      : [nobody ? t.text('tallies.line.nothingYet') : t.text('tallies.line.few', { count: FACTS_FROM })]),
  ];
}

function ofEvents(t: Translator, { participants, officials }: TallyFigures): readonly string[] {
  const { value, precision, eventsTold, parts } = participants;
  const known = value !== null && precision !== 'unknown' && precision !== 'not_applicable';
  if (!known && officials.of === 0) return [];
  return [
    known
      ? t.text('tallies.line.participants', {
          quantity: t.quantity(value, precision),
          events: eventsTold,
          estimated: parts.estimated,
        })
      : t.text('tallies.line.noParticipants', { few: tooFew(t) }),
    officials.of === 0
      ? t.text('tallies.line.noOfficials', { few: tooFew(t) })
      : t.text('tallies.line.officials', { ...officials }),
  ];
}

function ofOrganisations(t: Translator, figures: TallyFigures, chamber: string): readonly string[] {
  const { pressContacted, coverage, logo, siteLink } = figures;
  if ([pressContacted, coverage, logo, siteLink].every(({ of }) => of === 0)) return [];
  const share = ({ value, of }: TallyShare) => (of === 0 ? tooFew(t) : t.text('tallies.line.share', { value, of }));
  const press = pressContacted.of === 0 ? tooFew(t) : t.text('tallies.line.pressShare', { ...pressContacted });
  return [
    t.text('tallies.line.press', { press, coverage: share(coverage) }),
    t.text('tallies.line.use', { logo: share(logo), link: share(siteLink), chamber }),
  ];
}

/** Replaces a number that rests on too few answers. */
function tooFew(t: Translator): string {
  return t.text('tallies.line.fromOn', { count: FACTS_FROM });
}

function updated(t: Translator, { closedOn }: TallyState, { kind, at }: TallyLiveness): string {
  if (kind !== 'live') return t.text(`tallies.updated.${kind}`, { when: t.moment(at, 'day') });
  return closedOn === null
    ? t.text('tallies.updated.open', { time: t.time(at) })
    : t.text('tallies.updated.closed', { day: t.day(closedOn, 'day') });
}

/** Tells a coordinator where a live tally stands now; a channel without a name is one that the platform doesn't show to the bot. */
export function tallyShown(
  t: Translator,
  { id }: Pick<LiveTally, 'id'>,
  where: 'here' | { readonly channel: string | null },
): Message {
  const { channel } = where === 'here' ? { channel: null } : where;
  return message(
    text(
      channel === null
        ? t.text(where === 'here' ? 'tallies.shown' : 'tallies.shown.elsewhere')
        : t.text('tallies.shown.in', { channel }),
    ),
    note(t.text('tallies.shown.next')),
    actions(button(`tally-stop:${id}`, t.text('tallies.shown.stop'))),
  );
}

/** Asks which of several tallies is to stop. */
export function chooseTally(t: Translator, tallies: readonly (LiveTally & { readonly edition: string })[]): Message {
  const options = tallies.map(({ id, edition, createdAt, platform }) => ({
    value: id,
    label: t.text('tallies.removed.option', {
      edition,
      when: t.moment(createdAt, 'short'),
      platform: traitsOf(platform).title,
    }),
  }));
  return message(
    text(t.text('tallies.removed.choose')),
    actions(select('tally-remove:', t.text('tallies.removed.placeholder'), options)),
  );
}

export function tallyRemoved(t: Translator): Message {
  return message(text(t.text('tallies.removed')));
}
