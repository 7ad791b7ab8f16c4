import { eventCommands } from '../../../commands/evenement.ts';
import type { Feature } from '../../feature.ts';
import { eventActions } from './actions.ts';
import { eventJobs, sheetsStillIncomplete } from './jobs.ts';
import { answerInvitationWith, type JoinedHook } from './operations/co-organise.ts';
import { type AcceptedHook, decisionOperations } from './operations/decide.ts';
import { eventSources } from './sources.ts';

/** What else happens when an event is accepted, and when an organisation joins those that hold one. */
export interface EventHooks {
  readonly onAccepted: readonly AcceptedHook[];
  readonly onJoined: readonly JoinedHook[];
}

export function eventsFeature({ onAccepted, onJoined }: EventHooks): Feature {
  return {
    name: 'events',
    commands: eventCommands,
    actions: eventActions(decisionOperations(onAccepted), answerInvitationWith(onJoined)),
    sources: eventSources,
    jobs: eventJobs,
    stillMeant: { event: sheetsStillIncomplete },
  };
}
