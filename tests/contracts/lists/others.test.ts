import { eachCanBeChosen } from './each-can-be-chosen.ts';
import { otherLists } from './others.ts';

eachCanBeChosen(otherLists);
