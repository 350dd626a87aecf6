// Messages cover nothing that can be pressed, wherever that lies, as long as there is room beside it.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { covered, toastPlace, type Rectangle } from "../../client/ui/toastPlace.ts";

const WINDOW = { width: 1440, height: 900 };
const MAP: Rectangle = { x: 0, y: 52, width: 1088, height: 848 };
const TOAST = { width: 480, height: 56 };

const controls = fc.array(
  fc.record({
    x: fc.integer({ min: -40, max: 1440 }),
    y: fc.integer({ min: -40, max: 900 }),
    width: fc.integer({ min: 24, max: 240 }),
    height: fc.integer({ min: 24, max: 120 }),
  }),
  { maxLength: 12 },
);

describe("messages", () => {
  it("LA-10: lie at the lower edge, in the middle of the map, where nothing is", () => {
    const { x, y } = toastPlace(TOAST, { window: WINDOW, within: MAP, controls: [] });
    expect(x).toBe((MAP.width - TOAST.width) / 2);
    expect(y + TOAST.height).toBe(WINDOW.height - 16);
  });

  it("LA-10: lie beside what can be pressed there, or above it", () => {
    const zoom = { x: 600, y: 840, width: 470, height: 44 };
    const beside = toastPlace(TOAST, { window: WINDOW, within: MAP, controls: [zoom] });
    expect(beside.y + TOAST.height).toBe(WINDOW.height - 16);
    expect(beside.x + TOAST.width).toBeLessThanOrEqual(zoom.x);
    const slider = { x: 20, y: 800, width: 1400, height: 80 };
    const above = toastPlace(TOAST, { window: WINDOW, within: MAP, controls: [slider] });
    expect(above.y + TOAST.height).toBeLessThanOrEqual(slider.y);
    expect(above.y + TOAST.height).toBeGreaterThan(slider.y - 20);
  });

  it("LA-10: cover nothing, and stay within the window, wherever things lie", () => {
    fc.assert(
      fc.property(controls, (all) => {
        const at = {
          ...toastPlace(TOAST, { window: WINDOW, within: MAP, controls: all }),
          ...TOAST,
        };
        expect(at.x).toBeGreaterThanOrEqual(0);
        expect(at.y).toBeGreaterThanOrEqual(0);
        expect(at.x + at.width).toBeLessThanOrEqual(WINDOW.width);
        expect(at.y + at.height).toBeLessThanOrEqual(WINDOW.height);
        // Of so few things at least one row of the window is free.
        const rows = all.reduce((sum, { height }) => sum + height + TOAST.height + 30, 0);
        if (rows < WINDOW.height - 100) expect(covered(at, all)).toBe(0);
      }),
    );
  });

  it("LA-10: where there is no room they lie where they cover least", () => {
    const all = { x: 0, y: 200, width: 390, height: 600 };
    const head = { x: 0, y: 0, width: 200, height: 200 };
    const small = {
      window: { width: 390, height: 800 },
      within: { x: 0, y: 0, width: 390, height: 800 },
    };
    const wide = { width: 358, height: 60 };
    const { y } = toastPlace(wide, { ...small, controls: [all, head] });
    expect(y + wide.height).toBeLessThanOrEqual(200);
  });
});
