-- CreateEnum
CREATE TYPE "ReportCommentState" AS ENUM ('NEW', 'TREATED', 'AGAIN');

-- CreateTable
CREATE TABLE "ReportReview" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "figures" JSONB NOT NULL,
    "words" JSONB NOT NULL,
    "outline" JSONB NOT NULL,
    "fileIds" UUID[],
    "answerBy" TEXT,
    "askedById" UUID NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ReportReview_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReportReader" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "addedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReportReader_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReportComment" (
    "id" UUID NOT NULL,
    "regionId" UUID NOT NULL,
    "reviewId" UUID NOT NULL,
    "chapter" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "writtenById" UUID NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL,
    "toldAt" TIMESTAMPTZ(3),
    "state" "ReportCommentState" NOT NULL DEFAULT 'NEW',

    CONSTRAINT "ReportComment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ReportReview_regionId_idx" ON "ReportReview"("regionId");

-- CreateIndex
CREATE INDEX "ReportReview_editionId_idx" ON "ReportReview"("editionId");

-- CreateIndex
CREATE INDEX "ReportReader_regionId_idx" ON "ReportReader"("regionId");

-- CreateIndex
CREATE UNIQUE INDEX "ReportReader_reviewId_personId_key" ON "ReportReader"("reviewId", "personId");

-- CreateIndex
CREATE INDEX "ReportComment_reviewId_idx" ON "ReportComment"("reviewId");

-- CreateIndex
CREATE INDEX "ReportComment_regionId_idx" ON "ReportComment"("regionId");

-- AddForeignKey
ALTER TABLE "ReportReview" ADD CONSTRAINT "ReportReview_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportReader" ADD CONSTRAINT "ReportReader_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportReader" ADD CONSTRAINT "ReportReader_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "ReportReview"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportComment" ADD CONSTRAINT "ReportComment_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportComment" ADD CONSTRAINT "ReportComment_reviewId_fkey" FOREIGN KEY ("reviewId") REFERENCES "ReportReview"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER "ReportReview_askedById_linked" AFTER INSERT OR UPDATE OF "askedById" ON "ReportReview" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('askedById');
CREATE TRIGGER "ReportReader_personId_linked" AFTER INSERT OR UPDATE OF "personId" ON "ReportReader" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('personId');
CREATE TRIGGER "ReportComment_writtenById_linked" AFTER INSERT OR UPDATE OF "writtenById" ON "ReportComment" FOR EACH ROW
  WHEN (current_setting('fil.accounts', true) <> '') EXECUTE FUNCTION note_linked_row('writtenById');
