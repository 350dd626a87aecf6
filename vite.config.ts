// How the client is built into dist/client. The page runs under `script-src 'self'; font-src 'self'`: nothing may be
// inlined as data: URI, and no inline script may be injected.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { ariaLanguages } from "./scripts/build/ariaLanguages.ts";
import { languagePreload } from "./scripts/build/languagePreload.ts";
import { mapPreload } from "./scripts/build/mapPreload.ts";
import { neededFirst } from "./scripts/build/neededFirst.ts";
import { serviceWorker } from "./scripts/build/serviceWorker.ts";
import { withoutIndex } from "./scripts/build/withoutIndex.ts";

const MAP_PAGE = "client/app/MapPage.tsx";
const isNeededFirst = neededFirst(["client/main.tsx", MAP_PAGE]);

const server = process.env.DEV_SERVER ?? "http://127.0.0.1:3000";

export default defineConfig({
  root: "client",
  plugins: [
    withoutIndex(["react-aria-components", "lucide-react"]),
    react(),
    ariaLanguages(["de-DE", "en-US"]),
    mapPreload(MAP_PAGE),
    languagePreload("client/i18n"),
    serviceWorker("client/sw.ts"),
  ],
  build: {
    outDir: "../dist/client",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The frame of all pages is one file.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // What every page needs, and what only the map needs; the start page never loads the second.
        codeSplitting: {
          groups: [
            {
              name: "react",
              test: /node_modules\/(react|react-dom|scheduler|use-sync-external-store)\//,
              priority: 1,
            },
            {
              // A file beside the frame: the browser reads the two at the same time.
              debugName: "aria",
              name: (id, graph) => (isNeededFirst(id, graph) ? "aria" : "ariaLater"),
              test: /node_modules\/(react-aria|react-stately|@react-[a-z]+|react-aria-components|@internationalized)\//,
              minShareCount: 2,
            },
            { name: "yjs", test: /node_modules\/(yjs|lib0|y-protocols|y-websocket)\// },
            { name: "canvas", test: /node_modules\/(@xyflow|d3-[a-z]+)\// },
            {
              name: "richText",
              test: /node_modules\/(@tiptap|prosemirror-[a-z]+|orderedmap|w3c-keyname)\//,
            },
            // What several pages share is one file, not one for each set of pages that share it: dozens of small files
            // take longer to fetch than what some page does not need of a larger one. Three of them: what every page
            // begins with, what several pages are made of, and what a map is shown with, now or as it was. What a map
            // does not need for its first picture lies beside the last two.
            { name: "frame", tags: ["$initial"] },
            {
              debugName: "pages",
              name: (id, graph) => (isNeededFirst(id, graph) ? "pages" : "pagesLater"),
              test: /node_modules\/lucide-react\/|\/client\/(i18n|people|ui)\//,
              minShareCount: 2,
            },
            {
              debugName: "map",
              name: (id, graph) => (isNeededFirst(id, graph) ? "map" : null),
              test: /\/(client|shared)\//,
              minShareCount: 2,
            },
            {
              name: "mapLater",
              test: /\/client\/(app|changes|comments|map|versions)\//,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
  // `npm run dev`: pages come from Vite (without the strict CSP: Vite injects styles and scripts), data from a server
  // that runs beside it. Origin is rewritten because the server accepts only its own.
  server: {
    port: 5173,
    strictPort: false,
    proxy: {
      "/api": { target: server, headers: { origin: server }, changeOrigin: true },
      "/sync": { target: server, headers: { origin: server }, changeOrigin: true, ws: true },
    },
  },
});
