import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentencesOfAll } from '../../../src/features/reports/findings/totality.ts';
import type { Answers } from '../../../src/features/surveys/questions/answers.ts';
import { content } from '../../support/demo-content.ts';
import { choice, withOrganisations } from '../../support/report-facts.ts';

const answered: Answers = { logo: choice('yes') };
const findings = (text: string, questionnaires: readonly Answers[]) =>
  content({ texts: new Map([['chapter:opinions', text]]) }, { ...withOrganisations(questionnaires), claims: [] })
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
    'Les structures sont toutes satisfaites.',
    'Pas une des structures ne part.',
    '100 % des structures reviennent.',
    'Toutes les petites structures reviennent.',
    'Aucune des quatre structures ne part.',
    'Pour toutes les structures, le Mois est utile.',
    'Tous les acteurs sont satisfaits, et le kit a été envoyé à tous les acteurs.',
    'The organisations are all coming back.',
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
    'Toutes les structures ont reçu le questionnaire.',
    'Toutes les structures ont été invitées à répondre.',
    'Aucune date ne convient à tous.',
    'Les structures sont venues de tous les départements.',
    'Toutes les structures interrogées qui ont répondu reviennent.',
    'Tous les kits étaient prêts, les structures contentes.',
    'All the organisations were invited.',
    'Sept structures sur douze reviennent.',
    'The kit was sent to all organisations.',
  ])('"%s" is left alone', (sentence) => {
    expect(sentencesOfAll(sentence)).toEqual([]);
  });
});

describe('whoever is said to be all of them', () => {
  const whole = fc.constantFrom('Tous les', 'Toutes les', "L'ensemble des", 'Chacune des', 'La totalité des');
  const actors = fc.constantFrom('acteurs', 'structures', 'associations', 'organisatrices', 'coopératives');
  const verb = fc.constantFrom('reviennent', 'ont utilisé le logo', 'sont satisfaites', 'ont contacté la presse');

  test('is found, whatever is said of them; not those that answered, nor what was sent to them', () => {
    fc.assert(
      fc.property(whole, actors, verb, (all, who, does) => {
        expect(sentencesOfAll(`${all} ${who} ${does}.`)).toHaveLength(1);
        expect(sentencesOfAll(`${all} ${who} qui ont répondu ${does}.`)).toEqual([]);
        expect(sentencesOfAll(`${all} ${who} ont reçu le questionnaire.`)).toEqual([]);
        expect(sentencesOfAll(`Merci à ${all.toLowerCase()} ${who}.`)).toEqual([]);
        expect(sentencesOfAll(`Quelques ${who} ${does}.`)).toEqual([]);
      }),
    );
  });
});
