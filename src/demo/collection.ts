import { localPlatformNames } from '../playground/local-platform.ts';
import { channelNames, type Stage } from '../playground/stage.ts';
import { answerSheet } from './answering.ts';
import { type Cast, known } from './cast.ts';
import type { EditionFile } from './edition-file.ts';
import { type Effort, effortIn } from './efforts.ts';
import { expectRead } from './expect.ts';
import { instant } from './play-questionnaires.ts';
import type { DemoStep } from './timeline.ts';

/**
 * Returns the steps of the survey: its live tally, the figures nobody is asked, and its closing. What each
 * organisation's questionnaire asks of who answers it is added to `sheets`.
 */
export function collection(
  stage: Pick<Stage, 'settle'>,
  file: EditionFile,
  cast: Cast,
  sheets: Effort[],
): readonly DemoStep[] {
  const at = (moment: string) => instant(moment, file.region.timeZone);
  const { coordinator } = cast;
  return [
    {
      at: at(file.survey.launchedAt),
      chapter: 'surveyLaunched',
      async run() {
        await coordinator.command('/questionnaire lancer', { cloture: file.survey.closesOn });
        await coordinator.press('Lancer le questionnaire');
        expectRead(coordinator, 'Le questionnaire est lancé');
        for (const platform of localPlatformNames) {
          const here = cast.coordinatorOn(platform);
          await here.command('/chiffres afficher', { canal: here.channel(channelNames.tallies) });
          expectRead(here, 'Les chiffres sont affichés');
        }
        await stage.settle();
      },
    },
    ...file.eventSheets.map(
      ({ event, by, at: moment, answers }): DemoStep => ({
        at: at(moment),
        chapter: 'eventSurveys',
        run: () => answerSheet(cast.person(by), 'event', titleOf(file, event), answers),
      }),
    ),
    ...file.organisationSheets.map(
      ({ organisation, by, at: moment, answers }): DemoStep => ({
        at: at(moment),
        chapter: 'organisationSurveys',
        async run() {
          const person = cast.person(by);
          const answer = () => answerSheet(person, 'organisation', cast.organisation(organisation), answers);
          sheets.push(await effortIn(person, answer));
        },
      }),
    ),
    {
      at: at(file.entered.at),
      chapter: 'figures',
      run: () => enterFigures(file, cast.person(file.entered.by)),
    },
    {
      at: at(file.survey.closedAt),
      chapter: 'surveyClosed',
      async run() {
        await coordinator.command('/questionnaire fermer');
        await coordinator.press('Clore');
        expectRead(coordinator, 'Le questionnaire est clos');
      },
    },
  ];
}

function titleOf(file: EditionFile, event: string): string {
  return known(
    file.events.find(({ id }) => id === event),
    `event ${event}`,
  ).title;
}

async function enterFigures({ entered }: EditionFile, person: Cast['coordinator']): Promise<void> {
  const enter = async (options: Readonly<Record<string, string>>) => {
    await person.command('/chiffres saisir', options);
    expectRead(person, 'enregistré');
  };
  for (const { figure, typed } of entered.figures) await enter({ chiffre: figure, valeur: typed });
  for (const { funder, amount } of entered.budgetLines) {
    await enter({ chiffre: 'budgetLine', detail: funder, valeur: String(amount) });
  }
  if (entered.answersCountedOn) await enter({ chiffre: 'answersCountedOn', valeur: entered.answersCountedOn });
}
