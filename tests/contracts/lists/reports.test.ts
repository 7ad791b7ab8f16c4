import { eachCanBeChosen } from './each-can-be-chosen.ts';
import { reportLists } from './reports.ts';

eachCanBeChosen(reportLists);
