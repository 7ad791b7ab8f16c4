import { describe, expect, test } from 'vitest';
import { sentencesOfAll } from '../../../src/features/reports/totality.ts';
import type { Answers } from '../../../src/features/surveys/answers.ts';
import { content } from './demo-content.ts';
import { choice, withOrganisations } from './facts-by-hand.ts';

const answered: Answers = { logo: choice('yes') };
const findings = (text: string, sheets: readonly Answers[]) =>
  content({ texts: new Map([['chapter:opinions', text]]) }, { ...withOrganisations(sheets), claims: [] })
    .findings.filter(({ kind }) => kind === 'claim-beyond-respondents')
    .map(({ values }) => values.wording);

describe("a chapter's own text", () => {
  test.each([
    'Tous les acteurs sont satisfaits.',
    "L'ensemble des structures revient.",
    'Toutes nos associations ont diffusé l\u2019affiche.',
    'Chaque structure a utilisé le logo.',
    'Aucune structure ne part.',
    'Les acteurs sont unanimes.',
    'All the organisations are coming back.',
    'Every organisation used the logo.',
  ])('"%s" is a finding when one of four answered, and none when all did', (sentence) => {
    const text = `Le Mois a eu lieu. ${sentence} Merci.`;
    expect(findings(text, [answered, {}, {}, {}])).toEqual([sentence]);
    expect(findings(text, [answered, answered])).toEqual([]);
  });

  test.each([
    'Tous les jours, un événement.',
    "L'ensemble du département était couvert.",
    'Merci à tous les acteurs.',
    'Le kit a été envoyé à toutes les structures.',
    'Nous invitons tous les acteurs à répondre.',
    'Toutes les structures qui ont répondu reviennent.',
    'Tous les événements ont eu lieu.',
    'Un mois ouvert à tous.',
    'Sept structures sur douze reviennent.',
    'The kit was sent to all organisations.',
  ])('"%s" is left alone', (sentence) => {
    expect(sentencesOfAll(sentence)).toEqual([]);
  });
});
