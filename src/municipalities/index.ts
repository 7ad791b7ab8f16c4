export { department, departmentLabel, departmentName, departments, regions } from './departments.ts';
export { findMunicipalities } from './find-municipalities.ts';
export { loadGazetteer } from './gazetteer.ts';
export type { Municipality } from './municipality.ts';
export { isAreaName, readDepartments } from './read-departments.ts';
export { readPlace } from './read-place.ts';
export { withoutName } from './without-name.ts';
