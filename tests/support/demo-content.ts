import { readFileSync } from 'node:fs';
import { factsOfEdition } from '../../src/demo/facts-of-edition.ts';
import { readEditionFile } from '../../src/demo/read-edition-file.ts';
import type { EditionFacts } from '../../src/features/reports/aggregates/facts.ts';
import { deriveContent, type ReportContent, type ReportSetting } from '../../src/features/reports/content/content.ts';
import { translator } from '../../src/texts/translator.ts';
import { EMPTY_CONTENT } from './empty-content.ts';

export const fr = translator('fr', 'Europe/Paris');
export const en = translator('en', 'Europe/Paris');

const read = readEditionFile(JSON.parse(readFileSync('src/demo/picardie-2008.json', 'utf8')));
if (!read.ok) throw new Error('the demonstration file is broken');

/** The 2008 edition in Picardie, as the demonstration plays it. */
export const facts2008 = factsOfEdition(read.file);

export function content(changes: Partial<ReportSetting> = {}, facts: Partial<EditionFacts> = {}): ReportContent {
  return deriveContent({
    region: { name: 'Picardie', chamber: 'CRES', departments: ['02', '60', '80'], timeZone: 'Europe/Paris' },
    edition: {
      year: 2008,
      name: "Mois de l'ESS 2008",
      startsOn: '2008-11-01',
      endsOn: '2008-11-30',
      message: 'Une autre économie existe',
      priority: 'BELONGING',
      expectedResults: [
        { figure: 'events', target: 20 },
        { figure: 'participants', target: 1000 },
      ],
    },
    facts: { ...facts2008, ...facts },
    ...EMPTY_CONTENT,
    surveyOpen: false,
    surveyLaunched: true,
    madeAt: new Date('2009-01-13T10:00:00+01:00'),
    ...changes,
  });
}
