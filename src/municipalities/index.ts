export { department, departments, regions } from './departments.ts';
export { type FindOptions, findMunicipalities } from './find-municipalities.ts';
export type { Department, Municipality, Region } from './municipality.ts';
export { type DepartmentsReading, readDepartments } from './read-departments.ts';
export { type PlaceReading, readPlace } from './read-place.ts';
