// Where a comparison begins: which part of a map with changes is seen at first.
import { describe, expect, it } from "vitest";
import { mostInView } from "../../client/versions/compare/mostInView.ts";

const LARGEST = { width: 1_000, height: 600 };

function boxAt(x: number, y: number) {
  return { x, y, width: 100, height: 60 };
}

describe("where a comparison begins", () => {
  it("VE-140: all changes are in view where they fit into what can be read", () => {
    expect(mostInView([boxAt(0, 0), boxAt(900, 540)], LARGEST)).toEqual({
      x: 0,
      y: 0,
      width: 1_000,
      height: 600,
    });
    expect(mostInView([], LARGEST)).toBeNull();
  });

  it("VE-140: where they do not fit, it begins with the part that holds the most of them, no larger than can be read", () => {
    const crowd = Array.from({ length: 12 }, (_, at) => boxAt(50_000 + 20 * at, 7_000));
    const part = mostInView([boxAt(0, 0), boxAt(300, 0), ...crowd, boxAt(-9_000, 0)], LARGEST);
    expect(part).toMatchObject(LARGEST);
    for (const { x, y } of crowd) {
      expect(x).toBeGreaterThan(part?.x ?? Infinity);
      expect(x + 100).toBeLessThan((part?.x ?? -Infinity) + LARGEST.width);
      expect(y).toBeGreaterThan(part?.y ?? Infinity);
    }
  });

  it("VE-140: of thousands of changes the crowd is found too", () => {
    const lonely = Array.from({ length: 4_000 }, (_, at) => boxAt(at * 5_000, 0));
    const crowd = Array.from({ length: 900 }, (_, at) => boxAt((at % 30) * 20, 900_000 + at / 3));
    expect(mostInView([...lonely, ...crowd], LARGEST)?.y).toBeGreaterThan(890_000);
  });
});
