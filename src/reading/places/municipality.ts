/** A commune that exists today. */
export interface Municipality {
  /** INSEE code, "60057"; not the postal code. */
  readonly code: string;
  readonly name: string;
  /** Department code: "60", "2A", "971". */
  readonly department: string;
  readonly departmentName: string;
  /** Inhabitants at the last census; 0 where none is published. */
  readonly population: number;
}

export interface Department {
  /** "02", "2A", "971". */
  readonly code: string;
  readonly name: string;
  /** INSEE code of today's region. */
  readonly region: string;
}

/** A region of today (2016). */
export interface OfficialRegion {
  readonly code: string;
  readonly name: string;
  /** Department codes, in order. */
  readonly departments: readonly string[];
}
