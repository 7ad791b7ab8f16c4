import { LacksRole } from '../../../src/access/operation/lacks-role.ts';
import type { PlatformUser } from '../../../src/chat/place.ts';
import { ChoiceNeeded, UserError } from '../../../src/chat/user-error.ts';
import { departedNotice, noRegionYet } from '../../../src/dispatch/receiving/newcomer.ts';
import {
  allPages,
  choice,
  failure,
  fieldRefusal,
  formReady,
  interruptedForm,
  messageTooLong,
  nextPage,
  refusal,
  retiredReview,
  toConfirm,
  tooLong,
  tooMuchAtOnce,
} from '../../../src/dispatch/running/words.ts';
import { reviewProposal } from '../../../src/features/events/messages/proposal.ts';
import { waysToBelong } from '../../../src/features/organisations/offers.ts';
import type { Given, Samples } from '../sample.ts';
import { contextOf, edition, event, id, region } from './facts.ts';

const newcomer = (given: Given, changes: Partial<PlatformUser> = {}): PlatformUser => ({
  platform: 'slack',
  id: 'U0NEW',
  team: 'T0PICARDIE',
  name: 'Luc Blanc',
  locale: given.t.locale,
  administrator: true,
  ...changes,
});

const whichPlace = (given: Given) =>
  new ChoiceNeeded(
    'events.errors.whichPlace',
    { typed: given.say('Saint-Martin', 150) },
    'municipality',
    given.several(2, 30, (index) => ({ value: String(80_000 + index), label: `Saint-Martin ${index} (Somme)` })),
  );

const understood = (given: Given) => {
  const clashes = { overlaps: [], outside: null };
  const proposal = {
    ...event(given),
    edition: edition(given),
    onBehalf: false,
    clashes,
  };
  return reviewProposal(given.t, proposal);
};

const interrupted = (given: Given, outcome: 'kept' | 'expired' | 'perhaps-done') => ({
  ...{ form: id(9), title: 'events.form.propose', mayMissFiles: true, outcome },
  values: { title: given.say('Atelier vélo', 150) },
});

export const dispatch: Samples = {
  refusal: {
    'with a form': (given) =>
      refusal(
        contextOf(given),
        new UserError('events.errors.place', { typed: given.say('Nulle part', 150) }, 'place'),
        id(9),
        [],
      ),
    'without a form': (given) => refusal(contextOf(given), new UserError('surveys.errors.notLaunched'), null, []),
    'not an organiser': (given) => {
      const context = contextOf(given, { organisations: [] });
      return refusal(context, new LacksRole('organiser'), null, waysToBelong(context.actor));
    },
    'not an organiser, at their first word': (given) => {
      const context = contextOf(given, { organisations: [], isNew: true });
      return refusal(context, new LacksRole('organiser'), null, waysToBelong(context.actor));
    },
    'not a coordinator': (given) => refusal(contextOf(given), new LacksRole('coordinator'), null, []),
  },
  choice: (given) => choice(contextOf(given), whichPlace(given), id(9)),
  toConfirm: {
    'to be corrected': (given) =>
      toConfirm(contextOf(given), understood(given), {
        ...{
          conversation: id(9),
          confirm: 'events.propose',
          correct: 'common.form.correct',
          print: 'k3Z_0a',
          mayKeep: false,
        },
      }),
    'or to be left as it is': (given) =>
      toConfirm(contextOf(given), understood(given), {
        ...{
          conversation: id(9),
          confirm: 'events.cancel.confirm',
          correct: 'common.form.correct',
          print: 'k3Z_0a',
          mayKeep: true,
        },
      }),
  },
  retiredReview: (given) => retiredReview(contextOf(given), understood(given)),
  fieldRefusal: (given) =>
    fieldRefusal(
      contextOf(given),
      {
        title: given.t.text('common.errors.notInList'),
        when: given.t.text('events.errors.place', { typed: given.say('bientôt', 200) }),
      },
      new Map([
        ['title', given.t.text('events.form.title')],
        ['when', given.t.text('events.form.when')],
      ]),
      id(9),
    ),
  formReady: (given) => formReady(given.t, id(9)),
  allPages: (given) => allPages(given.t),
  interruptedForm: {
    'nothing is stored': (given) => interruptedForm(given.t, interrupted(given, 'kept')),
    'it has expired': (given) => interruptedForm(given.t, interrupted(given, 'expired')),
    'it may be done': (given) => interruptedForm(given.t, interrupted(given, 'perhaps-done')),
  },
  nextPage: (given) => nextPage(given.t, id(9), 2),
  failure: {
    'nothing was typed': (given) => failure(given.t.locale, 'unexpected', {}),
    'something was typed': (given) =>
      failure(given.t.locale, 'unavailable', {
        title: given.say('Portes ouvertes', 120),
        pitch: given.say('Visitez le moulin.', 2000),
        files: [],
      }),
  },
  tooLong: (given) => tooLong([given.say('Visitez le moulin.', 4200)], 4200, given.t.locale),
  messageTooLong: (given) => messageTooLong(4200, given.t.locale),
  tooMuchAtOnce: (given) => tooMuchAtOnce({ title: given.say('Portes ouvertes', 150) }, 200, given.t.locale),
  departedNotice: {
    'from Slack': (given) => departedNotice(region(given), newcomer(given), given.t.locale),
    'from Discord': (given) => departedNotice(region(given), newcomer(given, { platform: 'discord' }), given.t.locale),
  },
  noRegionYet: {
    'on Slack, for an administrator': (given) => noRegionYet(newcomer(given), given.t.locale, true),
    'on Discord, for an administrator': (given) =>
      noRegionYet(newcomer(given, { platform: 'discord', administrator: true }), given.t.locale, true),
    'on Slack, where an invitation is needed': (given) => noRegionYet(newcomer(given), given.t.locale, false),
    'on Discord, where an invitation is needed': (given) =>
      noRegionYet(newcomer(given, { platform: 'discord' }), given.t.locale, false),
    'on Discord, for anybody': (given) =>
      noRegionYet(newcomer(given, { platform: 'discord', administrator: false }), given.t.locale, true),
    'in a direct conversation on Discord': (given) =>
      noRegionYet(newcomer(given, { platform: 'discord', team: null }), given.t.locale, true),
  },
};
