-- AlterTable
ALTER TABLE "Membership" ADD COLUMN     "excludedAt" TIMESTAMPTZ(3),
ADD COLUMN     "excludedById" UUID;
