import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { GivenConsent } from './consents.ts';

/** The value that stands instead of a choice that was taken back. */
const NONE = 'none';

/** Reads and takes back what somebody allowed to be quoted or shown. */
export function consentStore({ tx, region, now }: RegionScope) {
  const client = clientOf(tx);
  const regionId = region.id;
  return {
    /** Returns what this person allows, the newest first. */
    async of(personId: string): Promise<readonly GivenConsent[]> {
      return client.$queryRaw<readonly GivenConsent[]>`
        SELECT consent."id", consent."question", organisation."name" AS "organisation", edition."year", consent."wording",
          consent."chosenAt"
        FROM "QuoteConsent" consent JOIN "Questionnaire" asked ON asked."id" = consent."questionnaireId"
        JOIN "Organisation" organisation ON organisation."id" = asked."organisationId"
        JOIN "Survey" survey ON survey."id" = asked."surveyId" JOIN "Edition" edition ON edition."id" = survey."editionId"
        WHERE consent."regionId" = ${regionId}::uuid AND consent."chosenById" = ${personId}::uuid AND consent."choice" <> ${NONE}
        ORDER BY consent."chosenAt" DESC, consent."id"`;
    },

    /**
     * Takes back what this person allowed, with the words by which they did. Returns the questionnaire in which they had; null where
     * there is no such choice.
     */
    async withdraw(id: string, personId: string, wording: string): Promise<string | null> {
      // An answer locks the questionnaire first, too.
      const [asked] = await client.$queryRaw<readonly { readonly id: string }[]>`
        SELECT asked."id" FROM "Questionnaire" asked JOIN "QuoteConsent" consent ON consent."questionnaireId" = asked."id"
        WHERE consent."id" = ${id}::uuid AND consent."regionId" = ${regionId}::uuid AND consent."chosenById" = ${personId}::uuid
        FOR UPDATE OF asked`;
      const { count } = await client.quoteConsent.updateMany({
        where: { id, regionId, chosenById: personId },
        data: { choice: NONE, wording, chosenAt: now },
      });
      return count === 1 && asked ? asked.id : null;
    },
  };
}
