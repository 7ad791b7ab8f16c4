-- AlterTable
ALTER TABLE "Erasure" ADD COLUMN     "documents" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "File" ADD COLUMN     "told" TEXT;
