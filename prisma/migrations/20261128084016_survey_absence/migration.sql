-- AlterEnum
ALTER TYPE "QuestionnaireKind" ADD VALUE 'ABSENCE';
