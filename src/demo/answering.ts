import { QUESTIONS, type Question, type QuestionnaireKind } from '../features/surveys/questions/catalogue.ts';
import { optionText, STATEMENT_IDS } from '../features/surveys/questions/options.ts';
import type { Person } from '../playground/person.ts';
import { textIn } from '../texts/index.ts';
import { expectRead } from './expect.ts';
import type { Gesture, Gestures } from './gestures.ts';

/** The name of a region's chamber unless it gives another one. */
const CHAMBER = 'CRESS';

const words = (key: string) => textIn('fr', key);

/** Opens a person's questionnaire with this title, and answers it question by question as the file says. */
export async function answerSheet(
  person: Person,
  kind: QuestionnaireKind,
  title: string,
  gestures: Gestures,
): Promise<void> {
  await person.command('/questionnaire repondre');
  // When several are open, the person chooses the one with this title.
  if (!person.read().includes('Vous répondez à')) await person.press(title);
  expectRead(person, title);
  for (const question of QUESTIONS[kind]) {
    const gesture = gestures[question.id];
    if (gesture) await answerQuestion(person, question, gesture);
  }
}

async function answerQuestion(person: Person, question: Question, gesture: Gesture): Promise<void> {
  const asked = textIn('fr', question.text, { chamber: CHAMBER });
  const here = { in: asked };
  if ('type' in gesture) await person.say(gesture.type, asked);
  else if ('click' in gesture && typeof gesture.click === 'string') {
    await person.press(words(optionText(gesture.click)), here);
  } else if ('click' in gesture) {
    await person.choose(words('surveys.ask.several'), ...gesture.click.map((option) => words(optionText(option))));
  } else if ('pick' in gesture) {
    for (const [index, option] of gesture.pick.entries()) {
      await person.choose(words(`surveys.places.${index + 1}`), words(optionText(option)));
    }
    if (gesture.pick.length < 3) await person.press(words('surveys.buttons.done'), here);
  } else if ('rate' in gesture) {
    // The same levels stand below each statement, in the same order.
    for (const [nth, statement] of STATEMENT_IDS.entries()) {
      await person.press(words(optionText(gesture.rate[statement])), { ...here, nth });
    }
  } else if ('add' in gesture) {
    for (const [index, item] of gesture.add.entries()) {
      await person.press(words(index === 0 ? 'surveys.buttons.addMedia' : 'surveys.buttons.another'), here);
      await person.fill({
        outlet: item.outlet,
        medium: item.medium,
        ...(item.publishedOn ? { publishedOn: item.publishedOn } : {}),
        ...(item.link ? { link: item.link } : {}),
      });
    }
    await person.press(words('surveys.buttons.done'), here);
  } else {
    const label = {
      skip: 'surveys.buttons.skip',
      nothing: 'surveys.buttons.nothing',
      dontKnow: 'surveys.options.dontKnow',
    };
    await person.press(words(label[gesture.press]), here);
  }
}
