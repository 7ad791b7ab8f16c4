-- AlterTable
ALTER TABLE "Questionnaire" ADD COLUMN     "finishReminder" TEXT;
