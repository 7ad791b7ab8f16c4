-- AlterTable
ALTER TABLE "Announcement" ADD COLUMN     "urgent" BOOLEAN NOT NULL DEFAULT false;
