// Where the nodes of the starter map lie: drawn by hand in columns, so that no link runs through a node. Places are
// those of the top left corner, in map units.
import type { Size } from "./schema.ts";

interface Spot {
  x: number;
  y: number;
}

export const STARTER_PLACES: Readonly<Record<string, Spot>> = {
  // The shared picture on top, what it is to hold at its left, what it goes beyond at its right.
  n01: { x: 710, y: 90 },
  n12: { x: 295, y: 0 },
  n13: { x: 295, y: 120 },
  n29: { x: 295, y: 240 },
  n21: { x: 1125, y: 0 },
  n15: { x: 1125, y: 190 },
  n16: { x: 1125, y: 285 },
  n14: { x: 1500, y: 190 },
  n17: { x: 1500, y: 278 },
  n18: { x: 1500, y: 366 },
  // The guiding questions, with roles and tasks that answer them.
  n04: { x: 0, y: 395 },
  n05: { x: 0, y: 505 },
  n02: { x: 355, y: 440 },
  n19: { x: 710, y: 430 },
  n03: { x: 1065, y: 440 },
  // What the answers rest on.
  n20: { x: 333, y: 665 },
  n08: { x: 710, y: 675 },
  n06: { x: 1065, y: 700 },
  n09: { x: 323, y: 880 },
  n07: { x: 710, y: 890 },
  n11: { x: 355, y: 1065 },
  n10: { x: 710, y: 1075 },
  // Who speaks with whom.
  n23: { x: 1365, y: 458 },
  n27: { x: 1873, y: 472 },
  n22: { x: 1619, y: 600 },
  n24: { x: 1365, y: 755 },
  n25: { x: 1619, y: 755 },
  n26: { x: 1873, y: 755 },
  n28: { x: 1619, y: 955 },
};

/** Cards whose longest word would break in the usual width. All others are as large as their text needs. */
export const STARTER_SIZES: Readonly<Record<string, Size>> = {
  n20: { width: 252, height: 132 },
  n09: { width: 262, height: 90 },
};
