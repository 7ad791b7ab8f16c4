import { eachCanBeChosen } from './each-can-be-chosen.ts';
import { regionLists } from './regions.ts';

eachCanBeChosen(regionLists);
