-- AlterTable
ALTER TABLE "Erasure" ADD COLUMN     "accountMarks" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- Those under way know the accounts that they are about.
UPDATE "Erasure" SET "accountMarks" = ARRAY(
  SELECT encode(sha256(convert_to("id"::text || ':' || account, 'UTF8')), 'hex')
  FROM jsonb_array_elements_text("doing"->'accounts') account
) WHERE "doing" IS NOT NULL;
