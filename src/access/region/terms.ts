/** The terms that a chamber can change, by the name of their setting. */
export const settableTerms = {
  /** Texts of what was sent. What is needed for longer stays as long as an edition: where a message stands, and its outcome. */
  message: { days: 90, least: 30, most: 365 },
  /** Former versions of answers, the journal, and the course of erasures. */
  history: { days: 365, least: 90, most: 1_825 },
  /** Files that nothing shows any more. */
  file: { days: 365, least: 90, most: 1_825 },
  /** The messages of tied channels. */
  relay: { days: 365, least: 90, most: 1_825 },
  /**
   * An edition, from its end on, with all that belongs to it, organisations and accounts of which nothing has come since, and memberships
   * that ended.
   */
  edition: { days: 1_825, least: 730, most: 3_650 },
  /** Forms that were begun: they can be taken up again. */
  form: { days: 14, least: 2, most: 90 },
  /**
   * Events of a platform, which are taken in once. It repeats one for a day at most; after an outage direct conversations are read back
   * for longer (`LATELY_DAYS`), and what was dealt with then has to be recognised.
   */
  received: { days: 7, least: 7, most: 30 },
} as const;

export type SettableTerm = keyof typeof settableTerms;

export const settableTermNames = Object.keys(settableTerms) as readonly SettableTerm[];

/** The days of each term that can be changed. */
export type TermDays = Readonly<Record<SettableTerm, number>>;

/** The terms that can't be changed, in days: what they keep is needed for just so long. */
export const fixedTerms = {
  /** Codes, wrong attempts, and what is counted for a day. */
  day: 2,
  /** Two accounts that became one: they can be separated again. */
  link: 31,
  /** Reminders and the like, once they are done. */
  done: 90,
} as const;

/** Edits of messages, once they are sent: the last of them is what the message says. */
export const EDIT_DAYS = 7;

/** Terms of the annotations that go by the setting of another one, and are told in words of their own. */
const AS: Readonly<Record<string, SettableTerm>> = {
  delivery: 'message',
  membership: 'edition',
  organisation: 'edition',
  record: 'history',
};

/** The setting that a term of the annotations goes by; null where it is fixed, or rows have none. */
function settingOf(kept: string): SettableTerm | null {
  return AS[kept] ?? (kept in settableTerms ? (kept as SettableTerm) : null);
}

/** Returns for how many days rows of this term are kept; null for those that go with whom they belong to. */
export function daysOf(kept: string, days: TermDays): number | null {
  const setting = settingOf(kept);
  if (setting) return days[setting];
  return kept in fixedTerms ? fixedTerms[kept as keyof typeof fixedTerms] : null;
}
