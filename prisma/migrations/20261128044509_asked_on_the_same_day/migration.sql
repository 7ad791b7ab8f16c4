-- AlterTable
ALTER TABLE "SurveyConversation" ADD COLUMN     "alsoAsked" UUID[] DEFAULT ARRAY[]::UUID[];
