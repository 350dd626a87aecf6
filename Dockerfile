# The server with the built client, on Node 24, without development packages. tests/integration/image.test.ts runs
# these instructions without Docker: keep to what it understands (COPY, RUN, ENV, WORKDIR and the exec forms of CMD).

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No install scripts: the only one fetches a Node, and this image has it.
RUN npm ci --ignore-scripts
COPY tsconfig.json vite.config.ts ./
COPY scripts ./scripts
COPY shared ./shared
COPY client ./client
RUN npm run build

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY shared ./shared
COPY server ./server
COPY --from=build /app/dist/client ./dist/client
RUN install -d -o node -g node /data
# Inside of a container the loopback address reaches nobody. PUBLIC_URL is where people open it in their browsers; the
# default holds for the machine that runs the container.
ENV HOST=0.0.0.0 PUBLIC_URL=http://localhost:3000 PORT=3000 DATA_DIR=/data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/main.ts"]
