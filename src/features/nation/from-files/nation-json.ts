import type { NationFinding } from './findings.ts';
import type { Refusal } from './refusal.ts';
import { byMedium } from './region.ts';
import type { Nation } from './roll-up.ts';

/** Goes up when a key changes its meaning; docs/nation.md describes it. */
const NATION_SCHEMA = 'fil-conducteur/nation/1';

/** Writes the nation's figures for programs. The same files give the same bytes. */
export function nationJson(nation: Nation, findings: readonly NationFinding[], refusals: readonly Refusal[]): string {
  const { year, regions, missing, expected, replaced, figures, budget, media, pairs } = nation;
  const { reasons, defects, audience, comingBack, scales } = nation;
  const json = {
    schema: NATION_SCHEMA,
    year,
    received: regions.length,
    expected,
    missing,
    regions: regions.map(({ name, chamber, departments, version, madeAt, thumbprint, file, edition }) => ({
      ...{ name, chamber, departments, edition, version, madeAt, thumbprint, file },
    })),
    figures,
    budget,
    media: media && byMedium((medium) => media[medium].value),
    mediaPrecision: media && byMedium((medium) => media[medium].precision),
    ...{ reasons, defects, audience, comingBack, scales },
    pairs,
    findings,
    refusals,
    replaced,
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}
