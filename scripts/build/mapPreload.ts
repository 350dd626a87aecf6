// Vite plugin: tells `firstPaint.js` which files the page of a map consists of, so that the browser fetches them beside
// those of the frame instead of after it, and with which parameters its socket is opened. Names of built files are hashed:
// only the build knows them.
import type { HtmlTagDescriptor, Plugin } from "vite";
import { CLIENT_PARAMS } from "../../shared/protocol/clientParams.ts";

/** @param entry the module that is loaded when a map is opened, as its path ends. */
export function mapPreload(entry: string): Plugin {
  return {
    name: "map-preload",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle = {} }): HtmlTagDescriptor[] {
        const chunks = new Map<string, { imports: string[]; css: string[] }>();
        let first: string | null = null;
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== "chunk") continue;
          const css = [...(chunk.viteMetadata?.importedCss ?? [])];
          chunks.set(chunk.fileName, { imports: chunk.imports, css });
          if (chunk.facadeModuleId?.endsWith(entry) === true) first = chunk.fileName;
        }
        if (first === null) throw new Error(`${entry} has no file of its own.`);
        const files = new Set<string>([first]);
        for (const file of files) {
          const { imports = [], css = [] } = chunks.get(file) ?? {};
          for (const needed of [...imports, ...css]) files.add(needed);
        }
        const content = [...files].map((file) => `/${file}`).join(" ");
        const params = `?${new URLSearchParams(CLIENT_PARAMS)}`;
        return [
          { tag: "meta", attrs: { name: "map-files", content }, injectTo: "head-prepend" },
          { tag: "meta", attrs: { name: "map-socket", content: params }, injectTo: "head-prepend" },
        ];
      },
    },
  };
}
