import { eachCanBeChosen } from './each-can-be-chosen.ts';
import { figureLists } from './figures.ts';

eachCanBeChosen(figureLists);
