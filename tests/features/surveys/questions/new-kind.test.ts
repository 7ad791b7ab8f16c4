import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTransaction } from '../../../../src/database/transaction.ts';
import { shareChoosing, shareOf } from '../../../../src/features/reports/aggregates/shares.ts';
import { questionnaireFacts } from '../../../../src/features/surveys/queries.ts';
import { QUESTIONS, type Question, type QuestionId } from '../../../../src/features/surveys/questions/catalogue.ts';
import { QUESTION_KINDS } from '../../../../src/features/surveys/questions/kinds.ts';
import { allTexts, locales } from '../../../../src/texts/index.ts';
import { both } from '../../../support/platforms.ts';
import { answersOf, launch, type OpenDoors, openDoors } from '../../../support/surveys.ts';
import { startWorld, type World } from '../../../support/world.ts';
import { beganAt, hour, texts } from './invented-kind.ts';

const id = beganAt.id as QuestionId;
const asked = QUESTIONS.event as Question[];

/** Adds to the program what a new kind adds: its entry among the kinds, its texts, and a question. */
function addInventedKind(): void {
  Object.assign(QUESTION_KINDS, { hour });
  for (const locale of locales) {
    const all = allTexts(locale) as Map<string, string>;
    for (const [key, words] of Object.entries(texts[locale])) all.set(key, words);
  }
  asked.push(beganAt as unknown as Question);
}

function takeItAway(): void {
  asked.splice(asked.indexOf(beganAt as unknown as Question), 1);
  for (const locale of locales) {
    for (const key of Object.keys(texts[locale])) (allTexts(locale) as Map<string, string>).delete(key);
  }
  Reflect.deleteProperty(QUESTION_KINDS, 'hour');
}

let world: World;
const people = {} as Record<'slack' | 'discord', OpenDoors>;

beforeAll(async () => {
  addInventedKind();
  world = await startWorld({ at: '2026-11-15T09:00:00+01:00' });
  await world.coordinator.slack.command('/edition ouvrir', { annee: '2026' });
  for (const platform of both) {
    people[platform] = await openDoors(world, platform);
  }
  await launch(world.coordinator.slack, '20 janvier 2027');
  await world.goTo('2026-11-15T10:00:00+01:00');
});
afterAll(async () => {
  takeItAway();
  await world?.close();
});

const question = texts.fr['surveys.questions.beganAt.text'];

it('a question of a kind that nothing else knows is asked, answered, corrected and shown on both platforms, and counted', async () => {
  for (const platform of both) {
    const { organiser, eventId } = people[platform];

    // It is counted, asked in its turn, and asked again where the answer can’t be read.
    expect(organiser.look()).toContain('5 questions');
    await organiser.press('Oui');
    await organiser.say('40', 'Combien de personnes sont venues');
    await organiser.press('Je ne sais pas', { in: 'élus locaux' });
    await organiser.press('Moitié-moitié');
    expect(organiser.read()).toContain(`Question 5 sur 5\n${question}`);
    expect(organiser.sees('Je ne sais pas')).toBe(true);
    await organiser.say("dans l'après-midi", question);
    expect(organiser.read()).toContain("Je n'ai pas trouvé d'heure dans « dans l'après-midi »");

    // It is answered in words, which ends the questionnaire.
    await organiser.say('14h30', question);
    expect(organiser.read()).toContain(`${question}\n→ 14h30`);
    expect(organiser.read()).toContain('Tout est enregistré');
    expect(await answersOf(world, { eventId })).toMatchObject({ beganAt: { kind: 'hour', hour: '14:30' } });

    // It is corrected in its form, where what was written stands, and by its button.
    await organiser.choose('Corriger une réponse', question);
    expect(organiser.read()).toContain('Réponse actuelle : 14h30');
    await organiser.press('Je ne sais pas', { in: question });
    expect(await answersOf(world, { eventId })).toMatchObject({ beganAt: { kind: 'unknown' } });
    await organiser.choose('Corriger une réponse', question);
    await organiser.press('Répondre par écrit', { in: question });
    await organiser.fill({ reply: '15h' });
    expect(organiser.read()).toContain(`${question}\n→ 15h00`);

    // It is shown with what it was before.
    await organiser.press('Voir mes réponses');
    expect(organiser.read()).toContain(`${question}\n→ 15h00`);
    expect(organiser.read()).toContain('avant : 14h30');
  }

  // It is counted for the report as every other, on both.
  const edition = await world.database.prisma.edition.findFirstOrThrow();
  const region = await world.database.prisma.region.findFirstOrThrow();
  const scope = { region: { ...region, locale: 'fr' as const }, now: world.clock.now() };
  const { eventQuestionnaires } = await inTransaction(world.database, (tx) =>
    questionnaireFacts({ ...scope, tx }, edition.id),
  );
  const answers = eventQuestionnaires.map((questionnaire) => questionnaire.answers);
  expect(shareOf(answers, id, () => true).of).toBe(2);
  expect(shareChoosing(answers, id, ['15:00'])).toEqual({ value: 2, of: 2 });
  expect(shareChoosing(answers, id, ['14:30'])).toEqual({ value: 0, of: 2 });
});
