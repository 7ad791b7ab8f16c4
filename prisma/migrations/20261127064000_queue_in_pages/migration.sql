-- AlterTable
ALTER TABLE "Delivery" ADD COLUMN     "rank" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "Delivery_put_off_idx" ON "Delivery"("platform", "notBefore") WHERE (status = ANY (ARRAY['PENDING'::"DeliveryStatus", 'SENDING'::"DeliveryStatus"])) AND ("heldUntil" IS NULL) AND ("notBefore" IS NOT NULL);

-- The conversation that something is sent to: what goes there keeps its order.
CREATE FUNCTION delivery_lane(target jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(
  CASE target ->> 'kind'
    WHEN 'channel' THEN (target ->> 'platform') || ':' || (target ->> 'channel')
    WHEN 'place' THEN (target -> 'place' ->> 'platform') || ':' || (target -> 'place' ->> 'channel')
    WHEN 'private' THEN (target ->> 'platform') || ':' || (target ->> 'users')
    WHEN 'thread' THEN (target ->> 'platform') || ':thread:' || (target ->> 'of')
    ELSE (target ->> 'platform') || ':organisation:' || (target ->> 'organisation')
  END,
  '');

-- What a platform limits by itself: changes, messages to people, and all others.
CREATE FUNCTION delivery_kind(target jsonb, edit_of text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN edit_of IS NOT NULL THEN 'edit' WHEN target ->> 'kind' = 'private' THEN 'private' ELSE 'channel' END;

-- What waits, by conversation, and as it comes next. Prisma's schema knows no index on an expression.
-- The first is on what may hold a conversation, which is little of what waits.
CREATE INDEX "Delivery_holding_idx" ON "Delivery"((delivery_lane("target")), "sequence") WHERE (status = ANY (ARRAY['PENDING'::"DeliveryStatus", 'SENDING'::"DeliveryStatus"])) AND ("heldUntil" IS NULL) AND ("status" = 'SENDING' OR "notBefore" IS NOT NULL);
CREATE INDEX "Delivery_lanes_idx" ON "Delivery"((delivery_lane("target")), "sequence") WHERE (status = ANY (ARRAY['PENDING'::"DeliveryStatus", 'SENDING'::"DeliveryStatus"])) AND ("heldUntil" IS NULL);
CREATE INDEX "Delivery_next_idx" ON "Delivery"("platform", (delivery_kind("target", "editOf")), "rank", "sequence") WHERE (status = ANY (ARRAY['PENDING'::"DeliveryStatus", 'SENDING'::"DeliveryStatus"])) AND ("heldUntil" IS NULL);
