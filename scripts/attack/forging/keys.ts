import { filterKey, shortId } from '../../../src/features/journal/rules.ts';
import { findingKey } from '../../../src/features/reports/finding-words.ts';
import type { Planted } from './plant.ts';

type Keys = (planted: Planted) => readonly string[];

const of =
  (...names: readonly string[]): Keys =>
  ({ ids }) =>
    names.map((name) => idOf(ids, name));
const nothing: Keys = () => [''];

function idOf(ids: Planted['ids'], name: string): string {
  const id = ids[name];
  if (id === undefined) throw new Error(`nothing is planted as "${name}"`);
  return id;
}

/** Returns what follows the id in the buttons of each owner's conversation. */
const ofConversations =
  (...after: readonly string[]): Keys =>
  ({ ids }) =>
    ['conversation 0', 'conversation 1'].flatMap((name) => after.map((rest) => `${idOf(ids, name)}${rest}`));

const drafts = of('draft', 'scheduled');
/** Two proposals of two organisations on one day. */
const pairs: Keys = ({ ids }) => [`${ids.questioned}/${ids.beside}`];
const events = of('proposed', 'questioned', 'accepted', 'held', 'lastYear');

/** What the journal is looked through for, with and without an entry that was shown. */
const filters: Keys = ({ ids }) => [
  '//',
  filterKey({ person: null, event: idOf(ids, 'proposed'), organisation: null, day: '2026-11-14' }),
  `${shortId(idOf(ids, 'proposed'))}//`,
];

/** The same, turned from an entry that isn't there any more. */
const turns: Keys = (planted) => filters(planted).map((filter) => `/${filter}`);

/**
 * Returns the keys of buttons shown before their subject changed, and of messages from before buttons carried a
 * version.
 */
const asShown =
  (ids: Keys): Keys =>
  (planted) =>
    ids(planted).flatMap((id) => [`${id}/1`, id]);

/**
 * The keys of each action's buttons that are about what was planted. The test of forged presses fails for an action
 * that is missing here, and for keys with which nobody can do anything.
 */
export const keys: Readonly<Record<string, Keys>> = {
  'announcement-compose': drafts,
  'announcement-to': ({ ids }) => [`${ids.draft}/departments`, `${ids.scheduled}/places`],
  'announcement-all': drafts,
  'announcement-audience': drafts,
  'announcement-organisations': drafts,
  'announcement-urgent': ({ ids }) => [`${ids.draft}/yes`, `${ids.scheduled}/no`],
  'announcement-preview': drafts,
  'announcement-write': drafts,
  'announcement-when': asShown(drafts),
  'announcement-schedule': of('scheduled'),
  'announcement-send': drafts,
  'announcement-abandon': drafts,
  'announcement-resume': of('scheduled'),
  'announcement-open': nothing,
  'announcement-held-back': drafts,
  'announcement-refresh': of('draft', 'left'),
  'announcement-watch': of('left'),
  'announcement-retry': of('left'),
  'announcement-calls': of('left'),
  'announcement-remind': of('left'),
  'announcement-remind-now': of('left'),
  'announcement-correct': of('left'),
  'announcement-withdraw': of('left'),
  'announcement-withdraw-now': of('left'),
  'announcement-read': of('left'),
  'announcement-relay': of('left'),
  'edition-close': nothing,
  'event-accept': asShown(events),
  'event-ask': asShown(events),
  'event-refuse': asShown(events),
  'queue-accept': asShown(events),
  'queue-ask': asShown(events),
  'queue-refuse': asShown(events),
  'merge-cluster': of('questioned'),
  'merge-choose': ({ year }) => [String(year)],
  'merge-show': pairs,
  'merge-propose': pairs,
  'merge-ask': pairs,
  'draft-list': nothing,
  'draft-drop': of('form'),
  'draft-drop-now': of('form'),
  'merge-view': of('merge'),
  'merge-agree': ({ ids }) => [`${ids.merge}/kept/1`, `${ids.merge}/closed/1`],
  'merge-undo': ({ ids }) => [`${ids.merge}/kept`, `${ids.merge}/closed`],
  'merge-decline': ({ ids }) => [`${ids.merge}/kept`, `${ids.merge}/closed`],
  'merge-withdraw': of('merge'),
  'events-select': ({ year }) => [String(year)],
  'events-accept': ({ year }) => [`${year}/1,2`],
  'event-undecide': of('accepted'),
  'event-undecide-now': ({ ids }) => [`${ids.accepted}/1`],
  'event-open': nothing,
  'event-view': events,
  'event-complete': events,
  'event-edit': events,
  'event-theme': events,
  'event-answer': asShown(events),
  'event-postpone': events,
  'event-cancel': events,
  'event-duplicate': of('lastYear'),
  'event-invite': events,
  'event-cohost': ({ ids }) => [ids.accepted, ids.questioned, ids.proposed].map((id) => `${id}/${ids.guest}`),
  'event-pool': of('accepted', 'questioned', 'proposed'),
  'cohost-accept': of('invitation'),
  'cohost-decline': of('invitation'),
  'event-list': ({ year }) => ['', `0/80`, String(year)],
  'journal-older': turns,
  'journal-newer': turns,
  'journal-view': filters,
  'journal-filter': nothing,
  'journal-export': filters,
  'kit-received': ({ ids }) => [`${ids.kit}/${ids.organisation}`],
  'rsvp-yes': of('meeting'),
  'rsvp-maybe': of('meeting'),
  'rsvp-no': of('meeting'),
  'meeting-open': nothing,
  'meeting-move': of('meeting'),
  'meeting-cancel': of('meeting'),
  'meeting-cancel-now': of('meeting'),
  menu: () => ['', 'reste', 'evenement', 'structure'],
  'organisation-create': nothing,
  'organisation-anyway': of('form'),
  'organisation-join': nothing,
  'organisation-join-one': nothing,
  'organisation-join-this': of('organisation', 'guest'),
  'membership-withdraw': of('request', 'own request 0', 'own request 1'),
  'membership-accept': of('request', 'membership'),
  'membership-decline': of('request', 'membership'),
  'membership-exclude': of('membership'),
  'organisation-members': of('organisation'),
  'organisation-members-of': nothing,
  'organisation-leave-which': nothing,
  'organisation-leave': of('organisation', 'guest'),
  'link-code': nothing,
  'link-accounts': of('code'),
  'link-yes': of('asked 0', 'asked 1'),
  'link-no': of('asked 0', 'asked 1'),
  'accounts-separate': nothing,
  'accounts-apart': of('code'),
  'data-export': nothing,
  'data-erase': nothing,
  'data-erased': nothing,
  'data-progress': of('request'),
  'data-withdraw': nothing,
  'notify-off': () => ['survey', 'kit'],
  'notify-on': () => ['survey', 'kit'],
  'notify-usual': nothing,
  'notify-view': nothing,
  'quiet-hours': nothing,
  'team-remove': of('delegate'),
  'relay-cut-now': of('relay', 'tie'),
  'relay-offered': nothing,
  'relay-retry': nothing,
  'relay-speak': nothing,
  'relay-take-back': nothing,
  'relay-taken-back': nothing,
  'setup-check': nothing,
  'install-code': () => ['JOIN', 'FOUND'],
  'join-confirm': of('join'),
  'join-refuse': of('join'),
  'setup-change': nothing,
  'setup-change-now': of('form'),
  'finding-note': ({ ids }) => [`${ids.edition}/${findingKey({ id: 'previous-not-applicable' })}`],
  'bilan-chapter': ({ ids }) => [`${ids.edition}/events`],
  'bilan-sentence': ({ ids }) => [`${ids.edition}/events/events`],
  'bilan-keep': ({ ids }) => [`${ids.edition}/events/events`],
  'bilan-ours': ({ ids }) => [`${ids.edition}/events/events`],
  'bilan-publish': of('edition'),
  'bilan-publish-now': ({ ids }) => [`${ids.edition}/1`],
  'bilan-recap': ({ ids }) => [`${ids.edition}/${ids.organisation}`],
  'bilan-write': ({ ids }) => [`${ids.edition}/chapter:essential`],
  'survey-answer': ofConversations('/pressContacted/yes', '/pressContacted/no'),
  'survey-confirm': ofConversations('/distribution/kitNeverSent', '/relayed/relayed-1-1'),
  'survey-choose': ofConversations('/distribution'),
  'survey-rank': ofConversations('/reasons/1'),
  'survey-write': ofConversations('/siteLinkAddress'),
  'survey-write-long': ofConversations('/idea'),
  'survey-media': ofConversations('/coverageItems'),
  'survey-photo': ofConversations('/logoPhoto'),
  'survey-correct': ofConversations('/idea', '/relayed'),
  'survey-correct-one': ofConversations(''),
  'survey-ask': ofConversations('/idea'),
  'survey-reply': of('enquiry'),
  'survey-all-event': of('event conversation'),
  'survey-all-organisation': ofConversations(''),
  'survey-quote': ofConversations('/idea'),
  'survey-quote-anew': ofConversations('/idea'),
  'survey-keep-answer': ofConversations('/relayed'),
  'survey-continue': ofConversations(''),
  'survey-decline': ofConversations(''),
  'survey-open': of('questionnaire', 'eventQuestionnaire'),
  'survey-open-one': nothing,
  'survey-amend': ({ ids }) => [`${ids.questionnaire}/idea`],
  'survey-private': ofConversations(''),
  'survey-sheet': of('questionnaire', 'eventQuestionnaire'),
  'survey-recap': of('questionnaire', 'eventQuestionnaire'),
  'survey-see': nothing,
  'survey-fix': of('questionnaire', 'eventQuestionnaire'),
  'survey-enter': nothing,
  'survey-calls': nothing,
  'survey-call': nothing,
  'survey-called': of('organisation'),
  'survey-refuse': of('questionnaire', 'eventQuestionnaire'),
  'survey-refuse-which': nothing,
  'survey-refuse-one': nothing,
  'survey-refuse-not': of('questionnaire', 'eventQuestionnaire'),
  'survey-remind-now': nothing,
  'survey-postpone': of('accepted', 'held'),
  'survey-close-now': nothing,
  'tally-show': () => ['', 'C0TALLY//'],
  'tally-stop': of('tally'),
  'tally-remove': nothing,
  keep: nothing,
  turn: ({ ids }) => [`${ids.list}/1`],
  seek: ({ ids }) => [`${ids.list}/0`],
};

/** The values chosen in the lists, by the action that offers them. */
export const choices: Readonly<Record<string, (planted: Planted) => readonly string[]>> = {
  'announcement-to': () => ['80', 'channels'],
  'announcement-open': ({ ids }) => [idOf(ids, 'draft')],
  'merge-choose': () => ['2', '6'],
  'events-select': () => ['1'],
  'event-open': ({ ids }) => [idOf(ids, 'proposed')],
  'event-theme': ({ ids }) => [idOf(ids, 'theme')],
  'meeting-open': ({ ids }) => [idOf(ids, 'meeting')],
  'organisation-join-one': ({ ids }) => [idOf(ids, 'organisation')],
  'survey-open-one': ({ ids }) => [idOf(ids, 'questionnaire')],
  'event-pool': ({ ids }) => [idOf(ids, 'guest')],
  'organisation-members-of': ({ ids }) => [idOf(ids, 'organisation')],
  'organisation-leave-which': ({ ids }) => [idOf(ids, 'organisation')],
  'survey-choose': () => ['mail'],
  'survey-rank': () => ['showcase'],
  'survey-quote': () => ['anonymous'],
  'survey-quote-anew': () => ['anonymous'],
  'survey-see': ({ ids }) => [idOf(ids, 'questionnaire')],
  'survey-fix': () => ['idea'],
  'survey-correct-one': () => ['idea'],
  'survey-enter': ({ ids }) => [idOf(ids, 'questionnaire')],
  'survey-call': ({ ids }) => [idOf(ids, 'organisation')],
  'survey-refuse-one': ({ ids }) => [idOf(ids, 'questionnaire')],
  'data-withdraw': ({ ids }) => [idOf(ids, 'questionnaire')],
  'tally-remove': ({ ids }) => [idOf(ids, 'tally')],
};

/** The actions that anybody of a region may do with what belongs to others, and why: what is theirs afterwards isn't compared. */
export const everybodys: Readonly<Record<string, string>> = {
  'announcement-read': "says that one has read an announcement that has left, in one's own name",
  'announcement-relay': "says whom one passed it on to, in one's own name",
  'data-export': 'a copy of what is kept of oneself',
  'data-erase': 'is about oneself alone, by no id',
  'data-erased': 'erases oneself alone, once one was asked',
  'event-duplicate': "proposes an event of last year again, for one's own organisation",
  'event-invite': "asks another organisation to co-organise an event of one's own",
  'event-list': "the programme is everybody's",
  'event-cohost': "asks another organisation to co-organise an event of one's own",
  'event-pool': "asks another organisation to co-organise an event of one's own",
  'event-view': 'what was accepted is in the programme',
  'link-code': 'types a code: whoever knows it may',
  menu: 'what oneself can do',
  'notify-off': "one's own wishes",
  'notify-on': "one's own wishes",
  'notify-usual': "one's own wishes",
  'notify-view': "one's own wishes",
  'organisation-anyway': "makes an organisation of one's own, with what one typed oneself",
  'organisation-create': "makes an organisation of one's own",
  'organisation-join': 'asks to become a member',
  'meeting-open': 'what is coming up is told to all',
  'organisation-join-one': 'asks to become a member',
  'organisation-join-this': 'asks to become a member',
  'quiet-hours': "one's own wishes",
  'relay-speak': "one's own wishes",
  'relay-take-back': 'takes back what one wrote oneself',
  'relay-taken-back': 'is about what one took back oneself',
  'rsvp-maybe': 'says whether one comes',
  'rsvp-no': 'says whether one comes',
  'rsvp-yes': 'says whether one comes',
  keep: 'changes nothing',
  'accounts-separate': "finds one's own accounts alone, by no id",
};
