import { eachCanBeChosen } from './each-can-be-chosen.ts';
import { organisationLists } from './organisations.ts';

eachCanBeChosen(organisationLists);
