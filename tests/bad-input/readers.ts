import { isTellingText, startOf } from '../../src/access/personal/scrub.ts';
import { aligned, bare, capitals, spelt } from '../../src/access/personal/spelling.ts';
import { addressesIn, parseUrl, webAddress } from '../../src/chat/address.ts';
import { cut, cutAtWord, pieces, quotedBack } from '../../src/chat/cut.ts';
import { cutPoint } from '../../src/chat/formatted/cut-point.ts';
import { splitFormatted } from '../../src/chat/formatted/split.ts';
import { legible } from '../../src/chat/legible.ts';
import { composeRegistry, menu } from '../../src/composition.ts';
import { commandDefinitions } from '../../src/dispatch/definitions.ts';
import { bearsName } from '../../src/dispatch/running/read-input.ts';
import { escapeMarkup } from '../../src/documents/escape-markup.ts';
import * as inDocuments from '../../src/documents/plain.ts';
import { showable } from '../../src/documents/print/fonts.ts';
import { svgText } from '../../src/documents/svg.ts';
import { unescapedText } from '../../src/documents/text.ts';
import { readLinks } from '../../src/features/announcements/links.ts';
import { readYear } from '../../src/features/editions/rules.ts';
import { readEventPlace } from '../../src/features/events/fields/place.ts';
import { readLink, readTitle } from '../../src/features/events/fields/read-text.ts';
import { readAnnouncedEvent } from '../../src/features/events/forms/announcement.ts';
import { readDay, readFilterKey } from '../../src/features/journal/rules.ts';
import { asksWhatToDo, isOnlyKind, wordsMeant } from '../../src/features/menu/calls.ts';
import { closestTheme } from '../../src/features/menu/closest.ts';
import { itemsCalled, themeCalled } from '../../src/features/menu/themes.ts';
import { readBilanLink } from '../../src/features/nation/fetch-bilan.ts';
import { readTable } from '../../src/features/nation/from-files/csv-reader.ts';
import {
  columnsOf,
  readDecisions,
  readExpected,
  readPublished,
  readRegionTable,
} from '../../src/features/nation/from-files/tables.ts';
import { matches, readMunicipality, readWebsite } from '../../src/features/organisations/rules.ts';
import { quietHoursForm } from '../../src/features/people/forms/notifications.ts';
import { readQuietHours } from '../../src/features/people/quiet-hours.ts';
import { delegatedDepartments } from '../../src/features/people/rules.ts';
import { readDays } from '../../src/features/privacy/rules.ts';
import {
  changedDepartments,
  departmentsOf,
  findPairingCode,
  isMistypedCode,
  isOnlyCodes,
  readNamedRegion,
  readPairingCode,
  readTypedRegion,
} from '../../src/features/regions/rules.ts';
import { withinQuotes } from '../../src/features/reports/documents/within-quotes.ts';
import { sentencesOfAll } from '../../src/features/reports/findings/totality.ts';
import { takeTogether } from '../../src/features/surveys/answering/take-together.ts';
import { stepAt } from '../../src/features/surveys/questionnaires/rules.ts';
import { QUESTIONS, type QuestionnaireKind, questionOf } from '../../src/features/surveys/questions/catalogue.ts';
import { readCoverage, readPublicationDay } from '../../src/features/surveys/questions/coverage.ts';
import { readRanking } from '../../src/features/surveys/questions/ranking.ts';
import { readOption } from '../../src/features/surveys/questions/read-option.ts';
import { readReply } from '../../src/features/surveys/questions/read-reply.ts';
import { splitReply } from '../../src/features/surveys/questions/reading.ts';
import {
  saysNoAnswer,
  saysNoMore,
  saysNothing,
  saysSkip,
  saysUnknown,
} from '../../src/features/surveys/questions/usual-words.ts';
import { escapeMarkdown, escapeSigns } from '../../src/platforms/discord/escape.ts';
import { CAPACITY_ON_DISCORD } from '../../src/platforms/discord/formatted/capacity.ts';
import { literalIn } from '../../src/platforms/discord/formatted/literal.ts';
import { readMarkdown } from '../../src/platforms/discord/formatted/read-markdown.ts';
import { readMarks } from '../../src/platforms/discord/formatted/read-marks.ts';
import { addressAt, destinationAt, referenceAt } from '../../src/platforms/discord/formatted/references.ts';
import { writeMarkdown } from '../../src/platforms/discord/formatted/write-markdown.ts';
import { oneLine } from '../../src/platforms/discord/one-line.ts';
import { labelText } from '../../src/platforms/discord/render-controls.ts';
import { plainText } from '../../src/platforms/discord/typed-text.ts';
import { readableText, readValues } from '../../src/platforms/slack/command-values.ts';
import { readPath } from '../../src/platforms/slack/command-words.ts';
import { CAPACITY_ON_SLACK } from '../../src/platforms/slack/formatted/capacity.ts';
import { readSlackMarkup } from '../../src/platforms/slack/formatted/read-markup.ts';
import { readSlackMessage } from '../../src/platforms/slack/formatted/read-rich-text.ts';
import { writeForSlack } from '../../src/platforms/slack/formatted/write-rich-text.ts';
import { withNames } from '../../src/platforms/slack/named.ts';
import { escapeText, hasAddress, leaves, unescapeText } from '../../src/platforms/slack/rich-text.ts';
import { fallbackOf } from '../../src/platforms/slack/split.ts';
import { typedText } from '../../src/platforms/slack/typed-text.ts';
import { readUrl } from '../../src/reading/addresses/read-url.ts';
import { readCode } from '../../src/reading/codes/code.ts';
import { clockAt } from '../../src/reading/dates/clock-time.ts';
import { dateBeside } from '../../src/reading/dates/date-beside.ts';
import { findMoment } from '../../src/reading/dates/find-moment.ts';
import { isoMoment } from '../../src/reading/dates/iso-moment.ts';
import { joinPicked } from '../../src/reading/dates/join-picked.ts';
import { typedForm } from '../../src/reading/dates/moment-text.ts';
import { readMoment } from '../../src/reading/dates/read-moment.ts';
import { readTimeOfDay } from '../../src/reading/dates/read-time.ts';
import { relativeDayAt } from '../../src/reading/dates/relative-day.ts';
import { suggestMoments } from '../../src/reading/dates/suggest-moments.ts';
import { tokens } from '../../src/reading/dates/tokens.ts';
import { confusableKey } from '../../src/reading/names/confusable-key.ts';
import { mixedScriptWord, skeleton, withoutStrokes } from '../../src/reading/names/confusables.ts';
import { fold, foldedWords } from '../../src/reading/names/fold.ts';
import { isSimilarName, nameKey } from '../../src/reading/names/name-key.ts';
import { townsIn } from '../../src/reading/places/at-town.ts';
import { findMunicipalities, municipalitiesNamed } from '../../src/reading/places/find-municipalities.ts';
import { findPlace } from '../../src/reading/places/find-place.ts';
import { placeKey } from '../../src/reading/places/place-key.ts';
import { isAreaName, readDepartments } from '../../src/reading/places/read-departments.ts';
import { readPlace } from '../../src/reading/places/read-place.ts';
import { withoutName } from '../../src/reading/places/without-name.ts';
import { hedge, withoutUnits } from '../../src/reading/quantities/quantity-words.ts';
import { readQuantity } from '../../src/reading/quantities/read-quantity.ts';
import { readName } from '../../src/reading/read-name.ts';
import { readWhen } from '../../src/reading/when/read-when.ts';
import { translator } from '../../src/texts/translator.ts';

export type Reader = (typed: string) => unknown;

const context = { now: new Date('2026-09-16T07:00:00Z'), timeZone: 'Europe/Paris', locale: 'fr' } as const;
const { now, timeZone, locale } = context;
const t = translator(locale, timeZone);
const unknown = { user: () => null, channel: () => null, role: () => null };
const region = { name: 'Picardie', departments: ['02', '60', '80'] };
const quiet = { from: '20:00', to: '08:00' };
const [beauvais] = findMunicipalities('Beauvais', { limit: 1 });
if (!beauvais) throw new Error('no Beauvais');

const definitions = commandDefinitions(composeRegistry().commands);

/** A question of each kind in the survey, as it stands when it is asked first. */
const kinds: readonly QuestionnaireKind[] = ['event', 'organisation', 'absence'];
const questions = new Map(
  kinds.flatMap((kind) =>
    QUESTIONS[kind].map((question) => [
      question.kind,
      { question, step: stepAt({ id: 'sheet', kind, answers: {} }, question) },
    ]),
  ),
);
/** The most options that the words after a command can be sorted into. */
const options = definitions.map((one) => one.options).reduce((most, one) => (one.length > most.length ? one : most));

function ranked(typed: string) {
  const { question, step } = questions.get('ranking') ?? {};
  if (question?.kind !== 'ranking' || !step) throw new Error('the survey ranks nothing');
  return readRanking({ ...step, question, soFar: null }, typed, locale);
}

/** Everything that reads typed text: its file and its name, and after them which of several it does. */
export const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['src/chat/address.ts addressesIn', addressesIn],
  ['src/platforms/slack/command-values.ts readableText', readableText],
  ['src/chat/address.ts parseUrl', parseUrl],
  ['src/chat/address.ts webAddress', (typed) => webAddress(`https://${typed}`)],
  ['src/chat/cut.ts cut', (typed) => cut(typed, 3_000)],
  ['src/chat/cut.ts cutAtWord', (typed) => cutAtWord(typed, 3_000)],
  ['src/chat/cut.ts pieces', (typed) => pieces(typed, 2_000)],
  ['src/chat/cut.ts quotedBack', quotedBack],
  ['src/chat/formatted/cut-point.ts cutPoint', (typed) => cutPoint(typed, 0, typed.length - 1)],
  ['src/chat/legible.ts legible', legible],
  ['src/reading/codes/code.ts readCode', readCode],
  ['src/reading/dates/clock-time.ts clockAt', (typed) => clockAt(typed, 0, locale, true)],
  ['src/reading/dates/date-beside.ts dateBeside', (typed) => dateBeside(typed, context)],
  ['src/reading/dates/find-moment.ts findMoment', (typed) => findMoment(typed, context)],
  ['src/reading/dates/join-picked.ts joinPicked', (typed) => joinPicked([typed, '2026-11-14T18:30'], context)],
  [
    'src/reading/dates/join-picked.ts joinPicked: as what was picked',
    (typed) => joinPicked(['samedi', typed], context),
  ],
  [
    'src/reading/dates/join-picked.ts joinPicked: as what is shown',
    (typed) => joinPicked(['samedi', '', typed], context),
  ],
  ['src/reading/dates/iso-moment.ts isoMoment', (typed) => isoMoment(typed, timeZone, true)],
  ['src/reading/dates/moment-text.ts typedForm', (typed) => typedForm(typed, t)],
  ['src/reading/dates/read-moment.ts readMoment', (typed) => readMoment(typed, context)],
  ['src/reading/dates/read-time.ts readTimeOfDay', (typed) => readTimeOfDay(typed, locale, 'evening')],
  ['src/reading/dates/relative-day.ts relativeDayAt', (typed) => relativeDayAt(typed, 0, now, timeZone)],
  ['src/reading/dates/suggest-moments.ts suggestMoments', (typed) => suggestMoments(typed, context)],
  ['src/reading/dates/tokens.ts tokens', (typed) => tokens(typed, context)],
  ['src/features/announcements/links.ts readLinks', readLinks],
  ['src/features/editions/rules.ts readYear', readYear],
  [
    'src/features/events/forms/announcement.ts readAnnouncedEvent',
    (typed) => readAnnouncedEvent({ region, now, t }, typed, { startsOn: '2026-11-01', endsOn: '2026-11-30' }),
  ],
  [
    'src/dispatch/running/read-input.ts bearsName',
    (typed) => bearsName({ value: '1', label: typed, name: `${typed} ` }, typed),
  ],
  ['src/features/menu/closest.ts closestTheme', (typed) => closestTheme(t, menu.themes, typed)],
  ['src/features/menu/themes.ts themeCalled', (typed) => themeCalled(t, typed, menu)],
  ['src/features/menu/themes.ts itemsCalled', (typed) => menu.themes.flatMap((theme) => itemsCalled(typed, theme))],
  ['src/features/events/fields/read-text.ts readLink', readLink],
  ['src/features/events/fields/read-text.ts readTitle', readTitle],
  ['src/features/events/fields/place.ts readEventPlace', (typed) => readEventPlace(typed, region)],
  ['src/features/menu/calls.ts asksWhatToDo', asksWhatToDo],
  ['src/features/menu/calls.ts isOnlyKind', isOnlyKind],
  ['src/access/personal/scrub.ts isTellingText', isTellingText],
  ['src/access/personal/scrub.ts startOf', startOf],
  ['src/features/menu/calls.ts wordsMeant', wordsMeant],
  ['src/features/organisations/rules.ts matches', (typed) => matches('Les Jardins partagés', typed)],
  ['src/features/organisations/rules.ts readMunicipality', (typed) => readMunicipality(typed, region.departments)],
  ['src/features/organisations/rules.ts readWebsite', readWebsite],
  ['src/features/people/forms/notifications.ts quietHoursForm', (typed) => quietHoursForm.readTyped(typed)],
  [
    'src/features/people/quiet-hours.ts readQuietHours',
    (typed) => readQuietHours({ from: typed, until: typed }, quiet, locale),
  ],
  ['src/features/people/rules.ts delegatedDepartments', (typed) => delegatedDepartments(typed, region.departments)],
  ['src/features/privacy/rules.ts readDays', (typed) => readDays('message', typed)],
  ['src/features/regions/rules.ts changedDepartments', (typed) => changedDepartments(region, typed, undefined)],
  ['src/features/regions/rules.ts departmentsOf', (typed) => departmentsOf(typed, 'Picardie')],
  ['src/features/regions/rules.ts findPairingCode', findPairingCode],
  ['src/features/regions/rules.ts isOnlyCodes', isOnlyCodes],
  ['src/features/regions/rules.ts readNamedRegion', readNamedRegion],
  ['src/features/regions/rules.ts isMistypedCode', isMistypedCode],
  ['src/features/regions/rules.ts readPairingCode', readPairingCode],
  ['src/features/regions/rules.ts readTypedRegion', readTypedRegion],
  ['src/documents/plain.ts sanitisedLine', inDocuments.sanitisedLine],
  ['src/documents/plain.ts sanitised', inDocuments.sanitised],
  ['src/features/reports/findings/totality.ts sentencesOfAll', sentencesOfAll],
  [
    'src/features/surveys/answering/take-together.ts takeTogether',
    (typed) =>
      takeTogether({ id: 'sheet', kind: 'organisation', answers: {} }, questionOf('relayed'), `oui, ${typed}`, context),
  ],
  ['src/features/surveys/questions/coverage.ts readCoverage', (typed) => readCoverage(null, typed, context)],
  ['src/features/surveys/questions/coverage.ts readPublicationDay', (typed) => readPublicationDay(typed, context)],
  [
    'src/features/surveys/questions/read-option.ts readOption',
    (typed) => readOption(['yes', 'no', 'dontKnow', 'mail'], typed, locale),
  ],
  ['src/reading/names/fold.ts foldedWords', foldedWords],
  ['src/features/surveys/questions/ranking.ts readRanking', ranked],
  ...[...questions].map(([kind, { step }]): [string, Reader] => [
    `src/features/surveys/questions/read-reply.ts readReply: ${kind}`,
    (typed) => readReply(step, typed, context),
  ]),
  ['src/features/surveys/questions/reading.ts splitReply', splitReply],
  ['src/features/surveys/questions/usual-words.ts saysNoMore', saysNoMore],
  ['src/features/surveys/questions/usual-words.ts saysNothing', saysNothing],
  ['src/features/surveys/questions/usual-words.ts saysNoAnswer', saysNoAnswer],
  ['src/features/surveys/questions/usual-words.ts saysSkip', saysSkip],
  ['src/features/surveys/questions/usual-words.ts saysUnknown', saysUnknown],
  ['src/reading/places/at-town.ts townsIn', townsIn],
  ['src/reading/places/find-municipalities.ts findMunicipalities', (typed) => findMunicipalities(typed)],
  ['src/reading/places/find-place.ts findPlace', (typed) => findPlace([typed, typed], region.departments)],
  ['src/reading/places/find-municipalities.ts municipalitiesNamed', (typed) => municipalitiesNamed(typed)],
  ['src/reading/places/place-key.ts placeKey', placeKey],
  ['src/reading/places/read-departments.ts isAreaName', isAreaName],
  ['src/reading/places/read-departments.ts readDepartments', readDepartments],
  ['src/reading/places/read-place.ts readPlace', (typed) => readPlace(typed, region.departments)],
  ['src/reading/places/without-name.ts withoutName', (typed) => withoutName(typed, beauvais)],
  ['src/reading/names/fold.ts fold', fold],
  ['src/reading/names/confusables.ts skeleton', skeleton],
  ['src/reading/names/confusables.ts withoutStrokes', withoutStrokes],
  ['src/reading/names/confusables.ts mixedScriptWord', mixedScriptWord],
  ['src/reading/read-name.ts readName', (typed) => readName(typed, 'name')],
  ['src/reading/names/name-key.ts isSimilarName', (typed) => isSimilarName(typed, `${typed} b`)],
  ['src/reading/names/name-key.ts nameKey', nameKey],
  ['src/reading/names/confusable-key.ts confusableKey', confusableKey],
  ['src/platforms/discord/escape.ts escapeMarkdown', escapeMarkdown],
  ['src/platforms/discord/escape.ts escapeSigns', escapeSigns],
  ['src/platforms/discord/formatted/literal.ts literalIn', literalIn],
  ['src/platforms/discord/formatted/read-marks.ts readMarks', readMarks],
  ['src/platforms/discord/formatted/read-markdown.ts readMarkdown', readMarkdown],
  [
    'src/platforms/discord/formatted/read-markdown.ts readMarkdown: and passed on to Slack',
    (typed) => splitFormatted(readMarkdown(typed), CAPACITY_ON_SLACK).map((part) => writeForSlack(part, () => '')),
  ],
  ['src/platforms/discord/formatted/references.ts addressAt', (typed) => addressAt(typed, 0, typed.length, [])],
  ['src/platforms/discord/formatted/references.ts destinationAt', (typed) => destinationAt(typed, 0, typed.length)],
  ['src/platforms/discord/formatted/references.ts referenceAt', (typed) => referenceAt(typed, 0, typed.length, [])],
  ['src/platforms/discord/one-line.ts oneLine', oneLine],
  ['src/platforms/discord/typed-text.ts plainText', (typed) => plainText(typed, '1', unknown)],
  ['src/platforms/discord/render-controls.ts labelText', (typed) => labelText(typed, 100)],
  ['src/platforms/slack/command-values.ts readValues: no option', (typed) => readValues(typed, [])],
  ['src/platforms/slack/command-values.ts readValues: many options', (typed) => readValues(typed, options)],
  ['src/platforms/slack/command-words.ts readPath: a first word', (typed) => readPath(typed, '', definitions, locale)],
  [
    'src/platforms/slack/command-words.ts readPath: what follows it',
    (typed) => readPath('/evenement', typed, definitions, locale),
  ],
  ['src/platforms/slack/formatted/read-markup.ts readSlackMarkup', readSlackMarkup],
  [
    'src/platforms/slack/formatted/read-rich-text.ts readSlackMessage: and passed on to Discord',
    (typed) => {
      const section = { type: 'rich_text_section', elements: [{ type: 'text', text: typed }] };
      const read = readSlackMessage({ blocks: [{ type: 'rich_text', elements: [section] }] });
      return splitFormatted(read, CAPACITY_ON_DISCORD).map(writeMarkdown);
    },
  ],
  ['src/platforms/slack/rich-text.ts escapeText', escapeText],
  ['src/platforms/slack/rich-text.ts hasAddress', hasAddress],
  ['src/platforms/slack/rich-text.ts unescapeText', unescapeText],
  ['src/platforms/slack/rich-text.ts leaves', (typed) => leaves(typed)],
  ['src/platforms/slack/split.ts fallbackOf', fallbackOf],
  ['src/platforms/slack/named.ts withNames', (typed) => withNames(typed, [['@U1', '@Ana']])],
  ['src/platforms/slack/typed-text.ts typedText', (typed) => typedText({ text: typed }, 'U1')],
  ['src/reading/quantities/quantity-words.ts hedge', hedge],
  ['src/reading/quantities/quantity-words.ts withoutUnits', withoutUnits],
  ['src/reading/quantities/read-quantity.ts readQuantity', (typed) => readQuantity(typed)],
  ['src/reading/addresses/read-url.ts readUrl', readUrl],
  ['src/documents/escape-markup.ts escapeMarkup', escapeMarkup],
  ['src/documents/svg.ts svgText', (typed) => svgText(0, 0, typed)],
  ['src/access/personal/spelling.ts spelt', spelt],
  ['src/access/personal/spelling.ts capitals', capitals],
  ['src/access/personal/spelling.ts aligned', aligned],
  ['src/access/personal/spelling.ts bare', bare],
  ['src/documents/text.ts unescapedText', unescapedText],
  ['src/documents/print/fonts.ts showable', showable],
  ['src/features/nation/fetch-bilan.ts readBilanLink', (typed) => readBilanLink(typed, [])],
  ['src/features/nation/from-files/csv-reader.ts readTable', readTable],
  ['src/features/nation/from-files/tables.ts columnsOf', columnsOf],
  ['src/features/nation/from-files/tables.ts readDecisions', readDecisions],
  ['src/features/nation/from-files/tables.ts readExpected', readExpected],
  ['src/features/nation/from-files/tables.ts readPublished', readPublished],
  ['src/features/nation/from-files/tables.ts readRegionTable', (typed) => readRegionTable('regions.csv', typed)],
  ['src/features/reports/documents/within-quotes.ts withinQuotes', (typed) => withinQuotes(typed, t)],
  ['src/features/journal/rules.ts readDay', (typed) => readDay(typed, context)],
  ['src/features/journal/rules.ts readFilterKey', readFilterKey],
  ['src/reading/when/read-when.ts readWhen', (typed) => readWhen({ t, now }, typed, 'when')],
]);

/** Functions in the code that read no typed text by themselves, and why. */
export const exceptions: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'reads by readWhen, and looks at its dates',
    [
      'src/features/announcements/forms.ts readMomentOf',
      'src/features/events/fields/dates.ts readSlots',
      'src/features/meetings/forms.ts readDate',
      'src/features/surveys/coordination/forms.ts readClosing',
    ],
  ],
  ['runs an expression, and each of these is judged', ['src/reading/dates/match-at.ts matchAt']],
  [
    'asks the database or a platform, and reads by those that are tried',
    [
      'src/database/migrate.ts readMigrations',
      'src/delivery/outbox/erase-store.ts findPlaces',
      'src/delivery/sender/reader-store.ts readReaders',
      'src/dispatch/running/conversation-store.ts findConversation',
      'src/dispatch/running/event-store.ts putBackEvent',
      'src/dispatch/forms/typed-text.ts placeTyped',
      'src/features/events/forms/propose.ts proposalFromMessage',
      'src/features/reports/recap/recap-content.ts readRecap',
      'src/platforms/discord/history.ts readHistory',
      'src/platforms/discord/relaying/read.ts readRelayedMessage',
      'src/platforms/discord/relaying/read.ts readSince',
      'src/platforms/slack/history.ts readHistory',
    ],
  ],
  [
    'reads what the bot itself wrote or keeps',
    [
      'src/database/backup/archive.ts readArchive',
      'src/database/backup/erased.ts readErased',
      'src/database/backup/server-dump.ts readDump',
      'src/dates/format.ts withoutSeason',
      'src/dispatch/running/kept-lists.ts readKeptList',
      'src/dispatch/messages/kept-message.ts parseMessage',
      'src/dispatch/forms/submitted-values.ts splitAtColon',
      'src/features/reports/aggregates/aggregate.ts probableDay',
      'src/trial/world-store.ts readSavedTrial',
    ],
  ],
  ['reads what whoever runs the bot wrote, of which the size is bounded', ['src/secret-files.ts readSecretFiles']],
  [
    'puts a text into a message or a document as it is',
    [
      'src/chat/message.ts field',
      'src/chat/message.ts heading',
      'src/chat/message.ts note',
      'src/chat/message.ts text',
      'src/chat/message.ts typingNote',
      'src/dispatch/receiving/which-region.ts whichRegion',
      'src/dispatch/running/words.ts tooLong',
      'src/features/menu/messages.ts closestMessage',
      'src/features/reports/messages/documents.ts documentsMessage',
      'src/features/reports/messages/documents.ts documentsSent',
      'src/features/menu/messages.ts helpMessage',
      'src/documents/outline.ts paragraphPart',
      'src/documents/outline.ts subheadingPart',
      'src/features/surveys/asking/messages/conversation.ts nothingAskedMessage',
      'src/features/surveys/asking/messages/conversation.ts tooLateMessage',
      'src/platforms/slack/rich-text.ts plain',
      'src/platforms/slack/message-files.ts sentences',
    ],
  ],
]);
