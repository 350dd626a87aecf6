// Reads the titles of all tests out of a test file without running it. Knows syntax only, nothing of rules.
import { parseSync } from "vite";

export interface TestTitle {
  file: string;
  line: number;
  /** What of the title stands in the source; null when it begins with something computed. */
  start: string | null;
}

interface SyntaxNode {
  type: string;
  start: number;
  [key: string]: unknown;
}

const TEST_FUNCTIONS = new Set(["it", "test"]);

export function testTitles(file: string, source: string): TestTitle[] {
  const parsed = parseSync(file, source);
  const [error] = parsed.errors;
  if (error !== undefined) throw new Error(`${file}: ${error.message}`);
  const found: TestTitle[] = [];
  const inner = new Set<unknown>();
  walk(parsed.program, (node) => {
    if (node.type !== "CallExpression") return;
    // it.each(rows)("title", …): the outer call has the title, the inner one only the rows.
    if (isSyntaxNode(node.callee) && node.callee.type === "CallExpression") inner.add(node.callee);
    if (inner.has(node) || !isTestFunction(node.callee)) return;
    const [title] = Array.isArray(node.arguments) ? (node.arguments as unknown[]) : [];
    const line = source.slice(0, node.start).split("\n").length;
    found.push({ file, line, start: beginning(title) });
  });
  return found;
}

function isTestFunction(callee: unknown): boolean {
  if (!isSyntaxNode(callee)) return false;
  if (callee.type === "Identifier") return TEST_FUNCTIONS.has(String(callee.name));
  if (callee.type === "MemberExpression") return isTestFunction(callee.object);
  if (callee.type === "CallExpression") return isTestFunction(callee.callee);
  if (callee.type === "TaggedTemplateExpression") return isTestFunction(callee.tag);
  return false;
}

function beginning(title: unknown): string | null {
  if (!isSyntaxNode(title)) return null;
  if (title.type === "Literal" && typeof title.value === "string") return title.value;
  if (title.type === "BinaryExpression") return beginning(title.left);
  if (title.type !== "TemplateLiteral" || !Array.isArray(title.quasis)) return null;
  const first: unknown = title.quasis[0];
  if (!isSyntaxNode(first) || typeof first.value !== "object" || first.value === null) return null;
  return "cooked" in first.value && typeof first.value.cooked === "string"
    ? first.value.cooked
    : null;
}

function isSyntaxNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"
  );
}

function walk(value: unknown, visit: (node: SyntaxNode) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
  } else if (isSyntaxNode(value)) {
    visit(value);
    for (const child of Object.values(value)) walk(child, visit);
  }
}
