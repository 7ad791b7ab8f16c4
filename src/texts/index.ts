import { IntlMessageFormat } from 'intl-messageformat';
import announcementsEn from './en/announcements.json' with { type: 'json' };
import commonEn from './en/common.json' with { type: 'json' };
import editionsEn from './en/editions.json' with { type: 'json' };
import eventsEn from './en/events.json' with { type: 'json' };
import kitsEn from './en/kits.json' with { type: 'json' };
import meetingsEn from './en/meetings.json' with { type: 'json' };
import menuEn from './en/menu.json' with { type: 'json' };
import organisationsEn from './en/organisations.json' with { type: 'json' };
import peopleEn from './en/people.json' with { type: 'json' };
import platformsEn from './en/platforms.json' with { type: 'json' };
import regionsEn from './en/regions.json' with { type: 'json' };
import reportsEn from './en/reports.json' with { type: 'json' };
import surveysEn from './en/surveys.json' with { type: 'json' };
import talliesEn from './en/tallies.json' with { type: 'json' };
import trialEn from './en/trial.json' with { type: 'json' };
import announcements from './fr/announcements.json' with { type: 'json' };
import common from './fr/common.json' with { type: 'json' };
import editions from './fr/editions.json' with { type: 'json' };
import events from './fr/events.json' with { type: 'json' };
import kits from './fr/kits.json' with { type: 'json' };
import meetings from './fr/meetings.json' with { type: 'json' };
import menu from './fr/menu.json' with { type: 'json' };
import organisations from './fr/organisations.json' with { type: 'json' };
import people from './fr/people.json' with { type: 'json' };
import platforms from './fr/platforms.json' with { type: 'json' };
import regions from './fr/regions.json' with { type: 'json' };
import reports from './fr/reports.json' with { type: 'json' };
import surveys from './fr/surveys.json' with { type: 'json' };
import tallies from './fr/tallies.json' with { type: 'json' };
import trial from './fr/trial.json' with { type: 'json' };

export type Locale = 'fr' | 'en';
export const locales = ['fr', 'en'] as const satisfies readonly Locale[];

/** French is the language the texts are written in first: its keys are the keys. */
const french = {
  announcements,
  common,
  editions,
  events,
  kits,
  meetings,
  menu,
  organisations,
  people,
  platforms,
  regions,
  reports,
  surveys,
  tallies,
  trial,
};
type Feature = keyof typeof french;
type Texts = { readonly [F in Feature]: Readonly<Record<keyof (typeof french)[F], string>> };
const english: Texts = {
  announcements: announcementsEn,
  common: commonEn,
  editions: editionsEn,
  events: eventsEn,
  kits: kitsEn,
  meetings: meetingsEn,
  menu: menuEn,
  organisations: organisationsEn,
  people: peopleEn,
  platforms: platformsEn,
  regions: regionsEn,
  reports: reportsEn,
  surveys: surveysEn,
  tallies: talliesEn,
  trial: trialEn,
};

/** `<file>.<key>`, e.g. 'events.card.title'. */
export type TextKey = { [F in Feature]: `${F}.${Extract<keyof (typeof french)[F], string>}` }[Feature];

export type TextValues = Readonly<Record<string, string | number | boolean | Date | null>>;

function flattened(texts: Texts): Map<string, string> {
  const all = new Map<string, string>();
  for (const [feature, entries] of Object.entries(texts)) {
    for (const [key, value] of Object.entries<string>(entries)) all.set(`${feature}.${key}`, value);
  }
  return all;
}

const catalogues: Readonly<Record<Locale, ReadonlyMap<string, string>>> = {
  fr: flattened(french),
  en: flattened(english),
};

const formats = new Map<string, IntlMessageFormat>();

function format(locale: Locale, key: string): IntlMessageFormat {
  const id = `${locale}:${key}`;
  const known = formats.get(id);
  if (known) return known;
  const source = catalogues[locale].get(key);
  if (source === undefined) throw new Error(`no text "${key}" in ${locale}`);
  const made = new IntlMessageFormat(source, locale === 'fr' ? 'fr-FR' : 'en-GB', undefined, { ignoreTag: true });
  formats.set(id, made);
  return made;
}

/** The text of a key in a language, its values put in. Throws for an unknown key or a missing value: a bug. */
export function textIn(locale: Locale, key: string, values: TextValues = {}): string {
  return String(format(locale, key).format({ ...values }));
}

const commandsByText = new Map<string, readonly string[]>();

/** The commands a text names: of `{command_edition_ouvrir}`, 'edition_ouvrir'. */
export function commandsIn(locale: Locale, key: string): readonly string[] {
  const id = `${locale}:${key}`;
  const known = commandsByText.get(id);
  if (known) return known;
  const source = catalogues[locale].get(key) ?? '';
  const found = [...source.matchAll(/\{command_([a-z_]+)\}/g)].map(([, argument = '']) => argument);
  commandsByText.set(id, found);
  return found;
}

export function isTextKey(key: string): key is TextKey {
  return catalogues.fr.has(key);
}

/** Every text of a language, for the tests that read them all. */
export function allTexts(locale: Locale): ReadonlyMap<string, string> {
  return catalogues[locale];
}
