import { describe, expect, test } from 'vitest';
import {
  isQuestionId,
  MINUTES,
  mainQuestions,
  QUESTIONS,
  type QuestionId,
  questionOf,
} from '../../../../src/features/surveys/questions/catalogue.ts';
import { optionText, statementText } from '../../../../src/features/surveys/questions/options.ts';
import { textIn } from '../../../../src/texts/index.ts';
import { asTyped } from '../../../../src/texts/typography.ts';

const asked = (kind: 'event' | 'organisation') =>
  mainQuestions(kind).map((question) => ({
    text: asTyped(textIn('fr', question.text, { chamber: 'CRESS' })),
    options: 'options' in question ? question.options.map((option) => asTyped(textIn('fr', optionText(option)))) : [],
  }));

test('a question is found by its id, and nothing else is', () => {
  expect(questionOf('logo').id).toBe('logo');
  expect([isQuestionId('logo'), isQuestionId('logos')]).toEqual([true, false]);
  expect(() => questionOf('logos' as QuestionId)).toThrow('no question "logos"');
});

describe('the questions, word for word', () => {
  test('the event is asked four facts', () => {
    expect(asked('event')).toEqual([
      { text: 'Votre événement a-t-il eu lieu ?', options: ['Oui', 'Annulé', 'Reporté'] },
      { text: 'Combien de personnes sont venues, à peu près ? (40, environ 60, + de 100)', options: [] },
      {
        text: 'Des élus locaux ou des institutions (mairie, Région, préfecture…) étaient-ils présents ?',
        options: ['Oui', 'Non', 'Je ne sais pas'],
      },
      {
        text: 'Qui est venu surtout ?',
        options: ["Surtout des gens de l'ESS", 'Moitié-moitié', 'Surtout le grand public', 'Je ne sais pas'],
      },
    ]);
  });

  test('the organisation is asked twelve questions, once', () => {
    expect(asked('organisation').map(({ text }) => text)).toEqual([
      'Avez-vous contacté la presse ?',
      'Un média a-t-il parlé de vous ?',
      "Comment avez-vous diffusé le programme et l'affiche ?",
      'Votre site renvoie-t-il vers celui de la chambre régionale (CRESS) ?',
      'Avez-vous utilisé le logo du Mois ?',
      "Avez-vous relayé l'information à vos adhérents, sociétaires ou clients ?",
      "Avez-vous noué des contacts ou projets avec d'autres structures ?",
      'Pourquoi participez-vous au Mois ?',
      "Qu'est-ce qui n'a pas bien marché ?",
      'Selon vous, le Mois…',
      'Participerez-vous à la prochaine édition ?',
      'Une bonne idée, une proposition ?',
    ]);
  });

  test.each(['event', 'organisation', 'absence'] as const)(
    'everything of the %s questionnaire has its words in both languages',
    (kind) => {
      for (const locale of ['fr', 'en'] as const) {
        for (const question of QUESTIONS[kind]) {
          expect(textIn(locale, question.text, { chamber: 'CRESS' })).not.toBe('');
          if ('options' in question) for (const option of question.options) textIn(locale, optionText(option));
          if ('statements' in question) for (const each of question.statements) textIn(locale, statementText(each));
        }
      }
    },
  );

  test('the opening line says how much is asked', () => {
    const questions = mainQuestions('organisation').length;
    const line = textIn('fr', 'surveys.opening', {
      questions,
      minutes: MINUTES.organisation,
      readers: 'Tout le monde lit.',
    });
    expect(line).toBe('12 questions, 4 minutes. Tout le monde lit. Le bilan additionne les réponses.');
  });
});
