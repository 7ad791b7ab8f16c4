import { describe, expect, it } from 'vitest';
import { allTexts, type Locale, locales } from '../../src/texts/index.ts';

/** Words by which a text would say of a message of the bot that it was sent, or is, or that somebody knows of something. */
const CLAIMS: Readonly<Record<Locale, RegExp>> = {
  fr: /envoyée?s?(?!\p{L})|(?<!\p{L})(?:prévenu|informé|averti)|je (?:vous |le |la |les |lui |leur )+(?:dis|envoie|écris|préviens)|(?:va|vont) le savoir|le (?:disent|dit)(?!\p{L})|viens d'écrire|j'ai (?:demandé|écrit|prévenu|envoyé)|c'est parti(?!\p{L})|vous attend (?:sur|dans)|effacés?(?!\p{L})/iu,
  en: /\bsent\b|\b(?:is|are|was|were|been|be) (?:told|informed|deleted)\b|\bI (?:am (?:telling|sending)|tell|told|send|have (?:just )?(?:asked|written|told|sent))\b|\bis waiting for you (?:on|in)\b|\boff (?:it goes|they go)/iu,
};

/** The reason why each of these claims is true when it is read. */
const TRUE: Readonly<Record<string, readonly string[]>> = {
  'read from the delivery, which the platform took': [
    'announcements.state.sent',
    'announcements.state.nobody',
    'common.whereabouts.sent',
    'common.whereabouts.sentSomeDay',
    'kits.follow.count',
  ],
  'tells of documents that are in the copy only where the delivery says that they were sent': [
    'privacy.export.inside',
    'register.how.access',
  ],
  'read from the delivery, which may have been taken': ['announcements.state.unknown'],
  'says that something was not sent': [
    'announcements.errors.left',
    'announcements.heldBack.notice',
    'announcements.heldBack.told',
    'announcements.list.heldBack',
    'events.review.notSent',
    'events.unsent.title',
    'events.waits.unsent',
    'events.waits.unsentMany',
    'kits.follow.notSent',
    'kits.follow.tooLate',
    'reports.publish.recapsWait',
    'reports.recap.unsent',
    'surveys.known.kitNeverSent',
    'surveys.known.logoNeverSent',
    'tallies.line.noQuestionnaires',
  ],
  'says what will be done, before it is confirmed': [
    'announcements.withdraw.confirm',
    'events.cancel.what',
    'events.cohost.endTold',
    'events.postpone.told',
    'events.postpone.unchanged',
    'events.stillOpen.undecided',
    'events.undecide.accepted',
    'events.undecide.refused',
    'meetings.cancel.confirm',
    'regions.withheld.check',
    'surveys.decline.done',
    'surveys.state.planned',
  ],
  'is about messages that the reader holds, or that stand': ['announcements.form.correctHint', 'kits.errors.notYours'],
  'tells what a law or a rule asks for, in a document': [
    'register.how.erase',
    'register.how.informed',
    'register.right.informed',
    'register.terms.purge',
  ],
  'says where somebody is written to from now on': ['regions.check.keptOut', 'surveys.private.opening'],
  'counts what was sent to somebody before': ['kits.waiting'],
  'tells in the journal what somebody asked for, not what became of it': [
    'announcements.journal.resent',
    'common.journal.nationWithdrawn',
    'relays.journal.resent',
  ],
  'is about what readers were sent before, whose delivery is looked at': [
    'reports.notice.heldDraft',
    'reports.review.careful',
  ],
  'names what can be followed, or chosen': [
    'announcements.send.follow',
    'people.command.notifications',
    'people.notifications.always',
    'people.notifications.intro',
    'reports.figure.questionnairesSent',
  ],
  'is about what the reader sent or wrote': [
    'common.form.interrupted',
    'common.form.interruptedDone',
    'common.meanwhile.mine',
    'nation.call.dropped',
    'common.errors.enough',
    'reports.document.photosLeft',
    'reports.photos.unnamedWords',
    'reports.choices.standing.few',
    'reports.choices.standing.unreadable',
    'reports.photos.words',
  ],
  'is about what is kept of the reader, not about a message': [
    'privacy.data.backups',
    'privacy.done.begun',
    'privacy.done.words',
    'privacy.erased.text',
    'privacy.errors.gone',
    'privacy.settings.giveContact',
    'privacy.settings.nothingPurged',
    'privacy.settings.purged',
    'maintenance.restore.erased',
  ],
  'names a kind of data': ['privacy.kept.form', 'register.data.Conversation', 'register.kept.form'],
  'is about answers': ['tallies.line.few'],
};

const known = new Set(Object.values(TRUE).flat());

describe.each(locales)('what a text in %s says to have been told to somebody', (locale) => {
  const claiming = [...allTexts(locale)].flatMap(([key, text]) => (CLAIMS[locale].test(text) ? [key] : []));

  it('is either known from the delivery, or about something else: each is in the table, with its reason', () => {
    expect(claiming.filter((key) => !known.has(key))).toEqual([]);
  });

  it.each([
    { fr: 'Kit envoyé à 3 structures.', en: 'Kit sent to 3 organisations.' },
    { fr: 'Claire est nommée, et je le lui dis.', en: 'Claire is named, and I am telling them.' },
    { fr: 'La structure est prévenue.', en: 'The organisation is informed.' },
    { fr: 'La coordination va le savoir.', en: 'The coordinators were told.' },
    { fr: "C'est parti : 2 messages en route.", en: 'Off they go: 2 messages.' },
    { fr: "Je viens d'écrire à Claire.", en: 'I have just written to Claire.' },
    { fr: '« Bal » vous attend dans votre conversation.', en: '“Bal” is waiting for you in your conversation.' },
  ])('would be found: $fr', (said) => {
    expect(said[locale]).toMatch(CLAIMS[locale]);
  });
});

it('the table names no text that says nothing of the kind any more', () => {
  const claims = (key: string) =>
    locales.some((locale) => CLAIMS[locale].test([...allTexts(locale)].find(([one]) => one === key)?.[1] ?? ''));
  expect([...known].filter((key) => !claims(key))).toEqual([]);
});
