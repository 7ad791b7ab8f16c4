-- What Discord withholds is kept by Discord's own names, as Slack's scopes are.
UPDATE "Installation"
SET "withheld" = array_replace(array_replace("withheld", 'messages', 'MessageContent'), 'members', 'GuildMembers');
