import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeNation, nationDocuments } from '../../src/features/nation/from-files/make-nation.ts';
import type { RegionFile } from '../../src/features/nation/from-files/open-file.ts';
import { nationChangeText } from '../../src/features/nation/from-files/words.ts';
import type { EditionFacts } from '../../src/features/reports/aggregates/facts.ts';
import { fr } from '../support/demo-content.ts';
import {
  eighteen,
  expectedTable,
  factsOf,
  fileOf,
  type Invented,
  keyOf,
  signedFile,
  textOf,
} from '../support/invented-regions.ts';
import { event } from '../support/report-facts.ts';

const nothing = { regions: null, same: null, published: null, year: null };
const beside = { ...nothing, regions: expectedTable };
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const files = (all: readonly Invented[] = eighteen): Promise<RegionFile[]> =>
  Promise.all(all.map((one) => fileOf(one)));

describe('eighteen regions', () => {
  it('make what a plain sum of their numbers makes', async () => {
    const { nation, refusals } = await makeNation(await files(), beside);
    expect(refusals).toEqual([]);
    const { figures, budget, media, missing } = nation;
    expect(missing).toEqual([]);
    expect(figures.events).toMatchObject({ value: sum(eighteen.map(({ came }) => came.length)), precision: 'exact' });
    const came = eighteen.flatMap(({ came }) => came.filter((one) => one !== null));
    // Some events have no number, so the sum is a lower bound, with how many told.
    expect(figures.participants).toMatchObject({ value: sum(came), precision: 'at_least' });
    expect(figures.participants.base).toEqual({
      answered: came.length,
      asked: sum(eighteen.map(({ came: all }) => all.length)),
    });
    // One region doesn't know its posters: it is named, and the sum is a lower bound.
    expect(figures.posters).toMatchObject({
      value: sum(eighteen.map(({ posters }) => posters ?? 0)),
      precision: 'at_least',
    });
    expect(figures.posters.regions.unknown).toEqual(['Région F']);
    // A share is added up from its two parts.
    expect(figures.organisationsUsingLogo).toMatchObject({
      value: sum(eighteen.map(({ logos }) => logos.filter(Boolean).length)),
      of: sum(eighteen.map(({ logos }) => logos.length)),
      precision: 'exact',
    });
    // A mean is of those that tell, and says of how many.
    const told = eighteen.flatMap(({ budget: one }) => one ?? []);
    expect(budget.total).toMatchObject({ regions: 9, precision: 'exact' });
    expect(budget.total.mean).toBeCloseTo(sum(told.map(({ own, external }) => own + external)) / 9, 2);
    expect(budget.own.mean).toBeCloseTo(sum(told.map(({ own }) => own)) / 9, 2);
    expect(media?.press.value).toBe(sum(eighteen.map(({ articles }) => articles)));
    expect(figures.mediaMentions.value).toBe(media?.press.value);
    // A change is of those that know both editions, and where there was none before nothing is zero.
    const both = eighteen.filter(({ before }) => before !== null);
    expect(figures.events.change).toEqual({
      value: sum(both.map(({ came, before }) => came.length - (before ?? 0))),
      precision: 'exact',
      regions: 12,
    });
    expect(figures.events.previous).toEqual({
      value: sum(both.map(({ before }) => before ?? 0)),
      precision: 'exact',
      known: 12,
    });
  });

  it('tell nothing of what nobody was asked, instead of a zero', async () => {
    // No organisation was asked about the press: each region's file says 0 of 0.
    const { nation } = await makeNation(await files(), beside);
    const { organisationsMobilisingPress: asked } = nation.figures;
    expect(asked).toMatchObject({ value: null, precision: 'unknown', regions: { known: [] } });
    const [, , markdown = ''] = nationDocuments(await makeNation(await files(), beside), fr).map(({ text }) => text);
    expect(markdown).not.toContain('| Structures qui ont contacté la presse |');
  });

  it('make the same, byte for byte, in whatever order they come, also where some share events', async () => {
    // Two pairs are known to be one event each, of the third nobody has decided yet.
    const shared = [
      { title: 'Le Grand Marché', department: '09', of: [7, 8] },
      { title: 'Fête de la rivière', department: '11', of: [9, 10] },
      { title: 'Conférence en ligne', department: null, of: [11, 12] },
    ];
    const all = await Promise.all(
      eighteen.map((one, at) => {
        const more = shared
          .filter(({ of }) => of.includes(at))
          .map(({ title, department }) => event(`s-${title}`, { title, department, days: ['2026-11-28'] }));
        return fileOf(one, { facts: { events: [...factsOf(one).events, ...more] } });
      }),
    );
    const made = await makeNation(all, beside);
    expect(made.nation.figures.events).toMatchObject({
      value: sum(eighteen.map(({ came }) => came.length)) + shared.length,
      precision: 'at_least',
    });
    expect(made.nation.pairs.map(({ what, is }) => [what, is]).sort()).toEqual([
      ['Conférence en ligne', 'asked'],
      ['Fête de la rivière', 'same'],
      ['Le Grand Marché', 'same'],
    ]);
    const documents = async (some: readonly RegionFile[]) => nationDocuments(await makeNation(some, beside), fr);
    const first = nationDocuments(made, fr);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(all, { minLength: all.length }), async (shuffled) => {
        expect(await documents(shuffled)).toEqual(first);
      }),
      { numRuns: 4 },
    );
  });

  it('one altered and one late: both are named above every table, and the total says that it is partial', async () => {
    const all = await files();
    const [first] = all;
    const jws = JSON.parse(Buffer.from(first?.bytes ?? []).toString());
    const payload = Buffer.from(
      Buffer.from(jws.payload, 'base64url').toString().replace('"value": 4', '"value": 9'),
    ).toString('base64url');
    expect(payload).not.toBe(jws.payload);
    const altered = { name: '01.jws', bytes: Buffer.from(JSON.stringify({ ...jws, payload })) };
    const made = await makeNation([altered, ...all.slice(1, 17)], beside);
    expect(made.refusals.map(({ reason }) => reason)).toEqual(['altered']);
    expect(made.nation.missing).toEqual(['Région A', 'Région R']);
    expect(made.nation.figures.events).toMatchObject({
      value: sum(eighteen.slice(1, 17).map(({ came }) => came.length)),
      precision: 'at_least',
    });
    for (const { name, text } of nationDocuments(made, fr).filter(({ name: each }) => /md|html/.test(each))) {
      const tables = text.split(name === 'bilan-national.md' ? /\n\n(?=\| )/ : '<table>').slice(0, -1);
      expect(tables.length).toBeGreaterThan(4);
      for (const above of tables)
        expect([name, above.slice(-140)]).toEqual([
          name,
          expect.stringMatching(
            /16\s+régions\s+sur\s+18\s+reçues\.\s+Manquent\s:\s+Région A et Région R\.(<\/p>)?\s*(\*\*[^*]+\*\*)?$/u,
          ),
        ]);
    }
  });
});

describe('what two regions share', () => {
  const [one, two] = eighteen.slice(7, 9);
  if (!one || !two) throw new Error('no regions');
  const shared = (title: string, department: string | null, days = ['2026-11-28']) =>
    event(`s-${title}`, { title, department, days });
  const withEvents = (region: Invented, more: readonly ReturnType<typeof event>[]) =>
    fileOf(region, { facts: { events: [...factsOf(region).events, ...more] } });
  const plain = one.came.length + two.came.length;

  it('is counted once where title, place and days are the same, however it is written', async () => {
    const given = [
      await withEvents(one, [shared('Le Grand Marché !', '09')]),
      await withEvents(two, [shared('le grand marche', '09')]),
    ];
    const { nation, findings } = await makeNation(given, nothing);
    expect(nation.figures.events).toMatchObject({ value: plain + 1, precision: 'exact' });
    expect(findings.map(({ kind }) => kind)).toContain('event-shared');
    // Both counted who came there, and nobody knows how many that is.
    expect(nation.figures.participants.precision).toBe('estimated');
  });

  it('is asked about where it may be, counted once until somebody decides, and then as they did', async () => {
    const given = [
      await withEvents(one, [shared('Conférence en ligne', null)]),
      await withEvents(two, [shared('Conférence en ligne', null)]),
    ];
    const { nation } = await makeNation(given, nothing);
    expect(nation.figures.events).toMatchObject({ value: plain + 1, precision: 'at_least' });
    const [pair] = nation.pairs;
    expect(pair).toMatchObject({ is: 'asked', what: 'Conférence en ligne', regions: [one.name, two.name] });
    const decided = async (same: string) =>
      (await makeNation(given, { ...nothing, same: `cle;meme\n${pair?.key};${same}` })).nation.figures.events;
    expect(await decided('oui')).toMatchObject({ value: plain + 1, precision: 'exact' });
    expect(await decided('non')).toMatchObject({ value: plain + 2, precision: 'exact' });
  });

  it('is counted once where three regions list it, whatever is decided of a third pair', async () => {
    const three = eighteen.slice(7, 10);
    const given = await Promise.all(three.map((region) => withEvents(region, [shared('Le Grand Marché', '09')])));
    const { nation } = await makeNation(given, nothing);
    const own = sum(three.map(({ came }) => came.length));
    expect(nation.figures.events).toMatchObject({ value: own + 1, precision: 'exact' });
    expect(nation.pairs.map(({ is }) => is)).toEqual(['same', 'same', 'same']);
    // Two events that are each the same as a third can't be said to be two.
    const same = `cle;meme\n${nation.pairs[0]?.key};non`;
    expect((await makeNation(given, { ...nothing, same })).nation.figures.events.value).toBe(own + 1);
  });

  it('is at most one of two that the other region holds alike: asked about, and two are counted', async () => {
    const alike = (id: string, department: string | null = '09') => ({ ...shared('Portes ouvertes', department), id });
    const files = async (ofOne: readonly string[], ofTwo: readonly string[], department: string | null = '09') => [
      await withEvents(
        one,
        ofOne.map((id) => alike(id, department)),
      ),
      await withEvents(
        two,
        ofTwo.map((id) => alike(id, department)),
      ),
    ];
    for (const department of ['09', null]) {
      const given = await files(['a'], ['b', 'c'], department);
      const made = async (...decided: readonly string[]) =>
        (await makeNation(given, { ...nothing, same: ['cle;meme', ...decided].join('\n') })).nation;
      const open = await made();
      expect(open.pairs.map(({ is }) => is)).toEqual(['asked', 'asked']);
      expect(open.figures.events).toMatchObject({ value: plain + 2, precision: 'at_least' });
      const [first, second] = open.pairs;
      // Once it is known which one it is, it isn't the other one, and that isn't asked.
      const known = await made(`${first?.key};oui`);
      expect(known.pairs).toMatchObject([{ key: first?.key, is: 'same', decided: true }]);
      expect(known.figures.events).toMatchObject({ value: plain + 2, precision: 'exact' });
      // That it is none of one says nothing of the other.
      expect((await made(`${first?.key};non`)).figures.events).toMatchObject({
        value: plain + 2,
        precision: 'at_least',
      });
      const neither = await made(`${first?.key};non`, `${second?.key};non`);
      expect(neither.figures.events).toMatchObject({ value: plain + 3, precision: 'exact' });
      // Who says that a region holds one of them twice is believed.
      const all = await made(`${first?.key};oui`, `${second?.key};oui`);
      expect(all.figures.events).toMatchObject({ value: plain + 1, precision: 'exact' });
    }
    const many = (await makeNation(await files(['a', 'b', 'c'], ['d', 'e']), nothing)).nation;
    expect(many.figures.events).toMatchObject({ value: plain + 3, precision: 'at_least' });
  });

  it('claims no more than is known, whichever of those that may be one are', async () => {
    // The first may be either of the other region's, the second only the one that the first may be too: two, if they are as they may be.
    const on = (id: string, department: string | null, ...days: readonly string[]) => ({
      ...shared('Marché', department, [...days]),
      id,
    });
    const given = [
      await withEvents(one, [on('a', null, '2026-11-27', '2026-11-28'), on('b', null, '2026-11-28')]),
      await withEvents(two, [on('c', '09', '2026-11-27'), on('d', '09', '2026-11-28')]),
    ];
    const { nation } = await makeNation(given, nothing);
    expect(nation.pairs.map(({ is }) => is)).toEqual(['asked', 'asked', 'asked']);
    expect(nation.figures.events).toMatchObject({ value: plain + 2, precision: 'at_least' });
  });

  it('is asked about where the days overlap in part, or the titles are merely alike on the other’s ground', async () => {
    const made = async (a: ReturnType<typeof event>, b: ReturnType<typeof event>) =>
      (await makeNation([await withEvents(one, [a]), await withEvents(two, [b])], nothing)).nation;
    const overlapping = await made(
      shared('Marché', '09', ['2026-11-27', '2026-11-28']),
      shared('Marché', '09', ['2026-11-28', '2026-11-29']),
    );
    expect(overlapping.pairs).toMatchObject([{ is: 'asked', what: 'Marché' }]);
    expect(overlapping.figures.events).toMatchObject({ value: plain + 1, precision: 'at_least' });
    const alike = await made(
      shared('Grand marché des producteurs', '09'),
      shared('Le marché solidaire des producteurs', '09'),
    );
    expect(alike.pairs).toMatchObject([{ is: 'asked' }]);
    expect(alike.figures.events).toMatchObject({ value: plain + 1, precision: 'at_least' });
    // Under titles that have little in common they are two, and so they are where each is at home.
    const apart = await made(shared('Grand marché des producteurs', '09'), shared('Atelier vélo des écoles', '09'));
    expect([apart.pairs, apart.figures.events.value]).toEqual([[], plain + 2]);
    const atHome = await made(
      shared('Grand marché des producteurs', one.department),
      shared('Le marché solidaire des producteurs', two.department),
    );
    expect([atHome.pairs, atHome.figures.events.value]).toEqual([[], plain + 2]);
  });

  it('is nothing where two regions each hold their own under one title', async () => {
    const given = [
      await withEvents(one, [shared('Portes ouvertes', one.department)]),
      await withEvents(two, [shared('Portes ouvertes', two.department)]),
    ];
    const { nation } = await makeNation(given, nothing);
    expect([nation.figures.events.value, nation.pairs]).toEqual([plain + 2, []]);
    const otherDay = [
      await withEvents(one, [shared('Marché', '09', ['2026-11-28'])]),
      await withEvents(two, [shared('Marché', '09', ['2026-11-29'])]),
    ];
    expect((await makeNation(otherDay, nothing)).nation.pairs).toEqual([]);
  });

  it('leaves no change beside it: how many were counted twice in the last edition nobody knows', async () => {
    const [first, second] = eighteen.slice(9, 11);
    if (!first || !second) throw new Error('no regions');
    const changes = async (department: string | null) => {
      const given = [
        await withEvents(first, [shared('Le Grand Marché', department)]),
        await withEvents(second, [shared('Le Grand Marché', department)]),
      ];
      const { events } = (await makeNation(given, nothing)).nation.figures;
      return [events.value, nationChangeText(fr, events)];
    };
    expect(await changes('09')).toEqual([first.came.length + second.came.length + 1, 'non établi']);
    expect(await changes(null)).toEqual([first.came.length + second.came.length + 1, 'non établi']);
  });

  it('counts an article of both once, and asks where only its outlet is known', async () => {
    const item = (publishedOn: string | null) =>
      ({ outlet: 'La Revue', medium: 'press', publishedOn, link: null, organisation: 'org-0', launch: false }) as const;
    const withItem = (region: Invented, publishedOn: string | null) =>
      fileOf(region, { facts: { mentions: [...factsOf(region).mentions, item(publishedOn)] } });
    const made = async (day: string | null) =>
      (await makeNation([await withItem(one, day), await withItem(two, day)], nothing)).nation;
    const dated = await made('2026-11-20');
    expect(dated.figures.mediaMentions).toMatchObject({ value: one.articles + two.articles + 1, precision: 'exact' });
    expect(dated.media?.press.value).toBe(one.articles + two.articles + 1);
    expect((await made(null)).figures.mediaMentions).toMatchObject({
      value: one.articles + two.articles + 1,
      precision: 'at_least',
    });
  });
});

describe('a change over several regions', () => {
  const [one, two, three] = eighteen;
  if (!one || !two || !three) throw new Error('no regions');
  type Told = Partial<EditionFacts['entered']>['posters'];
  const region = (of: Invented, now: Told, before: Told) =>
    fileOf(of, {
      facts: {
        entered: now === undefined ? {} : { posters: now },
        previous: { year: 2025, figures: before === undefined ? {} : { posters: before } },
      },
    });
  const exact = (value: number) => ({ value, precision: 'exact' }) as const;
  const about = (value: number) => ({ value, precision: 'estimated' }) as const;
  const atLeast = (value: number) => ({ value, precision: 'at_least' }) as const;
  const made = async (...files: readonly Promise<RegionFile>[]) => {
    const { nation } = await makeNation(await Promise.all(files), nothing);
    return [nation.figures.posters.change, nationChangeText(fr, nation.figures.posters)] as const;
  };

  it('leaves out those of which nothing follows, as their own bilan does', async () => {
    const rise = region(one, exact(300), exact(200));
    expect(await made(rise, region(two, exact(900), atLeast(100)))).toEqual([
      { value: 100, precision: 'exact', regions: 1 },
      '+100 (1 région)',
    ]);
    expect(await made(rise, region(two, atLeast(30), about(100)))).toEqual([
      { value: 100, precision: 'exact', regions: 1 },
      '+100 (1 région)',
    ]);
    expect(await made(region(one, exact(900), atLeast(100)))).toEqual([null, 'non établi']);
  });

  it('is "au moins" of a rise alone, over regions whose last edition is exact', async () => {
    const fall = region(one, atLeast(450), exact(500));
    expect(await made(fall)).toEqual([null, 'non établi']);
    expect(await made(fall, region(two, exact(300), exact(200)))).toEqual([
      { value: 50, precision: 'at_least', regions: 2 },
      'au moins +50 (2 régions)',
    ]);
    expect(await made(fall, region(two, exact(300), about(200)))).toEqual([null, 'non établi']);
    expect(await made(region(one, about(30), exact(100)))).toEqual([
      { value: -70, precision: 'estimated', regions: 1 },
      'environ −70 (1 région)',
    ]);
  });

  it('is none where nobody knows the last edition, or this one', async () => {
    expect(await made(region(one, exact(900), undefined))).toEqual([null, '–']);
    expect(await made(region(three, undefined, exact(900)))).toEqual([null, '–']);
  });
});

it('of two articles of one outlet and day with two titles none is taken for the one that another region tells without', async () => {
  const [one, two] = eighteen;
  if (!one || !two) throw new Error('there are eighteen');
  const outlet = { outlet: 'La Revue', medium: 'press', publishedOn: '2026-11-20', link: null } as const;
  const item = { ...outlet, organisation: 'org-0', launch: false } as const;
  const titled = (title: string) => ({ ...item, press: { title, link: null, event: null } });
  const withItems = (region: (typeof eighteen)[number], ...items: (typeof item)[]) =>
    fileOf(region, { facts: { mentions: [...factsOf(region).mentions, ...items] } });
  const files = [
    await withItems(one, titled('Foire à Amiens'), titled('Portes ouvertes à Laon')),
    await withItems(two, item),
  ];
  const { nation } = await makeNation(files, nothing);
  expect(nation.figures.mediaMentions.value).toBe(one.articles + two.articles + 3);
});

it('a region without a bot counts by its line in a table, in the words people write', async () => {
  const table = [
    'region;year;events;participants;participants.answered;participants.asked;posters;events.previous;media.press;media.tv;organisationsUsingLogo;organisationsUsingLogo.of;budget;budget.own;budget.external',
    'Bretagne;2026;12;+ de 300;8;12;environ 400;sans objet;5;1;3;7;28 500;6 350;21 850',
  ].join('\n');
  const { nation, findings, refusals } = await makeNation(
    [{ name: 'sans-bot.csv', bytes: Buffer.from(table) }],
    nothing,
  );
  expect(refusals).toEqual([]);
  const { figures } = nation;
  expect(figures.participants).toMatchObject({ value: 300, precision: 'at_least', base: { answered: 8, asked: 12 } });
  expect(figures.posters).toMatchObject({ value: 400, precision: 'estimated' });
  expect(figures.mediaMentions.value).toBe(6);
  expect(figures.organisationsUsingLogo).toMatchObject({ value: 3, of: 7 });
  expect(figures.events.previous.precision).toBe('not_applicable');
  // 6 350 + 21 850 isn't 28 500.
  expect(findings.find(({ kind }) => kind === 'sum-mismatch')?.values).toEqual({ sum: 28_200, total: 28_500 });
  const broken = await makeNation(
    [{ name: 't.csv', bytes: Buffer.from('region;year;events\nBretagne;2026;beaucoup') }],
    nothing,
  );
  expect(broken.refusals).toMatchObject([{ file: 't.csv:2', reason: 'row', values: { column: 'events' } }]);
});

it('what is refused says why: drafts, other years, other keys, two of one version', async () => {
  const [a, b, c] = eighteen;
  if (!a || !b || !c) throw new Error('no regions');
  const reasons = async (given: readonly RegionFile[], more = {}) =>
    (await makeNation(given, { ...nothing, ...more })).refusals.map(({ reason }) => reason);
  expect(await reasons([await fileOf(a, { draft: true })])).toEqual(['draft']);
  expect(await reasons([await fileOf(a), await fileOf(b), await fileOf(c, { year: 2025 })])).toEqual(['otherYear']);
  expect(await reasons([await fileOf(a), await fileOf(b, { year: 2025 })])).toEqual(['whichYear', 'whichYear']);
  expect(await reasons([await fileOf(a), await fileOf(b, { year: 2025 })], { year: 2026 })).toEqual(['otherYear']);
  expect(await reasons([{ name: 'x.json', bytes: Buffer.from('nothing') }])).toEqual(['notJson']);
  expect(await reasons([{ name: 'x.json', bytes: Buffer.from(textOf(a)) }])).toEqual(['unsigned']);
  // The plain file beside the signed one is the same.
  expect(await reasons([await fileOf(a), { name: 'x.json', bytes: Buffer.from(textOf(a)) }])).toEqual([]);
  const next = textOf(a).replace('fil-conducteur/bilan/2', 'fil-conducteur/bilan/3');
  expect(await reasons([await signedFile(a, next)])).toEqual(['unknownSchema']);
  expect(await reasons([await signedFile(a, textOf(a).replace('"year": 2026', '"year": "x"'))])).toEqual(['malformed']);
  expect(await reasons([{ name: 'x.json', bytes: new Uint8Array(16 * 1024 * 1024 + 1) }])).toEqual(['tooBig']);
  // Of two versions the newer one counts; of two that say they are the same one neither does.
  const second = await signedFile(a, textOf(a).replace('"version": 1', '"version": 2'), '01-v2.jws');
  const made = await makeNation([await fileOf(a), second], nothing);
  expect([made.refusals, made.nation.replaced]).toEqual([[], [{ name: a.name, version: 1, by: 2 }]]);
  const other = await signedFile(a, textOf(a).replace('"CRESS"', '"Autre"'), '01-b.jws');
  expect(await reasons([await fileOf(a), other])).toEqual(['otherBytes', 'otherBytes']);
  // Also where what they say besides is too deep to be compared.
  const deep = (said: number) => `"deep": ${'['.repeat(20_000)}${said}${']'.repeat(20_000)}, "version": 1`;
  const saying = (said: number) => signedFile(a, textOf(a).replace('"version": 1', deep(said)), `${said}.jws`);
  expect(await reasons([await saying(1), await saying(2)])).toEqual(['otherBytes', 'otherBytes']);
  const again = await signedFile(a, textOf(a).replace('2027-01-13T09', '2027-01-14T09'), '01-b.jws');
  expect(await reasons([await fileOf(a), again])).toEqual([]);
  // Anybody can make a key: one region has one, and it is the one its coordination told.
  const forged = await signedFile(a, textOf(a).replace('"version": 1', '"version": 9'), 'forged.jws', await keyOf(b));
  expect(await reasons([await fileOf(a), forged])).toEqual(['otherKey', 'otherKey']);
  expect(await reasons([await fileOf(b), forged])).toEqual(['keyOfAnother', 'keyOfAnother']);
  const pinned = `region;fingerprint\n${a.name};${(await keyOf(a)).thumbprint}`;
  expect(await reasons([await fileOf(a), forged], { regions: pinned })).toEqual(['otherKey']);
  expect(await reasons([await fileOf(b)], { regions: pinned })).toEqual(['notExpected']);
});
