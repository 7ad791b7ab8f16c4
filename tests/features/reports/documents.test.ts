import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { FIGURE_IDS } from '../../../src/features/figures/figure.ts';
import { aggregate } from '../../../src/features/reports/aggregates/aggregate.ts';
import type { ReportContent } from '../../../src/features/reports/content/content.ts';
import { buildDocuments } from '../../../src/features/reports/documents/index.ts';
import { bilanJson } from '../../../src/features/reports/documents/json.ts';
import type { Translator } from '../../../src/texts/translator.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { content, en, facts2008, fr } from '../../support/demo-content.ts';
import { plain } from '../../support/events.ts';
import { facts, people, withQuestionnaires } from '../../support/report-facts.ts';

const text = (of: ReportContent, extension: 'md' | 'html' | 'csv' | 'json', t: Translator = fr) =>
  asTyped(buildDocuments(of, t).find(({ name }) => name.endsWith(extension))?.text ?? '');
const noted = new Map(content().findings.map(({ id }) => [`finding:${id}`, 'Vu avec le siège.']));

describe('the bilan of 2008', () => {
  it('holds the published figures, key by key', () => {
    const published = JSON.parse(readFileSync('src/demo/published-2008.json', 'utf8'));
    expect(JSON.parse(text(content(), 'json')).regional).toEqual(published.regional);
  });

  it('reads with unit, base, precision, source, last edition and change', () => {
    const markdown = text(content(), 'md');
    expect(markdown).toContain('| Événements | 22 événements | 11 événements | +11');
    expect(markdown).toContain('| Événements | – | exact | événements acceptés |');
    expect(markdown).toContain('13 sur 22 questionnaires');
    expect(markdown).toContain(
      "| Personnes venues | 13 réponses sur 22 | au moins, dont 6 nombres estimés | questionnaires d'événement |",
    );
    expect(markdown).toContain('| Personnes venues | 1 000 personnes | au moins 500 personnes | non établi |');
    expect(markdown).toContain("| 2\\. Se positionner dans l'ESS régionale | 12 points, 3 citations |");
    expect(markdown).toContain(
      "Publié à propos de « Structures qui participeront à la prochaine édition » : « l'ensemble",
    );
    expect(text(content(), 'html')).toContain('<td>3 000 exemplaires</td>');
  });

  it('leaves out the chapters without content', () => {
    const titles = [...text(content(), 'md').matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(titles).toEqual([
      "L'essentiel",
      'Objectifs et message',
      'Événements',
      'Personnes venues et publics',
      'Communication',
      'Médias',
      'Lancement',
      'Avis des acteurs',
      'Remerciements',
      'Note méthodologique',
      'Annexes',
    ]);
    const full = content(
      { texts: new Map([['chapter:proposals', 'Une réunion en juin.']]) },
      { budgetLines: [{ funder: 'Région', amount: 6350 }], entered: { budget: { value: 6000, precision: 'exact' } } },
    );
    expect(text(full, 'md')).toContain('## Propositions\n\nUne réunion en juin.');
    expect(text(full, 'md')).toContain("La somme des lignes (6 350 €) n'est pas le total saisi (6 000 €).");
  });

  it('names organisations and themes as a dictionary has them', () => {
    const jumbled = ['Zèbre', 'Salle 10', 'œuf', 'Salle 9', 'Écureuil', 'abeille'];
    const inOrder = ['abeille', 'Écureuil', 'œuf', 'Salle 9', 'Salle 10', 'Zèbre'];
    const { report, ...rest } = content();
    const named = {
      ...rest,
      report: { ...report, respondents: jumbled, unnamedRespondents: 0, linkingOrganisations: jumbled },
    };
    const markdown = text(named, 'md');
    expect(markdown).toContain(inOrder.map((name) => `- ${name}`).join('\n'));
    expect(markdown).toContain(fr.list(inOrder));
    const [first] = facts2008.events;
    const events = [null, ...jumbled].flatMap((theme, index) => (first ? [{ ...first, id: `${index}`, theme }] : []));
    expect(aggregate({ ...facts2008, events }).byTheme.map(({ key }) => key)).toEqual([...inOrder, null]);
  });

  it('is a draft until every finding has its note', () => {
    expect(text(content(), 'md')).toContain('Projet, à ne pas publier : 5 vérifications attendent une note');
    expect(bilanJson(content(), fr).draft).toBe(true);
    const treated = content({ texts: noted });
    expect(text(treated, 'md')).not.toContain('Projet');
    expect(text(treated, 'md')).toContain('Note de la coordination : Vu avec le siège.');
    expect(bilanJson(treated, fr)).toMatchObject({ draft: false, version: 1 });
    expect(bilanJson(content({ texts: noted, surveyOpen: true }), fr).draft).toBe(true);
  });

  it('says of the days that an event of several dates counts on each, and shows them all', () => {
    const [first, ...rest] = facts2008.events;
    if (!first) throw new Error('no event');
    const several = content({}, { events: [{ ...first, days: ['2008-11-03', '2008-11-04'] }, ...rest] });
    expect(text(several, 'md')).toContain("ces nombres ne s'additionnent pas");
    expect(text(several, 'md')).toContain('lundi 3 novembre 2008 et mardi 4 novembre 2008');
    expect(text(content(), 'md')).not.toContain("ces nombres ne s'additionnent pas");
  });

  it('exists in English too', () => {
    expect(text(content(), 'md', en)).toContain('| Events | 22 events | 11 events | +11');
    expect(text(content(), 'md', en)).toContain('| Events | – | exact | accepted events |');
    expect(text(content(), 'html', en)).toContain('<html lang="en">');
  });
});

describe('privacy', () => {
  it('tells nowhere who is missing, nor what one questionnaire says', () => {
    const { nonRespondents } = content().report;
    expect(nonRespondents).not.toHaveLength(0);
    const json = bilanJson(content(), fr);
    expect(json.details).not.toHaveProperty('nonRespondents');
    expect(json.details.byDay.every((line) => !('participants' in line))).toBe(true);
    expect(json.details.byDepartment.map(({ participants }) => participants?.value)).toEqual([125, 105, 270]);
    expect(text(content(), 'csv')).not.toMatch(/2008-11-06\.participants/);
  });

  it('tells opinions only once the survey is closed, ideas never in their authors’ words', () => {
    const open = content({ surveyOpen: true });
    expect(text(open, 'md')).toContain('Les avis sont publiés après la clôture du questionnaire.');
    for (const extension of ['md', 'html', 'csv'] as const)
      expect(text(open, extension)).not.toContain('Trop de manif');
    expect(bilanJson(open, fr).regional.defectsRanked).toEqual([]);
    const organisationQuestionnaires = facts2008.organisationQuestionnaires.map((questionnaire) => ({
      ...questionnaire,
      answers: { ...questionnaire.answers, idea: { kind: 'text', text: 'Un bus des quartiers' } as const },
    }));
    const withIdeas = content({}, { organisationQuestionnaires });
    for (const { text } of buildDocuments(withIdeas, fr)) expect(text).not.toContain('bus des quartiers');
    expect(text(withIdeas, 'md')).toContain('12 idées ou propositions ont été reçues et lues par la coordination.');
  });

  it('quotes what holds quotation marks itself so that nobody seems to say what another did', () => {
    const [said, ours] = ['Fin » (Autre) « et suite', 'The end” (Other) “and so on'];
    const [first] = facts2008.organisationQuestionnaires;
    const organisation = first?.organisation ?? '';
    const quoted = (words: string) =>
      content({}, { quotes: [{ question: 'idea', text: words, organisation, named: false }] as never });
    for (const extension of ['md', 'html', 'csv'] as const) {
      if (extension === 'csv') expect(text(quoted(said), extension)).not.toContain('Fin »');
      else expect(text(quoted(said), extension)).toContain('« Fin” (Autre) “et suite »');
    }
    expect(text(quoted(ours), 'md', en)).toMatch(/“The end['’] \(Other\) ['‘]and so on”/u);
  });

  it('tells opinions by department from five answers on, and not where the others could be worked out', () => {
    const at = (codes: readonly string[]) =>
      content({
        departments: new Map(
          facts2008.organisationQuestionnaires.map(({ organisation }, i) => [organisation, codes[i] ?? '02']),
        ),
      });
    expect(text(at(Array(12).fill('80')), 'md')).toContain('### Somme (80) (7 réponses)');
    const answering = facts2008.organisationQuestionnaires.filter(({ answers }) => Object.keys(answers).length > 0);
    const split = new Map(answering.map(({ organisation }, i) => [organisation, i < 5 ? '80' : '60']));
    expect(text(content({ departments: split }), 'md')).not.toContain('### Somme (80)');
  });
});

it('says how many questionnaires were begun and not finished, and nothing where none was', () => {
  const begun = content({}, withQuestionnaires([people(40), people(10), {}]));
  expect(plain(text(begun, 'md'))).toContain("En cours (commencés et pas finis) : 2 questionnaires d'événement");
  const complete = content({}, withQuestionnaires([{ held: { kind: 'choice', option: 'cancelled' } }]));
  expect(text(complete, 'md')).not.toContain('En cours (commencés et pas finis)');
});

describe('a second version', () => {
  it('lists each figure that changed', () => {
    const four = [people(40), people(10), people(20), people(30)];
    const first = content({}, withQuestionnaires([...four, {}, {}, {}]));
    const versions = [
      { version: 1, figures: first.report, sentences: null, createdAt: new Date('2009-01-13T10:00:00Z') },
    ];
    const second = content({ versions }, withQuestionnaires([...four, people(20), people(20), people(20)]));
    const markdown = text(second, 'md');
    expect(markdown).toContain('2 chiffres ont changé depuis la version 1');
    expect(markdown).toContain('| Personnes venues | au moins 100 personnes | 160 personnes |');
    expect(bilanJson(second, fr).changes.map(({ id }) => id)).toEqual(['questionnairesAnswered', 'participants']);
  });
});

describe('what people typed', () => {
  const hostile = [
    "=cmd|'/C calc'!A0",
    '<script>alert(1)</script>',
    'a | b',
    '# titre',
    '\u202egnirts\u202c',
    '+33 6',
    '@somme',
    '-1+1',
    '\t=1+1',
    '![x](javascript:alert(1))',
    '&lt;b&gt;',
    'ligne\nautre',
  ];
  const events = facts2008.events.map((event, i) => ({ ...event, title: hostile[i] ?? event.title }));
  const organisations = facts2008.organisations.map(({ id, name }, i) => ({ id, name: hostile[i] ?? name }));
  const budgetLines = hostile.map((funder) => ({ funder, amount: -5 }));
  const texts = new Map(hostile.map((text, i) => [`chapter:${['essential', 'ideas', 'proposals'][i % 3]}`, text]));
  const nasty = content(
    { texts },
    { events, organisations, budgetLines, claims: [{ figure: 'events', wording: '=1+1' }] },
  );

  test('is no markup in HTML, and nothing there runs or is fetched', () => {
    const html = text(nasty, 'html');
    expect(html).not.toMatch(/<script|javascript:alert\(1\)"|<img|<b>|src=|url\((?!#)/i);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('&amp;lt;b&amp;gt;');
    expect(html).toContain("default-src 'none'");
    expect(html).not.toContain('\u202e');
  });

  test('is no markup in Markdown, and breaks no table', () => {
    const markdown = text(nasty, 'md');
    expect(markdown).toContain('\\<script\\>alert(1)\\</script\\>');
    expect(markdown).toContain('a \\| b');
    expect(markdown).not.toContain('\u202e');
    const columns = (line: string) => line.replaceAll('\\|', '').split('|').length;
    for (const part of markdown.split('\n\n').filter((part) => part.startsWith('|'))) {
      const lines = part.split('\n');
      expect(new Set(lines.map(columns)).size).toBe(1);
    }
  });

  test('is no formula in CSV, where numbers stay numbers', () => {
    const csv = text(nasty, 'csv');
    const cells = csv
      .replace('\ufeff', '')
      .split('\r\n')
      .flatMap((line) => line.match(/"(?:[^"]|"")*"|[^;]+/g) ?? []);
    const risky = cells.filter((cell) => /^"?[=+\-@\t]/.test(cell));
    expect(new Set(risky)).toEqual(new Set(['-5']));
    expect(csv).toContain("'=cmd|");
    expect(csv).toMatch(/^\ufeffRubrique;Identifiant;Libellé;Valeur;/);
  });

  test('comes whole in JSON', () => {
    expect(JSON.parse(text(nasty, 'json')).texts['chapter:ideas']).toBe(texts.get('chapter:ideas'));
  });
});

test('an edition of which nothing is known has documents all the same', () => {
  const empty = content({}, facts({ previous: null }));
  expect(text(empty, 'md')).toContain('| Événements | 0 événement |');
  const ids = text(empty, 'csv')
    .split('\r\n')
    .map((line) => line.split(';')[1]);
  expect(ids).toEqual(expect.arrayContaining([...FIGURE_IDS]));
});
