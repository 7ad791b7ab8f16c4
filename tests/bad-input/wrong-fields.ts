import type { FieldInput } from '../../src/playground/local-platform.ts';

/** Something that a field refuses, and what is said of it. */
export interface Wrong {
  /** The value to put in; null where the field is left empty. */
  readonly typed: string | null;
  readonly says: string;
}

/** Letters of two alphabets in a word, no date, no number, no address: whatever reads its text refuses it. */
export const NONSENSE = 'Jаrdins quand il fera beau';

/** Words that nobody chooses anything by are kept as they are. */
export const FREE = null;
/** A name by which others choose. */
export const NAME: Wrong = { typed: NONSENSE, says: 'mêle des lettres de plusieurs alphabets' };
const DATE: Wrong = { typed: NONSENSE, says: NONSENSE };
const HOUR: Wrong = { typed: 'bientôt', says: "Je n'ai pas compris l'heure « bientôt »" };
const ADDRESS: Wrong = { typed: 'notre page', says: '« notre page »' };
const COMMUNE: Wrong = { typed: 'Nulle-Part-les-Oies', says: '« Nulle-Part-les-Oies »' };
const NUMBER: Wrong = { typed: 'beaucoup', says: '« beaucoup »' };
const YEAR: Wrong = { typed: '1820', says: "L'année s'écrit en quatre chiffres" };
const DEPARTMENT: Wrong = { typed: 'Nord', says: "59 : ce n'est pas un département de la région" };
/** A code whose try is counted, so that a message tells of it, below no field. */
const CODE: Wrong = { typed: 'ABCD2345', says: "Ce code n'est pas le bon" };
/** A name that nobody has. */
const SOMEBODY: Wrong = { typed: 'Personne du tout', says: '« Personne du tout »' };
/** The bot's own account. */
export const BOT: Wrong = { typed: null, says: 'est un robot' };

export interface WrongForm {
  /** Its fields into which text is typed, and those of the others in which something can be wrong. */
  readonly fields: Readonly<Record<string, Wrong | typeof FREE>>;
  /** The choices in other fields, so that something can be wrong with these. */
  readonly beside?: Readonly<Record<string, FieldInput>>;
  /** The value that puts it right, where this form takes another one than the others; null where none does. */
  readonly right?: Readonly<Record<string, FieldInput>> | null;
}

const DAYS: Wrong = { typed: 'longtemps', says: '« longtemps » : donnez un nombre de jours' };

const announcement = { text: FREE, links: ADDRESS };
const proposal = { title: NAME, when: DATE, place: COMMUNE, pitch: FREE, contact: FREE };
const organisation = { name: NAME, municipality: COMMUNE, website: ADDRESS };
const quietHours = { fields: { from: HOUR, until: HOUR }, right: { from: '21h', until: '7h' } };

const REGION_WITHOUT_BOT = {
  ...{ name: 'sans-bot.csv', type: 'text/csv' },
  bytes: Buffer.from('region;year;events\nCorse;2026;5'),
};

/** The wrong fields of each form of the bot, when something is wrong everywhere at once. */
export const wrongForms: Readonly<Record<string, WrongForm>> = {
  '/annonce diffuser': { fields: announcement },
  '/annonce programmer': { fields: { ...announcement, when: DATE } },
  '/edition ouvrir': { fields: { year: YEAR, message: FREE } },
  '/edition theme': { fields: { theme: NAME } },
  '/edition objectifs': {
    fields: { message: FREE, figure: { typed: null, says: 'donnez le chiffre et sa cible' }, target: NUMBER },
    right: { figure: ['events'] },
  },
  '/evenement proposer': { fields: proposal },
  '/evenement dupliquer': { fields: { when: DATE } },
  '/evenement reporter': { fields: { when: DATE } },
  '/evenement annuler': { fields: { reason: FREE } },
  '/kit publier': { fields: { note: FREE } },
  '/reunion programmer': { fields: { title: NAME, when: DATE, venue: FREE, agenda: FREE } },
  '/structure creer': { fields: organisation },
  '/equipe nommer': { fields: { person: BOT, department: DEPARTMENT }, beside: { role: ['DELEGATE'] } },
  '/equipe donnees': { fields: { chamber: FREE, contact: FREE } },
  '/equipe conservation': {
    fields: {
      ...{ message: DAYS, history: DAYS, file: DAYS, relay: DAYS, edition: DAYS, form: DAYS, received: DAYS },
    },
    right: {
      ...{ message: '90', history: '365', file: '365', relay: '365', edition: '1825', form: '14', received: '7' },
    },
  },
  '/nation recevoir': {
    fields: { link: { typed: NONSENSE, says: "Ce n'est pas l'adresse d'un bilan" } },
    beside: { files: [REGION_WITHOUT_BOT] },
    right: { link: '' },
  },
  '/nation ecrire': { fields: announcement },
  '/nation saisir': {
    fields: {
      ...{
        region: FREE,
        departments: FREE,
        ideas: FREE,
        events: NUMBER,
        events_previous: NUMBER,
        participants: NUMBER,
      },
      ...{ posters: NUMBER, programmesPrinted: NUMBER, media_press: NUMBER, media_radio: NUMBER, media_tv: NUMBER },
      ...{ media_web: NUMBER, budget: NUMBER, budget_own: NUMBER, budget_external: NUMBER },
    },
    right: {
      ...{ events: '12', events_previous: 'environ 9', participants: '+ de 500', posters: '40', programmesPrinted: '' },
      ...{ media_press: '3', media_radio: '1', media_tv: 'sans objet', media_web: '4' },
      ...{ budget: '3 000 €', budget_own: '1 000', budget_external: '2 000' },
    },
  },
  '/profil notifications': quietHours,
  '/installer': { fields: { region: NAME } },
  '/passerelle lier': { fields: { name: NAME }, beside: { relay: '' } },
  'relay-offered': { fields: { name: NAME }, beside: { relay: '' } },
  '/questionnaire lancer': { fields: { closing: DATE } },
  '/questionnaire prolonger': { fields: { closing: DATE } },
  '/chiffres saisir': {
    fields: { value: NUMBER, detail: NAME, year: YEAR, note: FREE },
    ...{ beside: { figure: ['budgetLine'] }, right: { year: '' } },
  },
  'announcement-write': { fields: announcement },
  'nation-call-write': { fields: announcement },
  'announcement-when': { fields: { when: DATE } },
  'announcement-correct': { fields: announcement },
  'announcement-relay': { fields: { howMany: NUMBER } },
  'event-ask': { fields: { question: FREE } },
  'event-refuse': { fields: { reason: FREE } },
  'queue-ask': { fields: { question: FREE } },
  'queue-refuse': { fields: { reason: FREE } },
  'event-complete': {
    fields: {
      ...{ description: FREE, audience: FREE, price: FREE, accessibility: FREE, link: ADDRESS },
      ...{ invitedOfficials: FREE, when: DATE },
    },
  },
  'finding-event': { fields: proposal },
  'event-edit': { fields: proposal },
  'event-answer': { fields: { answer: FREE } },
  'event-postpone': { fields: { when: DATE } },
  'event-cancel': { fields: { reason: FREE } },
  'event-duplicate': { fields: { when: DATE } },
  'meeting-move': { fields: { when: DATE, venue: FREE } },
  'organisation-create': { fields: organisation },
  'link-code': { fields: { code: CODE }, right: null },
  'quiet-hours': quietHours,
  'setup-change': { fields: { region: NAME } },
  'finding-note': { fields: { note: FREE } },
  'bilan-review': { fields: { answerBy: DATE }, right: { answerBy: '12 décembre' } },
  'press-add': { fields: { title: FREE, outlet: FREE, publishedOn: DATE, link: ADDRESS } },
  'press-correct': { fields: { title: FREE, outlet: FREE, publishedOn: DATE, link: ADDRESS } },
  'bilan-comment': { fields: { text: FREE } },
  'finding-figure': { fields: { value: NUMBER } },
  'bilan-sentence': { fields: { text: FREE } },
  'bilan-write': { fields: { text: FREE } },
  'survey-write': { fields: { reply: ADDRESS } },
  'survey-write-long': { fields: { reply: FREE } },
  'survey-all-event': {
    fields: { newDay: DATE, attendance: { typed: '12', says: 'Cette question ne se pose plus' } },
    ...{ beside: { held: ['postponed'] }, right: { newDay: 'samedi 12 décembre', attendance: '' } },
  },
  'survey-all-organisation': {
    fields: {
      ...{ coverageItems: { typed: 'partout', says: "S'agit-il de presse" }, siteLinkAddress: ADDRESS },
      ...{ relayedReach: NUMBER, contactsWith: FREE, idea: FREE },
    },
    beside: { coverage: ['yes'], siteLink: ['yes'], relayed: ['yes'], contacts: ['yes'] },
    right: { coverageItems: 'Le Courrier, presse', siteLinkAddress: 'www.exemple.fr', relayedReach: '12' },
  },
  'survey-ask': { fields: { asked: FREE } },
  'survey-reply': { fields: { reply: FREE } },
  'survey-media': { fields: { outlet: FREE, publishedOn: DATE, link: ADDRESS } },
  'survey-postpone': { fields: { when: DATE } },
  'journal-filter': { fields: { name: SOMEBODY, day: DATE }, right: { name: '', day: '12 novembre' } },
  seek: { fields: { words: FREE } },
};
