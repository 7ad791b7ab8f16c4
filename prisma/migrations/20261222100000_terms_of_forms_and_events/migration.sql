-- AlterTable
ALTER TABLE "DataSettings" ADD COLUMN     "formDays" INTEGER,
ADD COLUMN     "receivedDays" INTEGER;
