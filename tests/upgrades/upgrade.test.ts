import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { keptVersions } from '../../scripts/upgrades/kept.ts';
import { channelNames } from '../../src/playground/stage.ts';
import { copies } from '../support/announcements.ts';
import { plain } from '../support/events.ts';
import { pressAlone, sendForm } from './at-hand.ts';
import { type Upgraded, upgrade } from './rebuild.ts';

/** Columns, as `Table.column`, whose content isn't what it was, with the reason. */
const CHANGED: Readonly<Record<string, string>> = {
  'Announcement.shown': 'holds no words any more',
  'Delivery.claimedAt': 'told by the machine of the test',
  'Delivery.notBefore': 'told by the machine of the test',
  'DueItem.doneAt': 'summaries of threads that were to follow at the next tick follow by a mark',
  'DueItem.outcome': 'the same',
};

/** Tables of which a kept state has no row, by its version, with the reason: of them no row could be lost. */
const EMPTY: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '0.1.0': {
    EventMerge: 'nobody has proposed to make one event of two',
    InstallAttempt: 'nobody typed a wrong code where no region is',
    InstallCode: 'it was used, and went',
    LinkAttempt: 'nobody typed a wrong code',
    MediaMention: 'questionnaires are answered no further than their second question',
    QuoteConsent: 'the same',
    Report: 'the edition is under way: no bilan is published',
    SurveyEnquiry: 'nobody asked the coordination about a question',
    ToRead: 'the bot had read all that was said',
  },
};

const versions = keptVersions();

test('of each version in the changelog a state is kept', () => {
  const released = readFileSync('CHANGELOG.md', 'utf8').matchAll(/^## \[(\d+\.\d+\.\d+)\]/gm);
  expect(versions).toEqual([...released].map(([, version]) => version).sort());
});

// The clock is moved last.
for (const version of versions) {
  describe(`a region that ${version} left at work`, { shuffle: false }, () => goesOn(version));
}

function goesOn(version: string): void {
  let upgraded: Upgraded;
  beforeAll(async () => {
    upgraded = await upgrade(version);
    await vi.waitFor(async () => expect(await waiting()).toBe(0), { timeout: 20_000, interval: 100 });
    // An empty database is set up anew here, rather than copied.
  }, 240_000);
  afterAll(() => upgraded?.close());
  const waiting = () => upgraded.database.prisma.delivery.count({ where: { status: { not: 'SENT' } } });
  const person = (name: string) => upgraded.person(name);

  it('had something in every table but these', () => {
    const { rows } = upgraded.state;
    const empty = Object.keys(rows).filter((table) => rows[table]?.length === 0);
    expect(empty.toSorted()).toEqual(Object.keys(EMPTY[version] ?? {}).toSorted());
  });

  it('loses no row, and no word of one', () => {
    const { state, migrated } = upgraded;
    for (const [table, lines] of Object.entries(state.rows)) {
      expect([table, migrated[table]?.length]).toEqual([table, lines.length]);
      const now = (migrated[table] ?? []).map((line): Record<string, unknown> => JSON.parse(line));
      for (const line of lines) {
        const before = Object.entries(JSON.parse(line)).filter(
          ([column]) => CHANGED[`${table}.${column}`] === undefined,
        );
        expect(now, `${table}: ${line}`).toContainEqual(expect.objectContaining(Object.fromEntries(before)));
      }
    }
  });

  it('is sent what waited, once', () => {
    for (const name of ['Ana', 'Gil']) {
      const read = person(name)
        .screen()
        .filter(({ text }) => text.includes('Bilan à chaud'));
      expect([name, read.length]).toEqual([name, 1]);
    }
    const told = person('Noé')
      .screen()
      .filter(({ text }) => plain(text).includes('« Film et débat » est accepté'));
    expect(told.length).toBe(1);
  });

  it('decides by the buttons that stand on both platforms', async () => {
    await person('Driss').press('Accepter', { in: 'Bal des plants' });
    expect(plain(person('Zoé').look())).toContain('votre événement « Bal des plants » est accepté');
    await person('Claire').press('Revenir sur la décision', { in: 'Vélos réparés' });
    expect(plain(person('Claire').read())).toContain('Vélos réparés');
  });

  it('goes on with the questionnaire where each was, after an answer that was corrected, too', async () => {
    await person('Gil').press('Je ne sais pas');
    expect(person('Gil').read()).toContain('Question 3 sur 4');
    for (const name of ['Ana', 'Gil']) {
      await person(name).press('Non');
      expect([name, person(name).read()]).toEqual([name, expect.stringContaining('Question 4 sur 4')]);
    }
  });

  it.each(['Zoé', 'Gil', 'Noé'])(
    'takes the answer of %s to the meeting, and their receipt of the kit',
    async (name) => {
      await person(name).press('Je viens', { in: 'Tour de table' });
      expect(plain(person(name).read())).toContain('Tour de table');
      await person(name).press("J'ai bien reçu le kit");
      expect(plain(person(name).read())).toContain('bien arrivé');
    },
  );

  it('lets whoever was invited co-organise, and shows who does already', async () => {
    await person('Zoé').press('Co-organiser', { in: 'Vélos réparés' });
    expect(plain(person('Zoé').read())).toContain('Vélos réparés');
    await person('Claire').command('/evenement voir', { evenement: 'Pains ouverts' });
    expect(plain(person('Claire').read())).toContain('Repair Café');
    await person('Claire').command('/evenement voir', { evenement: 'Vélos réparés' });
    expect(plain(person('Claire').read())).toContain('Les Jardins');
  });

  it('has the bilan as far as it was written, its figures, and the kit’s state', async () => {
    const claire = person('Claire');
    await claire.command('/bilan rediger', { chapitre: 'chapter:essential' });
    expect(plain(claire.read())).toContain('Le mois a réuni beaucoup de monde');
    await claire.command('/chiffres saisir', { chiffre: 'Programmes imprimés', valeur: '3 500' });
    expect(plain(claire.read())).toContain('3 500');
    await claire.command('/kit suivi');
    expect(plain(claire.read())).toContain('Le Fournil');
  });

  it('knows two accounts for one person, and who isn’t relayed', async () => {
    for (const name of ['Max', 'Maxime']) {
      await person(name).command('/profil voir');
      expect(plain(person(name).read())).toMatch(/Slack[\s\S]*Discord|Discord[\s\S]*Slack/);
    }
    await person('Zoé').command('/passerelle etat');
    expect(person('Zoé').sees('Être recopié de nouveau')).toBe(true);
  });

  it.each([
    ['Zoé', 'Slack'],
    ['Noé', 'Discord'],
  ])('takes the form that %s had open on %s', async (name) => {
    const title = `Troc de ${name}`;
    const rest = { place: 'Salle des fêtes, Beauvais', pitch: 'Venez voir.', contact: '03 44 00 00 00' };
    await sendForm(upgraded, person(name), { title, when: 'dimanche 29 novembre de 14h à 18h', ...rest });
    await person(name).press('Proposer');
    expect(plain(person(name).read())).toContain(`C'est proposé : « ${title} »`);
    expect(person('Claire').look()).toContain(title);
  });

  it.each([
    ['Claire', 'Merci à tout le monde'],
    ['Driss', 'Les affiches sont arrivées'],
  ])('sends the announcement that %s had written', async (name, words) => {
    await pressAlone(upgraded, person(name), 'Diffuser maintenant', words);
    for (const reader of ['Ana', 'Gil']) expect([reader, copies(person(reader), words).length]).toEqual([reader, 1]);
  });

  it('talks on in the channels that are tied, and changes what was said before', async () => {
    const [ana, gil] = [person('Ana'), person('Gil')];
    await ana.write(channelNames.yearRound, 'Merci, je passe demain.');
    expect(gil.look()).toContain('Merci, je passe demain.');
    await gil.edit('Nous en avons trois.', 'Nous en avons deux.');
    expect(ana.look()).toContain('Nous en avons trois.');
  });

  it('does what is due later', async () => {
    await upgraded.goTo('2026-11-30T14:00:00+01:00');
    for (const reader of ['Ana', 'Gil'])
      expect([reader, copies(person(reader), 'Dernier jour des affiches').length]).toEqual([reader, 1]);
  });
}
