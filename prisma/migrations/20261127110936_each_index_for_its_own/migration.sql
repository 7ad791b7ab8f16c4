-- DropIndex
DROP INDEX "Delivery_waiting_idx";

-- CreateIndex
CREATE INDEX "Delivery_waiting_idx" ON "Delivery"("platform", "sequence") WHERE (status = ANY (ARRAY['PENDING'::"DeliveryStatus", 'SENDING'::"DeliveryStatus"])) AND ("heldUntil" IS NULL) AND (sequence > 0);

-- The same of the index by rank, which Prisma doesn't know.
DROP INDEX "Delivery_next_idx";
CREATE INDEX "Delivery_next_idx" ON "Delivery"("platform", (delivery_kind("target", "editOf")), "rank", "sequence") WHERE (status = ANY (ARRAY['PENDING'::"DeliveryStatus", 'SENDING'::"DeliveryStatus"])) AND ("heldUntil" IS NULL) AND ("rank" >= 0);
