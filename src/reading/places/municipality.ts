/** A commune that exists today. */
export interface Municipality {
  /** The INSEE code, "60057"; not the postal code. */
  readonly code: string;
  readonly name: string;
  /** The department's code: "60", "2A", "971". */
  readonly department: string;
  readonly departmentName: string;
  /** The inhabitants at the last census; 0 when none is published. */
  readonly population: number;
}

export interface Department {
  /** "02", "2A", "971". */
  readonly code: string;
  readonly name: string;
  /** The INSEE code of today's region. */
  readonly region: string;
}

/** A region of today (2016). */
export interface OfficialRegion {
  readonly code: string;
  readonly name: string;
  /** The departments' codes, in order. */
  readonly departments: readonly string[];
}
