-- AlterTable
ALTER TABLE "Questionnaire" ADD COLUMN     "setAsideAt" TIMESTAMPTZ(3);
