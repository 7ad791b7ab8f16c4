import { eventCommands } from '../../../commands/evenement.ts';
import type { Feature } from '../../feature.ts';
import type { EndingNote } from './actions/co-organise.ts';
import { eventActions } from './actions/index.ts';
import type { PostponementNote } from './forms/move.ts';
import { eventJobs, eventStillMeant } from './jobs.ts';
import { answerInvitationOperation, type JoinedHook } from './operations/co-organise.ts';
import { type AcceptedHook, decisionOperations } from './operations/decide.ts';
import { endCoOrganisingOperation, type LeftHook } from './operations/end-co-organising.ts';
import { eventSources } from './sources.ts';
import { tellUndecided } from './undecided.ts';
import { eventsStillOpen, eventsWait } from './waits.ts';

/**
 * The hooks that run when an event is accepted, when an organisation agrees to co-organise one or does so no more, and what is said
 * before one is postponed or that is ended.
 */
export interface EventHooks {
  readonly onAccepted: readonly AcceptedHook[];
  readonly onJoined: readonly JoinedHook[];
  readonly onLeft: readonly LeftHook[];
  readonly notedOnPostponing: PostponementNote;
  readonly notedOnEnding: EndingNote;
}

export function eventsFeature(hooks: EventHooks): Feature {
  const { notedOnPostponing, notedOnEnding } = hooks;
  const coOrganising = {
    answerInvitation: answerInvitationOperation(hooks.onJoined),
    endCoOrganising: endCoOrganisingOperation(hooks.onLeft),
    notedOnEnding,
  };
  return {
    name: 'events',
    commands: eventCommands(notedOnPostponing),
    menu: [
      {
        theme: 'evenement',
        title: 'events.menu.title',
        position: 10,
        entries: {
          'evenement proposer': { label: 'events.menu.propose', shortcut: { organiser: 10 } },
          'evenement dupliquer': { label: 'events.menu.duplicate' },
          'evenement completer': { label: 'events.menu.complete' },
          'evenement modifier': { label: 'events.menu.modify' },
          'evenement reporter': { label: 'events.menu.postpone' },
          'evenement annuler': { label: 'events.menu.cancel' },
          'evenement coorganiser': { label: 'events.menu.invite' },
          'evenement voir': { label: 'events.menu.view' },
          'evenement liste': { label: 'events.menu.list', shortcut: { organiser: 20 } },
          'evenement file': { label: 'events.menu.queue', shortcut: { coordinator: 10 } },
        },
      },
    ],
    waits: eventsWait,
    stillOpen: [eventsStillOpen],
    editionClosed: [tellUndecided],
    actions: eventActions(decisionOperations(hooks.onAccepted), coOrganising, notedOnPostponing),
    sources: eventSources,
    jobs: eventJobs,
    stillMeant: { event: eventStillMeant },
  };
}
