// What a person does on the canvas while frames are counted, the same on every page: all of them are drawn by React
// Flow, whose class names are all that is known here.
import type { Page } from "playwright";

export interface Point {
  x: number;
  y: number;
}

const STEP_MS = 12;
const RADIUS_PX = 180;
const TURN_MS = 1_500;

/** Ids and middles of the nodes that lie in the window. */
export async function nodesInView(page: Page): Promise<({ id: string } & Point)[]> {
  return await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".react-flow__node")].flatMap((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const x = left + width / 2;
      const y = top + height / 2;
      const inside = x > 0 && y > 0 && x < innerWidth && y < innerHeight;
      return inside ? [{ id: element.dataset["id"] ?? "", x, y }] : [];
    }),
  );
}

/** Zooms with the wheel in the middle of the window until about `wanted` nodes are in view. */
export async function showAbout(page: Page, wanted: number): Promise<number> {
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.mouse.move(width / 2, height / 2);
  let count = 0;
  for (let tries = 0; tries < 60; tries++) {
    count = (await nodesInView(page)).length;
    if (count > wanted * 0.75 && count < wanted * 1.25) break;
    const amount = count > wanted * 3 || count < wanted / 3 ? 200 : 60;
    await page.mouse.wheel(0, count > wanted ? -amount : amount);
    await page.waitForTimeout(60);
  }
  await page.waitForTimeout(500);
  return count;
}

/** A node near the middle, one that the pointer hits. */
export async function nodeToDrag(page: Page): Promise<Point> {
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 800 };
  const nodes = await nodesInView(page);
  const distance = ({ x, y }: Point) => Math.hypot(x - width / 2, y - height / 2);
  const [nearest] = nodes.toSorted((a, b) => distance(a) - distance(b));
  if (nearest === undefined) throw new Error("no node in view");
  return nearest;
}

/** A point where the canvas itself lies, near the middle. */
export async function emptySpot(page: Page): Promise<Point> {
  const spot = await page.evaluate(() => {
    for (let radius = 0; radius < 380; radius += 6) {
      for (let angle = 0; angle < 6.2; angle += 0.4) {
        const x = innerWidth / 2 + radius * Math.cos(angle);
        const y = innerHeight / 2 + radius * Math.sin(angle);
        if (document.elementFromPoint(x, y)?.classList.contains("react-flow__pane"))
          return { x, y };
      }
    }
    return null;
  });
  if (spot === null) throw new Error("no empty spot in view");
  return spot;
}

/** Presses at `from` and moves in circles for `ms`. */
export async function dragInCircles(page: Page, from: Point, ms: number): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const start = performance.now();
  for (let now = start; now - start < ms; now = performance.now()) {
    const angle = ((now - start) / TURN_MS) * 2 * Math.PI;
    const x = from.x + RADIUS_PX * Math.sin(angle);
    await page.mouse.move(x, from.y + RADIUS_PX * (1 - Math.cos(angle)) * 0.5);
    await page.waitForTimeout(Math.max(0, STEP_MS - (performance.now() - now)));
  }
  await page.mouse.move(from.x, from.y);
  await page.mouse.up();
}

/** Zooms in and out around the middle for `ms`, back to where it began. */
export async function zoomInAndOut(page: Page, ms: number): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.mouse.move(width / 2, height / 2);
  const start = performance.now();
  let balance = 0;
  for (let now = start; now - start < ms; now = performance.now()) {
    const amount = Math.sin(((now - start) / TURN_MS) * 2 * Math.PI) < 0 ? 20 : -20;
    balance += amount;
    await page.mouse.wheel(0, amount);
    await page.waitForTimeout(Math.max(0, STEP_MS - (performance.now() - now)));
  }
  await page.mouse.wheel(0, -balance);
}
