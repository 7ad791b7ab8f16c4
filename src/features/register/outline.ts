import { describedTables, personalColumns, type Term } from '../../access/personal/columns.ts';
import { daysOf, fixedTerms, settableTermNames } from '../../access/region/terms.ts';
import {
  type Chapter,
  listParts,
  type Outline,
  type Part,
  paragraphPart,
  subheadingPart,
  tableParts,
} from '../../documents/outline.ts';
import { traitsOf } from '../../platforms/registered.ts';
import type { TextKey } from '../../texts/index.ts';
import type { Translator } from '../../texts/translator.ts';
import { durationText } from '../privacy/words.ts';
import type { RegisterFacts } from './facts.ts';

/** The purposes of data, in the order in which they are told. 'consent' is a part of 'survey' that has a basis of its own. */
export const USES = [
  'account',
  'organise',
  'programme',
  'inform',
  'survey',
  'consent',
  'relay',
  'files',
  'access',
] as const;

/** The rights, in the order in which they are told. */
export const RIGHTS = ['informed', 'access', 'rectify', 'erase', 'withdraw', 'object', 'complain'] as const;

/** Every term that can be told in days, in the order in which they are told. */
export const TERMS = [...settableTermNames, ...(Object.keys(fixedTerms) as (keyof typeof fixedTerms)[])] as const;

/** Writes the register of processing of a region. */
export function registerOutline(t: Translator, facts: RegisterFacts): Outline {
  const { region, chamber, contact, at } = facts;
  const chapters: readonly (readonly [id: string, parts: readonly Part[]])[] = [
    ['who', whoParts(t, facts)],
    ['uses', usesParts(t, facts)],
    ['data', USES.flatMap((use) => dataParts(t, facts, use))],
    ['terms', termsParts(t, facts)],
    ['recipients', recipientsParts(t, facts)],
    ['transfers', transfersParts(t, facts)],
    ['rights', rightsParts(t)],
    ['security', securityParts(t, facts)],
    ['todo', todoParts(t, facts)],
  ];
  return {
    title: t.text('register.title', { region }),
    subtitle: t.text('register.subtitle', { chamber, when: t.date(at) }),
    notices: contact === null ? [t.text('register.notice.contact')] : [],
    chapters: chapters.map(([id, parts]): Chapter => {
      return { id, title: t.text(`register.chapter.${id}` as TextKey), parts };
    }),
  };
}

const titles = ({ platforms }: RegisterFacts) => platforms.map((name) => traitsOf(name).title);

/** Returns how texts name the platforms to which the region is tied. */
function platformsOf(t: Translator, facts: RegisterFacts) {
  return { platforms: t.list(titles(facts)), anyPlatform: t.either(titles(facts)) };
}

function whoParts(t: Translator, facts: RegisterFacts): readonly Part[] {
  const { region, chamber, contact, at } = facts;
  return tableParts(
    [t.text('register.head.point'), t.text('register.head.fact')],
    [
      [t.text('register.who.chamber'), chamber],
      [t.text('register.who.contact'), contact ?? t.text('register.who.noContact')],
      [t.text('register.who.region'), region],
      [t.text('register.who.treatment'), t.text('register.who.treatmentText', platformsOf(t, facts))],
      [t.text('register.who.date'), t.date(at)],
    ],
  );
}

function usesParts(t: Translator, facts: RegisterFacts): readonly Part[] {
  return tableParts(
    [t.text('register.head.what'), t.text('register.head.data'), t.text('register.head.basis')],
    USES.map((use) => [
      t.text(`register.use.${use}`),
      t.text(`register.which.${use}`, platformsOf(t, facts)),
      t.text(`register.basis.${use}`),
    ]),
  );
}

/** Returns the tables that tell something of somebody, by what they are for. */
export function tablesFor(use: string): readonly string[] {
  return Object.keys(describedTables).filter(
    (table) => describedTables[table]?.purpose === use && personalColumns.some((column) => column.table === table),
  );
}

function dataParts(t: Translator, { days }: RegisterFacts, use: (typeof USES)[number]): readonly Part[] {
  if (use === 'consent') return [];
  const people = t.text(`register.people.${use}`);
  const rows = tablesFor(use).map((table) => {
    const kept = describedTables[table]?.kept as Term;
    const counted = daysOf(kept, days);
    return [
      t.text(`register.data.${table}` as TextKey),
      people,
      t.text(`register.term.${kept}`, { duration: counted === null ? '' : durationText(t, counted) }),
    ];
  });
  const head = [t.text('register.head.kept'), t.text('register.head.people'), t.text('register.head.term')];
  return [subheadingPart(t.text(`register.use.${use}`)), ...tableParts(head, rows)];
}

function termsParts(t: Translator, facts: RegisterFacts): readonly Part[] {
  const set = { ...fixedTerms, ...facts.days };
  return [
    ...tableParts(
      [t.text('register.head.kept'), t.text('register.head.term')],
      [
        ...TERMS.map((term) => [t.text(`register.kept.${term}`, platformsOf(t, facts)), durationText(t, set[term])]),
        ...(facts.logDays === null ? [] : [[t.text('register.kept.log'), durationText(t, facts.logDays)]]),
      ],
    ),
    paragraphPart(t.text('register.terms.purge')),
  ];
}

function recipientsParts(t: Translator, { chamber, platforms }: RegisterFacts): readonly Part[] {
  return [
    ...listParts([
      t.text('register.recipients.coordination', { chamber }),
      t.text('register.recipients.delegates'),
      t.text('register.recipients.members'),
      t.text('register.recipients.public'),
      ...platforms.map((name) => t.text('register.recipients.platform', { platform: traitsOf(name).title })),
      t.text('register.recipients.host'),
    ]),
    paragraphPart(t.text('register.recipients.nobody')),
  ];
}

function transfersParts(t: Translator, { platforms }: RegisterFacts): readonly Part[] {
  return listParts([
    ...platforms.map((name) => {
      const { title, operatedFrom } = traitsOf(name);
      return t.text(`register.transfers.${operatedFrom}`, { platform: title });
    }),
    t.text('register.transfers.database'),
  ]);
}

function rightsParts(t: Translator): readonly Part[] {
  return tableParts(
    [t.text('register.head.right'), t.text('register.head.how')],
    RIGHTS.map((right) => [t.text(`register.right.${right}`), t.text(`register.how.${right}`)]),
  );
}

function securityParts(t: Translator, facts: RegisterFacts): readonly Part[] {
  return listParts([
    t.text('register.security.roles'),
    t.text('register.security.journal'),
    t.text('register.security.confirm'),
    t.text('register.security.codes'),
    t.text('register.security.files'),
    t.text('register.security.logs'),
    t.text('register.security.transport', platformsOf(t, facts)),
    t.text('register.security.backups', { days: facts.backupDays }),
  ]);
}

function todoParts(t: Translator, facts: RegisterFacts): readonly Part[] {
  return listParts([
    t.text('register.todo.host'),
    t.text('register.todo.terms', platformsOf(t, facts)),
    ...(facts.logDays === null ? [t.text('register.todo.logs')] : []),
    t.text('register.todo.disk'),
    t.text('register.todo.dpo'),
  ]);
}
