/** Who acts, who is in the region and where they are reached: what is asked of the rows by all the others. */
export { takePart } from './account-store.ts';
export { actorOf, type Entry, entryOf, knownGone } from './actor-store.ts';
export {
  type ChannelUse,
  type Contact,
  directory,
  privately,
} from './directory-store.ts';
export { allRegions, anyRegionSetUp, regionById, regionOfTeam, regionsOfUser, regionsOn } from './region-store.ts';
