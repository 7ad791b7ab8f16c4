import { eachCanBeChosen } from './each-can-be-chosen.ts';
import { questionnaireLists } from './questionnaires.ts';

eachCanBeChosen(questionnaireLists);
