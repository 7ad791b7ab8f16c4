-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "invitedOfficials" TEXT;
