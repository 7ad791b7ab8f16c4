import { describe, expect, it } from 'vitest';
import { CHAPTERS } from '../../../src/features/reports/content/chapters.ts';
import type { ReportContent } from '../../../src/features/reports/content/content.ts';
import { sentencesOf } from '../../../src/features/reports/documents/sentences.ts';
import { asTyped } from '../../../src/texts/typography.ts';
import { content, en, facts2008, fr } from '../../support/demo-content.ts';
import { plain } from '../../support/events.ts';
import { facts, people, withQuestionnaires } from '../../support/report-facts.ts';

const said = (of: ReportContent, t = fr) =>
  Object.fromEntries(
    CHAPTERS.flatMap((chapter) => {
      const sentences = sentencesOf(of, t, chapter);
      return sentences.length === 0 ? [] : [[chapter, plain(asTyped(sentences.join(' ')))]];
    }),
  );

describe('the bilan of 2008', () => {
  it('says in words what its figures say, and no more', () => {
    expect(said(content())).toEqual({
      essential:
        "22 événements étaient au programme, dans 3 départements, contre 11 en 2007. Au moins 500 personnes sont venues aux 12 événements dont nous avons le compte, sur 22. 13 questionnaires d'événement sont revenus sur 22, et 7 structures ont répondu au leur sur 12.",
      events:
        '22 événements étaient au programme, dans 3 départements, contre 11 en 2007. 2 ont été portés par plusieurs structures.',
      audience:
        'Au moins 500 personnes sont venues aux 12 événements dont nous avons le compte, sur 22. Des élus ou des institutions sont venus à 7 des 13 événements dont nous avons la réponse.',
      communication:
        "Le Mois s'est annoncé par 3 000 programmes et 800 affiches. 3 structures sur les 7 qui ont répondu à la question ont utilisé le logo. 4 structures sur les 7 qui ont répondu ont relayé l'information (au moins 650 personnes d'après les 3 qui l'ont compté). 5 structures sur les 7 qui ont répondu ont noué de nouveaux contacts.",
      media:
        '11 retombées ont été relevées : 10 articles de presse et 1 passage à la télévision. 6 structures sur les 7 qui ont répondu ont contacté la presse. Un média a parlé de 3 structures sur les 7 qui ont répondu.',
      launch: 'Au moins 50 personnes étaient présentes au lancement.',
      opinions:
        "Première raison de participer, citée par les 7 structures qui ont répondu : « Rendre l'ESS plus lisible ». Premier défaut, cité par 6 des 7 structures qui ont répondu : « Trop d'événements en même temps ». 7 structures sur les 7 qui ont répondu veulent participer à la prochaine édition.",
    });
  });

  it('says it in English too', () => {
    expect(said(content(), en).audience).toBe(
      'At least 500 people came to the 12 events whose number we have, of 22. Elected officials or institutions came to 7 of the 13 events that told us.',
    );
  });
});

describe('a sentence', () => {
  it('tells of all events only when each has its number', () => {
    const all = content({}, withQuestionnaires([people(40), people(10), people(20), people(30)]));
    expect(said(all).audience).toContain('100 personnes sont venues aux 4 événements.');
    const three = content({}, withQuestionnaires([people(40), people(10), people(20), {}]));
    expect(said(three).audience).toContain(
      'Au moins 70 personnes sont venues aux 3 événements dont nous avons le compte, sur 4.',
    );
  });

  it('says nothing of what too few have answered, nor of opinions before the survey is closed', () => {
    const two = content({}, withQuestionnaires([people(40), people(10), {}, {}]));
    expect(said(two).audience).toBeUndefined();
    expect(said(content({ surveyOpen: true })).opinions).toBeUndefined();
  });

  it('compares with no edition where there was none', () => {
    expect(said(content({}, { previous: null })).events).toContain('dans 3 départements. 2 ont été portés');
  });

  it('is missing where nothing is known', () => {
    expect(said(content({}, facts({ previous: null })))).toEqual({});
  });

  it('says of none that it was none, in its own words', () => {
    const noLogo = facts2008.organisationQuestionnaires.map((questionnaire) => ({
      ...questionnaire,
      answers: { ...questionnaire.answers, logo: { kind: 'choice', option: 'no' } as const },
    }));
    expect(said(content({}, { organisationQuestionnaires: noLogo })).communication).toContain(
      "Aucune des 12 structures qui ont répondu à la question n'a utilisé le logo.",
    );
  });
});
