const ranking = { answered: 0, other: 0, withheld: null, options: [] };
const choice = { answered: 0, withheld: null, counts: [] };

/** The figures of a bilan for which nobody has answered, as they are stored. */
export const UNTOLD_FIGURES = {
  figures: {},
  reasons: ranking,
  defects: ranking,
  scales: [],
  distribution: { ...choice, main: [] },
  audience: choice,
  comingBack: choice,
  whyAbsent: { ...choice, asked: 0 },
  departmentOpinions: { reasons: [], defects: [] },
  byDepartment: [],
  linkingOrganisations: [],
  respondents: [],
};
