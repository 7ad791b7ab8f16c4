import type { MentionFact } from '../surveys/facts.ts';
import { mediaItemKey } from '../surveys/questions/coverage.ts';
import { MEDIUMS, type Medium } from '../surveys/questions/options.ts';
import type { EditionFacts } from './facts.ts';

export type CountByMedium = Readonly<Record<Medium, number>>;

export interface OrganisationCoverage {
  readonly organisation: string;
  readonly name: string;
  readonly count: CountByMedium;
  readonly items: readonly MentionFact[];
}

export interface MediaSummary {
  /** Counts each item once, whoever declared it. */
  readonly total: number;
  readonly count: CountByMedium;
  /** In the order in which the organisations answered. The same item may be listed for two of them. */
  readonly byOrganisation: readonly OrganisationCoverage[];
  /** Items declared by several organisations. */
  readonly shared: readonly { readonly item: MentionFact; readonly organisations: readonly string[] }[];
}

/** The facts that what the media said is counted from. */
export type MediaFacts = Pick<EditionFacts, 'organisations' | 'organisationQuestionnaires' | 'mentions'>;

export function summariseMedia(facts: MediaFacts): MediaSummary {
  const byKey = grouped(facts.mentions, mediaItemKey);
  const byOrganisation = grouped(facts.mentions, ({ organisation }) => organisation);
  const names = new Map(facts.organisations.map(({ id, name }) => [id, name]));
  const distinct = [...byKey.values()].flatMap(([first]) => (first === undefined ? [] : [first]));
  const shared = [...byKey.values()].flatMap((same) => {
    const organisations = [...new Set(same.map(({ organisation }) => organisation))];
    const [item] = same;
    return item !== undefined && organisations.length > 1 ? [{ item, organisations }] : [];
  });
  return {
    total: distinct.length,
    count: countMedia(distinct),
    byOrganisation: inAnsweringOrder(facts).map((organisation) => {
      const items = onceEach(byOrganisation.get(organisation) ?? []);
      return { organisation, name: names.get(organisation) ?? organisation, count: countMedia(items), items };
    }),
    shared,
  };
}

function grouped(
  mentions: readonly MentionFact[],
  keyOf: (mention: MentionFact) => string,
): ReadonlyMap<string, readonly MentionFact[]> {
  const groups = new Map<string, MentionFact[]>();
  for (const mention of mentions) {
    const key = keyOf(mention);
    const group = groups.get(key);
    if (group) group.push(mention);
    else groups.set(key, [mention]);
  }
  return groups;
}

function countMedia(items: readonly { readonly medium: Medium }[]): CountByMedium {
  const count = (medium: Medium) => items.filter((item) => item.medium === medium).length;
  return { press: count('press'), radio: count('radio'), tv: count('tv'), web: count('web') };
}

export function mediaTotal(count: CountByMedium): number {
  return MEDIUMS.reduce((sum, medium) => sum + count[medium], 0);
}

function inAnsweringOrder(facts: MediaFacts): readonly string[] {
  const spokenOf = new Set(facts.mentions.map(({ organisation }) => organisation));
  const answered = [...facts.organisationQuestionnaires]
    .filter(({ organisation }) => spokenOf.has(organisation))
    .sort((a, b) => byDay(a.answeredOn, b.answeredOn))
    .map(({ organisation }) => organisation);
  // A coordinator may have logged items about organisations that weren't asked.
  return [...new Set([...answered, ...spokenOf])];
}

/** Sorts by day; an entry without a day comes last. */
function byDay(a: string | null, b: string | null): number {
  const [one, other] = [a ?? '9999', b ?? '9999'];
  return one < other ? -1 : Number(one > other);
}

function onceEach(items: readonly MentionFact[]): readonly MentionFact[] {
  return [...new Map(items.map((item) => [mediaItemKey(item), item])).values()];
}
