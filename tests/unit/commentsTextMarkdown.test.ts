// What a comment can become in a page: listed elements with listed attributes, whatever stands in it.
import fc from "fast-check";
import { Children, Fragment, isValidElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { COMMENT_STYLE, commentPieces } from "../../client/comments/thread/commentPieces.tsx";
import { Mention } from "../../client/comments/thread/Mention.tsx";
import { NodeLink } from "../../client/comments/thread/NodeLink.tsx";
import { OPERATORS_STYLE } from "../../client/legal/OperatorText.tsx";
import { drawn, type MarkdownStyle, type MarkdownText } from "../../client/ui/Markdown.tsx";

/** Element → its attributes. */
const LISTED: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    [
      "p",
      "em",
      "strong",
      "code",
      "pre",
      "br",
      "hr",
      "blockquote",
      "ul",
      "li",
      "h2",
      "h3",
      "h4",
    ].map((element) => [element, []]),
  ),
  ol: ["start"],
  a: ["href", "rel", "target"],
};

function check(node: ReactNode, isSafe: (address: string) => boolean): void {
  for (const child of Children.toArray(node)) {
    if (!isValidElement<{ children?: ReactNode; href?: string }>(child)) continue;
    const { type, props } = child;
    if (type === Mention || type === NodeLink) continue;
    if (type !== Fragment) {
      expect(Object.keys(LISTED)).toContain(type);
      const attributes = Object.keys(props).filter((name) => name !== "children");
      for (const attribute of attributes) expect(LISTED[String(type)]).toContain(attribute);
      if (type === "a") expect(isSafe(props.href ?? "")).toBe(true);
    }
    check(props.children, isSafe);
  }
}

const LETTERS = { mention: (id: string) => `@${id}`, node: (target: string) => target };
const pieces = (text: string): MarkdownText => commentPieces(text, LETTERS);
const html = (text: MarkdownText, look: MarkdownStyle = COMMENT_STYLE): string =>
  renderToStaticMarkup(drawn(text, look));
const comment = (text: string): string => html(pieces(text));

const markup = fc.oneof(
  fc.constantFrom(
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href=//x>",
    "</p>",
  ),
  fc.constantFrom(
    "[x](javascript:alert(1))",
    "[x](data:text/html,x)",
    "![x](https://x.invalid/y.png)",
  ),
  fc.constantFrom(
    "[x](https://x.invalid)",
    "<https://x.invalid>",
    "mailto:a@b.de",
    "[y]: javascript:x\n",
  ),
  fc.constantFrom(
    "# ",
    "\n- ",
    "\n1. ",
    "> ",
    "```\n",
    "`",
    "**",
    "_",
    "\n---\n",
    "  \n",
    "\\",
    "&lt;",
  ),
  fc.constantFrom("@{abc}", "[[abc]]", "[[*a*]]", "@{_a_}", "\uE000", "\uE001", "\uE0000\uE001"),
  fc.string({ unit: "binary", maxLength: 8 }),
);

describe("text of comments", () => {
  it.each([
    ["comments", COMMENT_STYLE, pieces],
    ["the operator's texts", OPERATORS_STYLE, (text: string): MarkdownText => text],
  ] as const)(
    "CO-83: nothing but listed elements and attributes comes out of %s",
    (_, look, cut) => {
      fc.assert(
        fc.property(fc.array(markup, { maxLength: 16 }), (parts) => {
          check(drawn(cut(parts.join("")), look), look.isSafeAddress);
        }),
        { numRuns: 1_500 },
      );
    },
  );

  it("CO-83: bold, lists, quotes, code and links are drawn; headings are bold words, HTML is letters", () => {
    expect(comment("**a** *b* `c`")).toBe("<p><strong>a</strong> <em>b</em> <code>c</code></p>");
    expect(comment("- a\n- b")).toContain("<ul><li>");
    expect(comment("> a")).toBe("<blockquote><p>a</p></blockquote>");
    expect(comment("# a")).toBe("<p><strong>a</strong></p>");
    expect(comment("<b>a</b>")).toBe("<p>&lt;b&gt;a&lt;/b&gt;</p>");
    expect(comment("![Bild](https://x.invalid/y.png)")).toBe("<p>Bild</p>");
    const link = 'target="_blank" rel="noopener noreferrer nofollow"';
    expect(comment("[a](https://b.de/_c_)")).toBe(
      `<p><a href="https://b.de/_c_" ${link}>a</a></p>`,
    );
    expect(comment("siehe https://b.de/_c_?d=1.")).toBe(
      `<p>siehe <a href="https://b.de/_c_?d=1" ${link}>https://b.de/_c_?d=1</a>.</p>`,
    );
    for (const address of [
      "javascript:alert(1)",
      "JAVASCRIPT:x",
      "data:text/html,x",
      "/api/me",
      "//x",
    ]) {
      expect(comment(`[a](${address})`)).toBe("<p>a</p>");
    }
  });

  it("CO-83: mentions and node links are pieces in words, and letters in code, addresses and links", () => {
    const shownIn = (text: string): number => {
      let count = 0;
      const walk = (node: ReactNode): void => {
        for (const child of Children.toArray(node)) {
          if (!isValidElement<{ children?: ReactNode }>(child)) continue;
          if (child.type === Mention || child.type === NodeLink) count += 1;
          walk(child.props.children);
        }
      };
      walk(drawn(pieces(text), COMMENT_STYLE));
      return count;
    };
    expect(shownIn("@{_a_} und **[[b]]**, [[*c*]]")).toBe(3);
    expect(shownIn("`@{a}`\n\n```\n[[b]]\n```")).toBe(0);
    expect(comment("`@{a}`")).toBe("<p><code>@a</code></p>");
    expect(comment("[x [[b]] y](https://c.de/@{d})")).toContain('href="https://c.de/@d"');
    expect(shownIn("[x [[b]] y](https://c.de)")).toBe(0);
  });

  it("CO-83: letters that stand for pieces inside are only letters when somebody writes them", () => {
    expect(comment("\uE0000\uE001 @")).toBe("<p>\uE0000\uE001 @</p>");
  });
});
