-- CreateIndex
CREATE INDEX "RelayMessage_withheld_idx" ON "RelayMessage"("channelId", "withheld") WHERE (withheld IS NOT NULL);

-- A note is pinned in its channel's conversation, once it stands there. No delivery of this kind is stored yet, so that what the
-- indexes on this function hold stays true.
CREATE OR REPLACE FUNCTION delivery_lane(target jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(
  CASE target ->> 'kind'
    WHEN 'channel' THEN (target ->> 'platform') || ':' || (target ->> 'channel')
    WHEN 'pin' THEN (target ->> 'platform') || ':' || (target ->> 'channel')
    WHEN 'place' THEN (target -> 'place' ->> 'platform') || ':' || (target -> 'place' ->> 'channel')
    WHEN 'private' THEN (target ->> 'platform') || ':' || (target ->> 'users')
    WHEN 'thread' THEN (target ->> 'platform') || ':thread:' || (target ->> 'of')
    ELSE (target ->> 'platform') || ':organisation:' || (target ->> 'organisation')
  END,
  '');
