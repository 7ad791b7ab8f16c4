export type DepartmentsReading =
  | { readonly ok: true; readonly departments: readonly string[] }
  | { readonly ok: false; readonly problem: 'empty' | 'unreadable'; readonly unknown: readonly string[] };
/** Stub. */
export function readDepartments(_text: string): DepartmentsReading {
  return { ok: false, problem: 'empty', unknown: [] };
}
