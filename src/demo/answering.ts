import { QUESTIONS, type Question, type QuestionnaireKind } from '../features/surveys/questions/catalogue.ts';
import { mediumText, optionText, STATEMENT_IDS } from '../features/surveys/questions/options.ts';
import type { Person } from '../playground/person.ts';
import { textIn } from '../texts/index.ts';
import { expectRead } from './expect.ts';
import type { Gesture, Gestures } from './gestures.ts';

type Media = Extract<Gesture, { add: unknown }>['add'][number];

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
  for (const [index, question] of QUESTIONS[kind].entries()) {
    const gesture = gestures[question.id];
    const before = QUESTIONS[kind][index - 1];
    const next = QUESTIONS[kind][index + 1];
    // The number or address that follows a "yes" is written in the same message, as the question proposes.
    if (next && isGivenWith(question, next) && typedIn(gestures[next.id]) !== null && gesture) {
      await person.say(`oui, ${typedIn(gestures[next.id])}`, asking(question));
    } else if (gesture && !(before && isGivenWith(before, question) && typedIn(gesture) !== null)) {
      await answerQuestion(person, question, gesture);
    }
  }
}

/** Returns whether the message that answers a question may give the next answer too. */
function isGivenWith(question: Question, next: Question): boolean {
  return 'together' in question && next.after?.question === question.id;
}

function typedIn(gesture: Gesture | undefined): string | null {
  return gesture && 'type' in gesture ? gesture.type : null;
}

function asking(question: Question): string {
  return textIn('fr', question.text, { chamber: CHAMBER });
}

/** Gives media items in one message, one on each line; in forms where the name of one has commas in it. */
async function addMedia(person: Person, items: readonly Media[], asked: string): Promise<void> {
  const typed = items.every(({ outlet }) => !/[,;]/u.test(outlet));
  if (typed) await person.say(items.map(mediaLine).join('\n'), asked);
  else {
    for (const [index, item] of items.entries()) {
      await person.press(words(index === 0 ? 'surveys.buttons.addMedia' : 'surveys.buttons.another'), { in: asked });
      const { outlet, medium, publishedOn, link } = item;
      await person.fill({ outlet, medium, ...(publishedOn && { publishedOn }), ...(link && { link }) });
    }
  }
  // Several in one message are the whole list; otherwise more may come.
  if (!typed || items.length === 1) await person.press(words('surveys.buttons.done'), { in: asked });
}

/** Words a media item as people type it, its parts between commas. */
function mediaLine({ outlet, medium, publishedOn, link }: Media): string {
  const parts = [outlet, words(mediumText(medium)), publishedOn, link];
  return parts.filter((part) => part !== undefined).join(', ');
}

async function answerQuestion(person: Person, question: Question, gesture: Gesture): Promise<void> {
  const asked = asking(question);
  const here = { in: asked };
  if ('type' in gesture) await person.say(gesture.type, asked);
  else if ('click' in gesture && typeof gesture.click === 'string') {
    await person.press(words(optionText(gesture.click)), here);
  } else if ('click' in gesture) {
    await person.choose(words('surveys.ask.several'), ...gesture.click.map((option) => words(optionText(option))));
  } else if ('pick' in gesture) {
    await person.choose(words('surveys.places.1'), ...gesture.pick.map((option) => words(optionText(option))));
    if (gesture.pick.length < 3) await person.press(words('surveys.buttons.done'), here);
  } else if ('rate' in gesture) {
    const { rate } = gesture;
    await person.say(STATEMENT_IDS.map((statement) => words(optionText(rate[statement]))).join(', '), asked);
  } else if ('add' in gesture) {
    await addMedia(person, gesture.add, asked);
  } else {
    const label = {
      skip: 'surveys.buttons.skip',
      nothing: 'surveys.buttons.nothing',
      dontKnow: 'surveys.options.dontKnow',
    };
    await person.press(words(label[gesture.press]), here);
  }
}
