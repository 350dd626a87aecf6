// Vite plugin: tells `firstPaint.js` in which file the sentences of each language are, so that the browser fetches those of
// the page's language beside the scripts. Names of built files are hashed: only the build knows them.
import type { HtmlTagDescriptor, Plugin } from "vite";

/** @param folder where a file of sentences lies for each language: `de.json`. */
export function languagePreload(folder: string): Plugin {
  return {
    name: "language-preload",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle = {} }): HtmlTagDescriptor[] {
        const files: string[] = [];
        for (const chunk of Object.values(bundle)) {
          const source = chunk.type === "chunk" ? (chunk.facadeModuleId ?? "") : "";
          const language = source.includes(`/${folder}/`) ? /(\w+)\.json$/.exec(source)?.[1] : null;
          if (typeof language === "string") files.push(language, `/${chunk.fileName}`);
        }
        if (files.length === 0) throw new Error(`No language of ${folder} has a file of its own.`);
        const attrs = { name: "language-files", content: files.join(" ") };
        return [{ tag: "meta", attrs, injectTo: "head-prepend" }];
      },
    },
  };
}
