import { eachCanBeChosen } from './each-can-be-chosen.ts';
import { sheetLists } from './sheets.ts';

eachCanBeChosen(sheetLists);
