-- AlterTable
ALTER TABLE "MediaMention" ADD COLUMN     "eventId" UUID,
ADD COLUMN     "title" TEXT;
