-- AlterTable
ALTER TABLE "SurveyConversation" ADD COLUMN     "card" TEXT,
ADD COLUMN     "typedBelow" INTEGER NOT NULL DEFAULT 0;

-- What shows the question that waits becomes the card; where none waits, the opening does.
UPDATE "SurveyConversation"
SET "card" = COALESCE("shown" ->> "question", "deliveryKey")
WHERE "shown" <> '{}'::jsonb;

-- AlterTable
ALTER TABLE "SurveyConversation" DROP COLUMN "shown";
