import type { NamedAccount } from './access/actor/national.ts';
import type { PresenceHandler } from './access/actor/presence.ts';
import { purgeMade } from './access/operation/limit-store.ts';
import type { RegionScope } from './access/region/region-scope.ts';
import type { WithheldHandler } from './access/region/withheld.ts';
import { type DeclaredNeed, gatherNeeds, type Needs } from './chat/needs.ts';
import type { PlatformName } from './chat/place.ts';
import { deliveryNeeds } from './delivery/needs.ts';
import { MEMBERS } from './delivery/outbox/due-kinds.ts';
import { firstContactJobs } from './delivery/outbox/first-contact.ts';
import { heldJobs, heldPauses, heldPausesOncePutBack } from './delivery/outbox/held.ts';
import { membersJobs, membersPauses } from './delivery/outbox/members.ts';
import { messageGoneJobs } from './delivery/outbox/message-gone.ts';
import { notReachedJobs } from './delivery/outbox/not-reached.ts';
import { deliveriesPurge } from './delivery/outbox/purge-store.ts';
import { dispatchNeeds } from './dispatch/needs.ts';
import { createRegistry, type Registry, type RoleOffers } from './dispatch/registry.ts';
import { purgeReceived } from './dispatch/running/conversation-store.ts';
import type { Feature } from './feature.ts';
import { announcementsFeature } from './features/announcements/index.ts';
import { announcementsOfBoth } from './features/announcements/refresh.ts';
import { editionsFeature } from './features/editions/index.ts';
import { eventsFeature } from './features/events/index.ts';
import { figuresFeature } from './features/figures/index.ts';
import { journalFeature } from './features/journal/index.ts';
import { deliverOnAcceptance, deliverOnJoining } from './features/kits/deliver.ts';
import { kitsFeature } from './features/kits/index.ts';
import { meetingsFeature } from './features/meetings/index.ts';
import { meetingsOfBoth } from './features/meetings/posting.ts';
import { menuFeature } from './features/menu/index.ts';
import { type Menu, menuOf } from './features/menu/menu.ts';
import { nationFeature } from './features/nation/index.ts';
import { organisationsFeature } from './features/organisations/index.ts';
import { requestsOfBoth } from './features/organisations/operations/request-cards.ts';
import { followAllSummaries } from './features/organisations/thread-summary.ts';
import { peopleFeature } from './features/people/index.ts';
import { privacyFeature } from './features/privacy/index.ts';
import { ownTexts } from './features/privacy/queries.ts';
import { offerContact } from './features/privacy/waits.ts';
import { regionsFeature } from './features/regions/index.ts';
import { registerFeature } from './features/register/index.ts';
import { relaysFeature } from './features/relays/index.ts';
import { offerTying } from './features/relays/offer.ts';
import { tellOfFinding } from './features/reports/findings/answers.ts';
import { reportsFeature } from './features/reports/index.ts';
import { surveysFeature } from './features/surveys/index.ts';
import {
  askedAlreadyNote,
  askedBeforeEndingNote,
  endForFormerCoOrganiser,
  noteAccepted,
  planEventQuestionnaire,
  showConsentWithdrawn,
} from './features/surveys/queries.ts';
import { talliesFeature } from './features/tallies/index.ts';
import { tallyAnswered, tallyStale } from './features/tallies/refresh.ts';
import { purgeFiles } from './files/purge-store.ts';
import type { MarkRenderers } from './marks/renderers.ts';
import { type Measures, noMeasures } from './metrics/measures.ts';
import { relayNeeds } from './relay/needs.ts';
import { purgeRelayed } from './relay/purge-store.ts';
import { BACKUP, backupJobs, planBackup } from './schedule/backup.ts';
import type { LongestPauses } from './schedule/handlers.ts';
import type { InWhoseNames } from './schedule/in-whose-name.ts';
import { PURGE, type Purge, planPurge, purgeDone, purgeJobs } from './schedule/purge.ts';
import { putRight } from './schedule/put-right-store.ts';
import type { DueHandlers } from './schedule/run-due.ts';
import type { TextKey } from './texts/index.ts';

/** Every feature of the bot, one line each, with what happens in one of them because of another. */
export const features: readonly Feature[] = [
  announcementsFeature,
  editionsFeature(
    () => listed((feature) => feature.stillOpen),
    () => listed((feature) => feature.editionClosed),
  ),
  eventsFeature({
    onAccepted: [deliverOnAcceptance, planEventQuestionnaire, noteAccepted],
    onJoined: [deliverOnJoining, planEventQuestionnaire],
    onLeft: [endForFormerCoOrganiser, planEventQuestionnaire],
    notedOnPostponing: askedAlreadyNote,
    notedOnEnding: askedBeforeEndingNote,
  }),
  figuresFeature,
  journalFeature,
  kitsFeature,
  meetingsFeature,
  nationFeature,
  organisationsFeature(() => listed((feature) => feature.threadWaits)),
  peopleFeature([meetingsOfBoth, announcementsOfBoth, requestsOfBoth]),
  privacyFeature([showConsentWithdrawn]),
  regionsFeature(async (context) => [...(await offerTying(context)), ...(await offerContact(context))]),
  registerFeature,
  relaysFeature,
  reportsFeature,
  surveysFeature({ onChanged: [tallyStale, followAllSummaries], onSaved: [tallyAnswered, tellOfFinding] }),
  talliesFeature,
  // The menu listens last: it takes what nobody else does.
  menuFeature(() => menu),
];

/** The offers to somebody who lacks a role, for getting it. */
const roleOffers: RoleOffers = byName((feature) => feature.roleOffers);

/** The sections from which the menu and the help are made. */
export const menu: Menu = menuOf(features, (actor) => roleOffers.organiser?.(actor) ?? []);

/** The needs of what every feature stands on. */
const coreNeeds: readonly Needs<TextKey>[] = [dispatchNeeds, deliveryNeeds, relayNeeds];

/** Returns everything that a platform has to allow the bot. */
export function needsOn(platform: PlatformName): readonly DeclaredNeed[] {
  const besides = features.flatMap(({ needs }) => (needs === undefined ? [] : [needs]));
  return gatherNeeds(platform, coreNeeds, besides);
}

/** Collects what people can do from all features, for dispatch. */
export function composeRegistry(): Registry {
  return createRegistry({
    commands: menu.commands,
    actions: listed((feature) => feature.actions),
    sources: byName((feature) => feature.sources),
    listeners: listed((feature) => feature.listeners),
    awaiting: listed((feature) => feature.awaiting),
    expecting: listed((feature) => feature.expecting),
    roleOffers,
  });
}

/** The purges that delete, every night, rows whose term is over. */
const purges: readonly Purge[] = [
  ...[deliveriesPurge(ownTexts), purgeDone, purgeFiles, purgeMade, purgeReceived, purgeRelayed],
  ...listed((feature) => feature.purges),
];

/** The handlers of everything that can be due, by kind. */
export const dueHandlers: DueHandlers = {
  ...byName((feature) => feature.jobs),
  ...byName((feature) => feature.nationalJobs?.([])),
  ...heldJobs({
    stillMeant: byName((feature) => feature.stillMeant),
    passOn: byName((feature) => feature.passOn),
  }),
  ...messageGoneJobs(listed((feature) => feature.messageGone)),
  ...firstContactJobs,
  ...membersJobs,
  ...notReachedJobs(listed((feature) => feature.notReached)),
  ...purgeJobs(purges),
  ...backupJobs,
};

/**
 * Returns the same handlers where these people are named as national coordinators, and where what they do is counted: without being
 * told, they know of none and count nothing.
 */
export function dueHandlersFor(named: readonly NamedAccount[], measures: Measures = noMeasures): DueHandlers {
  const told = byName((feature) => feature.nationalJobs?.(named));
  return { ...dueHandlers, ...purgeJobs(purges, measures.purged), ...told };
}

/** The renderers of everything that can be marked, by kind. */
export const markRenderers: MarkRenderers = byName((feature) => feature.marks);

const ownRoutines = byName((feature) => feature.routines);

/** The kinds that are due again and again and that nobody notices, such as who is in the threads. */
export const routines: readonly string[] = [MEMBERS, BACKUP, PURGE, ...Object.keys(ownRoutines)];

/** The kinds by which coordinators are asked for a decision while it is time for it. */
export const decisions: readonly string[] = listed((feature) => feature.decisions);

/** The longest pauses between two looks of what looks again and again, by kind. */
const pauses: LongestPauses = { ...byName((feature) => feature.pauses), ...heldPauses, ...membersPauses };

/**
 * Plans what is done in a region again and again, from its beginning on. What is planned stays as it is, unless a clock that was ahead has
 * planned it. `wasPutBack`: whether the clock was put back just now, while the process ran.
 */
export async function planRoutines(scope: RegionScope, wasPutBack = false): Promise<void> {
  await putRight(scope, wasPutBack ? { ...pauses, ...heldPausesOncePutBack } : pauses);
  await planPurge(scope);
  await planBackup(scope);
  for (const plan of Object.values(ownRoutines)) await plan(scope);
}

/** The kinds of due items that are done in somebody's name, each with how to find that person. */
export const inWhoseNames: InWhoseNames = byName((feature) => feature.inWhoseNames);
/** The handlers that run when somebody leaves or comes back. */
export const presenceHandlers: readonly PresenceHandler[] = listed((feature) => feature.presence);
/** The handlers that run when a platform no longer grants the bot something, or grants it again. */
export const withheldHandlers: readonly WithheldHandler[] = listed((feature) => feature.withheld);

/** Collects one kind of part from all features. */
function listed<T>(part: (feature: Feature) => readonly T[] | undefined): readonly T[] {
  return features.flatMap((feature) => part(feature) ?? []);
}

/** Collects one kind of named part from all features. Throws when two features use the same name. */
function byName<T>(part: (feature: Feature) => Readonly<Record<string, T>> | undefined): Readonly<Record<string, T>> {
  const entries = listed((feature) => Object.entries(part(feature) ?? {}));
  const all = new Map(entries);
  const twice = entries.find(([name, value]) => all.get(name) !== value);
  if (twice) throw new Error(`two features use the name "${twice[0]}"`);
  return Object.fromEntries(all);
}
