// Counts how often a component rendered, for the tests that hold us to "moving a node renders no content". Costs one
// property lookup where no test has planted the object that is counted into.

declare global {
  var __renders: Record<string, number> | undefined;
}

export function countRender(component: string): void {
  const counts = globalThis.__renders;
  if (counts !== undefined) counts[component] = (counts[component] ?? 0) + 1;
}
