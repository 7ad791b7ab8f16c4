import { fold } from '../../../reading/index.ts';
import type { MentionFact, PressDetails } from '../../surveys/facts.ts';
import { mediaItemKey, mentionKey } from '../../surveys/questions/coverage.ts';
import { MEDIUMS, type Medium } from '../../surveys/questions/options.ts';
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

/** An entry of the press review: one media item, whoever it is about. */
export interface PressEntry {
  readonly item: MentionFact;
  readonly press: PressDetails;
  /** The names of the organisations that it is about. */
  readonly organisations: readonly string[];
}

/** The facts from which the media coverage is counted. */
export type MediaFacts = Pick<EditionFacts, 'organisations' | 'organisationQuestionnaires' | 'mentions'>;

export function summariseMedia(facts: MediaFacts): MediaSummary {
  const mentions = withKnownLinks(facts.mentions);
  const byKey = grouped(mentions, mentionKey);
  const byOrganisation = grouped(mentions, ({ organisation }) => organisation);
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

/** An article or a broadcast that somebody tells more of than its outlet and day. */
interface KnownItem {
  readonly link: string | null;
  readonly press: PressDetails | null;
  /** Its titles as they are compared; there may be none. */
  readonly titles: Set<string>;
}

/**
 * Gives an item without a link or a title those of the same one, where somebody else tells them: where the press review knows its link,
 * or where only one item of that outlet, kind and day can be meant. Whoever reads the file then counts it once, as it is counted here.
 */
function withKnownLinks(mentions: readonly MentionFact[]): readonly MentionFact[] {
  const keys = new Set(mentions.filter(({ link }) => link !== null).map(mediaItemKey));
  const reviewed = mentions.map((item) => {
    const link = item.link ?? item.press?.link ?? null;
    return item.link === null && keys.has(mediaItemKey({ ...item, link })) ? { ...item, link } : item;
  });
  const linked = linkedItems(reviewed);
  const titled = reviewed.map((item) => {
    // One whose link the press review knows is no other article of that outlet and day.
    if (item.link !== null || item.press === undefined || item.press.link !== null) return item;
    return { ...item, link: linkOfTitle(linked.get(mediaItemKey(item)) ?? [], titleIn(item.press)) };
  });
  const known = new Map([...linkedItems(titled)].map(([alike, items]) => [alike, [...items]]));
  for (const item of onceEach(titled)) {
    if (item.link !== null || item.press === undefined) continue;
    const alike = mediaItemKey(item);
    const { press } = item;
    known.set(alike, [...(known.get(alike) ?? []), { link: null, press, titles: new Set([titleIn(press)]) }]);
  }
  return titled.map((item) => {
    if (item.link !== null || item.press !== undefined) return item;
    const [only, ...others] = known.get(mediaItemKey(item)) ?? [];
    if (only === undefined || others.length > 0) return item;
    return only.press === null ? { ...item, link: only.link } : { ...item, link: only.link, press: only.press };
  });
}

/** Returns the items that have a link and a day, each once, by the key that those alike have without one. */
function linkedItems(mentions: readonly MentionFact[]): ReadonlyMap<string, readonly KnownItem[]> {
  const dated = mentions.filter(({ link, publishedOn }) => link !== null && publishedOn !== null);
  const byAlike = grouped(dated, (item) => mediaItemKey({ ...item, link: null }));
  const each = (alike: readonly MentionFact[]) =>
    [...grouped(alike, mediaItemKey).values()].flatMap((same): readonly KnownItem[] => {
      const titles = new Set(same.flatMap(({ press }) => (press === undefined ? [] : [titleIn(press)])));
      return same.slice(0, 1).map(({ link }) => ({ link, press: null, titles }));
    });
  return new Map([...byAlike].map(([alike, items]) => [alike, each(items)]));
}

/** Returns the link of the one that has this title, or of the only one where its title isn't known; null for none. */
function linkOfTitle(alike: readonly KnownItem[], title: string): string | null {
  const [only, ...others] = alike.filter(({ titles }) => titles.has(title));
  if (only !== undefined) return others.length === 0 ? only.link : null;
  const [one, ...more] = alike;
  return one !== undefined && more.length === 0 && one.titles.size === 0 ? one.link : null;
}

function titleIn({ title }: PressDetails): string {
  return fold(title).trim();
}

/** Returns the press review, each item once: by medium, then by day, those without a day last. */
export function pressReview({ byOrganisation }: Pick<MediaSummary, 'byOrganisation'>): readonly PressEntry[] {
  const entries = new Map<string, PressEntry>();
  for (const { items } of byOrganisation) {
    for (const item of items) {
      const key = mentionKey(item);
      const known = entries.get(key);
      // Where two are about one item, the first counts, with the event that either names.
      if (item.press && !known) entries.set(key, { item, press: item.press, organisations: [] });
      else if (item.press && known?.press.event === null)
        entries.set(key, { ...known, press: { ...known.press, event: item.press.event } });
    }
  }
  for (const { name, items } of byOrganisation) {
    for (const item of items) {
      const entry = entries.get(mentionKey(item));
      if (entry)
        entries.set(mentionKey(item), { ...entry, organisations: [...new Set([...entry.organisations, name])] });
    }
  }
  return [...entries.values()].sort(
    ({ item: a }, { item: b }) =>
      MEDIUMS.indexOf(a.medium) - MEDIUMS.indexOf(b.medium) || byDay(a.publishedOn, b.publishedOn),
  );
}

/** Returns the media items of which nothing but outlet and day is known, with their organisations. The others are in the press review. */
export function unreviewedItems({
  byOrganisation,
}: Pick<MediaSummary, 'byOrganisation'>): readonly { readonly name: string; readonly item: MentionFact }[] {
  const reviewed = new Set(pressReview({ byOrganisation }).map(({ item }) => mentionKey(item)));
  return byOrganisation.flatMap(({ name, items }) =>
    items.filter((item) => !reviewed.has(mentionKey(item))).map((item) => ({ name, item })),
  );
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
  const once = new Map<string, MentionFact>();
  // An item keeps its words from the press review when the same item comes without them.
  for (const item of items) {
    const key = mentionKey(item);
    if (item.press || !once.get(key)?.press) once.set(key, item);
  }
  return [...once.values()];
}
