import { eachCanBeChosen } from './each-can-be-chosen.ts';
import { relayLists } from './relays.ts';

eachCanBeChosen(relayLists);
