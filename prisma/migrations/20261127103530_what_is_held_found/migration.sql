-- CreateIndex
CREATE INDEX "Delivery_held_idx" ON "Delivery"("regionId") WHERE (status = 'PENDING'::"DeliveryStatus") AND ("heldUntil" IS NOT NULL);
