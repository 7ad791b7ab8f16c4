# The bot as an image: a release archive is made in one stage, and nothing else goes into the other. docs/exploiter.md says how to use it.
FROM node:24-trixie-slim AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run pack && mkdir /release && tar xzf dist/fil-conducteur-*.tar.gz -C /release --strip-components=1

FROM node:24-trixie-slim
# pg_dump backs up a server's database; it must be at least as new as the server of compose.yaml.
RUN apt-get update \
  && apt-get install -y --no-install-recommends postgresql-client \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o node -g node -m 0700 /data
COPY --from=build /release /app
WORKDIR /app
ENV DATA_DIR=/data HOST=0.0.0.0 PORT=3000
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1: it takes the signal to stop once the bot runs, and has no children but pg_dump, which it waits for.
CMD ["node", "--max-semi-space-size=4", "dist/bot/main.js"]
