-- The messages that somebody was sent in private, by their account: what is kept of them is counted and copied by it.
CREATE INDEX "Delivery_private_to_idx" ON "Delivery"(("target" -> 'users' ->> 0), "platform") WHERE ("target" ->> 'kind' = 'private');
