// What a description may consist of: exactly the elements and marks of shared/map/schema.ts, links to safe addresses only.
import { Mark, mergeAttributes } from "@tiptap/core";
import { StarterKit } from "@tiptap/starter-kit";
import { isSafeHref } from "#shared/map/schema.ts";

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    address: {
      setAddress: (href: string) => ReturnType;
      unsetAddress: () => ReturnType;
    };
  }
}

/** A link that knows its address and nothing else: no target, class or title that somebody could put into the map. */
const link = Mark.create({
  name: "link",
  inclusive: false,
  addAttributes() {
    return { href: { default: null } };
  },
  parseHTML() {
    return [
      {
        tag: "a[href]",
        getAttrs: (element) => (isSafeHref(element.getAttribute("href")) ? null : false),
      },
    ];
  },
  renderHTML({ HTMLAttributes }) {
    const href: unknown = HTMLAttributes["href"];
    if (!isSafeHref(href)) return ["span", 0];
    return [
      "a",
      mergeAttributes({ href, rel: "noopener noreferrer nofollow", target: "_blank" }),
      0,
    ];
  },
  addCommands() {
    return {
      setAddress:
        (href) =>
        ({ chain }) =>
          isSafeHref(href) && chain().extendMarkRange("link").setMark("link", { href }).run(),
      unsetAddress:
        () =>
        ({ chain }) =>
          chain().extendMarkRange("link").unsetMark("link").run(),
    };
  },
});

export const richTextExtensions = [
  StarterKit.configure({
    heading: { levels: [2, 3] },
    code: false,
    codeBlock: false,
    link: false,
    undoRedo: false,
    // Both draw with marks of their own, and the trailing node would write into the map by itself.
    dropcursor: false,
    gapcursor: false,
    trailingNode: false,
  }),
  link,
];
