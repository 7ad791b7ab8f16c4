import { eachCanBeChosen } from './each-can-be-chosen.ts';
import { eventLists } from './events.ts';

eachCanBeChosen(eventLists);
