import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Audience,
  audienceRoles,
  copyPlaces,
  unrestrictedAudience,
} from '../../../src/features/announcements/audience.ts';
import {
  type Addressee,
  type AnnouncementCopy,
  channelOfKey,
  copiesOf,
  copyFromKey,
  copyKey,
  EVERYBODY,
  isForOnePerson,
  isHeldBack,
  isInHandsOf,
  isMeant,
  mayAnnounce,
  situationsFor,
  totalReach,
  withChosen,
  withinReach,
} from '../../../src/features/announcements/rules.ts';
import { leavesAt } from '../../../src/features/announcements/timing.ts';

const somebody: Addressee = {
  personId: 'ana',
  name: 'Ana',
  departments: ['80'],
  themes: ['food'],
  roles: ['organiser'],
  organisations: [{ id: 'mill', name: 'Le Moulin' }],
  platforms: ['slack'],
  noAnswer: false,
  noKit: true,
  unwilling: false,
};

const platform = fc.constantFrom('slack' as const, 'discord' as const);
const some = <T>(...values: readonly T[]) => fc.subarray([...values]);
const audiences: fc.Arbitrary<Audience> = fc.record({
  departments: some('02', '60', '80'),
  themes: some('food', 'work'),
  roles: some(...audienceRoles),
  organisations: some('mill', 'hive', 'lock'),
  platforms: some('slack' as const, 'discord' as const),
  situations: some('noAnswer' as const, 'noKit' as const),
});
const addressee = (personId: string): fc.Arbitrary<Addressee> =>
  fc.record({
    personId: fc.constant(personId),
    name: fc.constant(personId),
    departments: some('02', '60', '80'),
    themes: some('food', 'work'),
    roles: some(...audienceRoles),
    organisations: some({ id: 'mill', name: 'Moulin' }, { id: 'hive', name: 'Ruche' }, { id: 'lock', name: 'Écluse' }),
    platforms: fc.uniqueArray(platform, { minLength: 1 }),
    noAnswer: fc.boolean(),
    noKit: fc.boolean(),
    unwilling: fc.boolean(),
  });
const crowd = fc.tuple(...['ana', 'ben', 'cat', 'dan', 'eve', 'fay'].map(addressee));
const sent = (place: AnnouncementCopy) => (place.kind === 'private' ? place.people : []);

describe('whom an announcement is for', () => {
  it.each<[Partial<Audience>, boolean]>([
    [{}, true],
    [{ departments: ['80'] }, true],
    [{ departments: ['02', '80'] }, true],
    [{ departments: ['02'] }, false],
    [{ departments: ['80'], themes: ['food'] }, true],
    [{ departments: ['80'], themes: ['work'] }, false],
    [{ roles: ['coordinator', 'delegate'] }, false],
    [{ organisations: ['hive', 'mill'] }, true],
    [{ platforms: ['discord'] }, false],
    [{ situations: ['noKit'] }, true],
    [{ situations: ['noAnswer'] }, false],
    [{ situations: ['noAnswer', 'noKit'] }, false],
  ])('%j: %s', (audience, meant) => {
    expect(isMeant({ ...unrestrictedAudience, ...audience }, somebody)).toBe(meant);
  });

  it('is in every criterion that is chosen, and in any value of it', () => {
    fc.assert(
      fc.property(audiences, crowd, (audience, all) => {
        const meant = (one: Partial<Audience>) =>
          all.filter((each) => isMeant({ ...unrestrictedAudience, ...one }, each));
        const { situations, ...others } = audience;
        const sets = [
          ...Object.entries(others).map(([criterion, values]) =>
            values.length === 0
              ? all
              : all.filter((each) => values.some((v) => meant({ [criterion]: [v] }).includes(each))),
          ),
          ...situations.map((situation) => meant({ situations: [situation] })),
        ];
        expect(meant(audience)).toEqual(all.filter((each) => sets.every((set) => set.includes(each))));
      }),
    );
  });

  it('is nobody outside the departments of a delegate, whatever they choose', () => {
    fc.assert(
      fc.property(audiences, crowd, (audience, all) => {
        const delegate = { coordinator: false, delegateOf: ['80'] };
        for (const one of all.filter((each) => isMeant(withinReach(audience, delegate), each))) {
          expect(one.departments).toContain('80');
        }
        expect(withinReach(audience, { ...delegate, coordinator: true })).toBe(audience);
      }),
    );
  });

  it('may be announced by who coordinates, by a delegate in private to no more than their departments, else by nobody', () => {
    fc.assert(
      fc.property(audiences, some(...copyPlaces), some('60', '80'), (audience, places, delegateOf) => {
        const actor = { coordinator: false, delegateOf };
        const within = delegateOf.length > 0 && withinReach(audience, actor).departments.length > 0;
        const whole = JSON.stringify(withinReach(audience, actor)) === JSON.stringify(audience);
        const inPrivate = !places.includes('channels');
        expect(mayAnnounce({ audience, places, urgent: false }, actor)).toBe(within && whole && inPrivate);
        expect(mayAnnounce({ audience, places, urgent: true }, actor)).toBe(false);
        expect(mayAnnounce({ audience, places, urgent: true }, { ...actor, coordinator: true })).toBe(true);
      }),
    );
  });

  it('is never chosen by a delegate by who has not answered: of one organisation that would tell which it is', () => {
    fc.assert(
      fc.property(audiences, (audience) => {
        const delegate = { coordinator: false, delegateOf: ['80'] };
        const reached = withinReach(audience, delegate);
        expect(reached.situations).not.toContain('noAnswer');
        expect(reached.situations.includes('noKit')).toBe(audience.situations.includes('noKit'));
        if (audience.situations.includes('noAnswer')) {
          expect(mayAnnounce({ audience, places: ['people'], urgent: false }, delegate)).toBe(false);
        }
      }),
    );
    expect(situationsFor({ coordinator: false })).toEqual(['noKit']);
    expect(situationsFor({ coordinator: true })).toEqual(['noAnswer', 'noKit']);
  });

  it('is chosen anew for each criterion, organisations one after the other', () => {
    const first = withChosen(unrestrictedAudience, 'departments', ['80']) as Audience;
    const second = withChosen(first, 'departments', ['02']) as Audience;
    expect(second.departments).toEqual(['02']);
    const third = withChosen(withChosen(second, 'organisations', ['mill']) as Audience, 'organisations', ['hive']);
    expect(third).toMatchObject({ departments: ['02'], organisations: ['mill', 'hive'] });
    expect(withChosen(third as Audience, 'organisations', [EVERYBODY])).toMatchObject({ organisations: [] });
  });
});

describe('an announcement', () => {
  it.each([
    ['SCHEDULED', null, true],
    ['SCHEDULED', 'ana', false],
    ['DRAFT', null, false],
    ['LEFT', 'ana', false],
  ] as const)('that is %s and sent by %s is held back: %s', (status, sentBy, heldBack) => {
    expect(isHeldBack({ status, sentBy })).toBe(heldBack);
  });

  it.each([
    ['at its moment, by night, too', '2026-11-10T22:00', '2026-11-10T22:00', '2026-11-10T22:00'],
    ['within the hour, on the next day, too', '2026-11-10T23:50', '2026-11-11T00:10', '2026-11-11T00:10'],
    ['later on its day', '2026-11-10T09:00', '2026-11-10T21:00', '2026-11-10T21:00'],
    ['in the morning', '2026-11-10T02:00', '2026-11-10T04:00', '2026-11-10T08:00'],
    ['never by itself, as it is night', '2026-11-10T09:00', '2026-11-10T21:31', null],
    ['never by itself, as it is another day', '2026-11-10T09:00', '2026-12-20T10:00', null],
  ])('leaves %s', (_, due, now, leaves) => {
    const at = (time: string) => new Date(`${time}:00+01:00`);
    expect(leavesAt(at(due), at(now), 'Europe/Paris')).toEqual(leaves === null ? null : at(leaves));
  });
});

describe('the copies of an announcement', () => {
  const everywhere = { places: [...copyPlaces], audience: unrestrictedAudience };
  const one = (personId: string, given: Partial<Addressee> = {}) => ({ ...somebody, personId, ...given });
  const mill = { id: 'mill', name: 'Le Moulin' };

  it('are one conversation of an organisation on Discord, in Slack one with each', () => {
    const people = [
      one('ana', { platforms: ['discord'] }),
      one('ben', { platforms: ['discord', 'slack'] }),
      one('cat', { platforms: ['slack'] }),
      one('dan', { organisations: [], platforms: ['slack'] }),
    ];
    expect(copiesOf({ ...everywhere, places: ['organisations'] }, people, ['slack', 'discord'])).toEqual([
      { kind: 'private', platform: 'discord', organisation: mill, people: ['ana', 'ben'] },
      { kind: 'private', platform: 'slack', organisation: null, people: ['cat'] },
    ]);
    expect(copiesOf(everywhere, people, ['slack', 'discord']).map(sent)).toEqual([
      ...[[], []],
      ...[['ana', 'ben'], ['cat'], ['dan']],
    ]);
  });

  it('of somebody who is in several organisations go with the one that was meant, else with the first by name', () => {
    const both = [
      { id: 'hive', name: 'La Ruche' },
      { id: 'lock', name: 'Écluse' },
    ];
    const ana = one('ana', { organisations: both, platforms: ['discord'] });
    const organisationOf = (organisations: readonly string[]) =>
      copiesOf({ places: ['organisations'], audience: { ...unrestrictedAudience, organisations } }, [ana], []).map(
        (copy) => (copy.kind === 'private' ? copy.organisation?.id : null),
      );
    expect(organisationOf([])).toEqual(['lock']);
    expect(organisationOf(['hive'])).toEqual(['hive']);
    for (const namesakes of [
      ['one', 'two'],
      ['two', 'one'],
    ]) {
      const same = { ...ana, organisations: namesakes.map((id) => ({ id, name: 'La Ruche' })) };
      const copies = copiesOf({ places: ['organisations'], audience: unrestrictedAudience }, [same], []);
      expect(copies).toMatchObject([{ organisation: { id: 'one' } }]);
    }
    const halls = ['Salle 10', 'Salle 9'].map((name) => ({ id: name, name }));
    const inTwoHalls = { ...ana, organisations: halls };
    const toHalls = copiesOf({ places: ['organisations'], audience: unrestrictedAudience }, [inTwoHalls], []);
    expect(toHalls).toMatchObject([{ organisation: { name: 'Salle 9' } }]);
    const noMember = one('dan', { organisations: [] });
    expect(copiesOf({ places: ['organisations'], audience: unrestrictedAudience }, [noMember], [])).toEqual([]);
  });

  it('are known by their keys', () => {
    const shared: AnnouncementCopy = {
      kind: 'private',
      platform: 'discord',
      organisation: mill,
      people: ['ana', 'ben'],
    };
    const alone: AnnouncementCopy = { kind: 'private', platform: 'slack', organisation: null, people: ['ana'] };
    expect(copyKey('1', { kind: 'channel', platform: 'slack' })).toBe('announcement:1:channel-slack');
    expect(copyKey('1', shared)).toBe('announcement:1:organisation-mill-discord');
    expect(copyKey('1', alone)).toBe('announcement:1:person-ana');
    expect(channelOfKey('announcement:1:channel-discord')).toBe('discord');
    expect(channelOfKey(copyKey('1', shared))).toBeNull();
    expect(isForOnePerson('1', copyKey('1', alone))).toBe(true);
    expect(isForOnePerson('2', copyKey('1', alone))).toBe(false);
    expect(isForOnePerson('1', copyKey('1', shared))).toBe(false);
    expect(copyFromKey(copyKey('1', shared), [], unrestrictedAudience)).toBeNull();
    const moved = one('ana', { platforms: ['slack', 'discord'] });
    expect(copyFromKey(copyKey('1', shared), [moved], unrestrictedAudience)).toEqual({ ...shared, people: ['ana'] });
    const onDiscord = { ...unrestrictedAudience, platforms: ['discord' as const] };
    expect(copyFromKey(copyKey('1', alone), [moved], onDiscord)).toEqual({ ...alone, platform: 'discord' });
  });

  it('go to the platforms it is for, channels too', () => {
    const onSlack = { ...everywhere, audience: { ...unrestrictedAudience, platforms: ['slack' as const] } };
    expect(copiesOf(onSlack, [one('ana', { platforms: ['discord', 'slack'] })], ['slack', 'discord'])).toEqual([
      { kind: 'channel', platform: 'slack' },
      { kind: 'private', platform: 'slack', organisation: null, people: ['ana'] },
    ]);
  });

  it('are one for each person at most, none for who wishes none, each under a key of its own', () => {
    fc.assert(
      fc.property(audiences, crowd, some(...copyPlaces), (audience, all, places) => {
        const meant = all.filter((each) => isMeant(audience, each));
        const copies = copiesOf({ places, audience }, meant, ['slack', 'discord']);
        const people = copies.flatMap(sent);
        expect(new Set(people).size).toBe(people.length);
        const willing = meant.filter(({ unwilling }) => !unwilling);
        expect(people.every((id) => willing.some(({ personId }) => personId === id))).toBe(true);
        if (places.includes('people')) expect(people).toHaveLength(willing.length);
        const keys = copies.map((copy) => copyKey('a', copy));
        expect(new Set(keys).size).toBe(keys.length);
        for (const [index, copy] of copies.entries()) {
          if (copy.kind === 'channel') continue;
          const readers = meant.filter(({ personId }) => copy.people.includes(personId));
          expect(copyFromKey(keys[index] ?? '', readers, audience)).toEqual(copy);
        }
      }),
    );
  });
});

it.each([
  [{ coordinator: true, personId: 'claire' }, true],
  [{ coordinator: false, personId: 'leo' }, true],
  [{ coordinator: false, personId: 'cat' }, false],
])('what Léo wrote for his department is in the hands of %j: %s', (actor, expected) => {
  const written = { author: { id: 'leo', name: 'Léo' }, audience: { ...unrestrictedAudience, departments: ['80'] } };
  for (const status of ['DRAFT', 'SCHEDULED', 'LEFT', 'WITHDRAWN'] as const) {
    const announcement = { ...written, status, places: ['people' as const], urgent: false };
    expect(isInHandsOf(announcement, { delegateOf: ['80'], ...actor })).toBe(expected);
  }
});

it.each([
  ['for the whole region, as a coordinator', [], ['channels'], ['80']],
  ['for a department that they no longer look after', ['60'], ['people'], ['80']],
  ['for their department, and are no delegate any more', ['80'], ['people'], []],
] as const)(
  'what somebody announced %s is out of their hands once it has left',
  (_, departments, places, delegateOf) => {
    const author = { id: 'leo', name: 'Léo' };
    const announcement = {
      author,
      status: 'LEFT' as const,
      audience: { ...unrestrictedAudience, departments },
      places,
      urgent: false,
    };
    expect(isInHandsOf(announcement, { personId: 'leo', coordinator: false, delegateOf })).toBe(false);
  },
);

it('a delegate of several departments writes to those chosen of them, else to all of them', () => {
  const delegate = { coordinator: false, delegateOf: ['02', '80'] };
  const chosen = (departments: readonly string[]) =>
    withinReach({ ...unrestrictedAudience, departments }, delegate).departments;
  expect(chosen([])).toEqual(['02', '80']);
  expect(chosen(['80', '60'])).toEqual(['80']);
  expect(chosen(['60'])).toEqual(['02', '80']);
});

it.each([
  [[], null],
  [[{ value: 40, precision: 'exact' }], { value: 40, precision: 'exact' }],
  [
    [
      { value: 40, precision: 'exact' },
      { value: 200, precision: 'estimated' },
    ],
    { value: 240, precision: 'estimated' },
  ],
  [
    [
      { value: 40, precision: 'at_least' },
      { value: 200, precision: 'estimated' },
    ],
    { value: 240, precision: 'at_least' },
  ],
] as const)('%j people passed on to are %j', (reaches, total) => {
  expect(totalReach(reaches)).toEqual(total);
});
