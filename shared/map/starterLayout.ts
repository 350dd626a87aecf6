// Where the nodes of the starter map lie: drawn by hand in columns, so that no link runs through a node. Places are
// those of the top left corner, in map units.

/** Columns of the core (vision, questions, principles) and of the conversations at the right. */
const CORE = [0, 350, 700, 1050] as const;
const TALKS = [1340, 1610, 1880] as const;

interface Spot {
  x: number;
  y: number;
}

export const STARTER_PLACES: Readonly<Record<string, Spot>> = {
  // The shared picture on top, what it is to hold at its left, what it goes beyond at its right.
  n01: { x: CORE[2], y: 60 },
  n12: { x: CORE[1] - 60, y: 0 },
  n13: { x: CORE[1] - 60, y: 110 },
  n29: { x: CORE[1] - 60, y: 220 },
  n21: { x: CORE[3] + 60, y: 0 },
  n15: { x: CORE[3] + 60, y: 145 },
  n16: { x: CORE[3] + 60, y: 245 },
  n14: { x: 1460, y: 145 },
  n17: { x: 1460, y: 225 },
  n18: { x: 1460, y: 305 },
  // The guiding questions, with roles and tasks that answer them.
  n04: { x: CORE[0], y: 360 },
  n05: { x: CORE[0], y: 460 },
  n02: { x: CORE[1], y: 390 },
  n19: { x: CORE[2], y: 380 },
  n03: { x: CORE[3], y: 390 },
  // What the answers rest on.
  n20: { x: CORE[1], y: 600 },
  n08: { x: CORE[2], y: 600 },
  n06: { x: CORE[3], y: 620 },
  n09: { x: CORE[1], y: 810 },
  n07: { x: CORE[2], y: 820 },
  n11: { x: CORE[1], y: 980 },
  n10: { x: CORE[2], y: 990 },
  // Who speaks with whom.
  n23: { x: TALKS[0], y: 430 },
  n27: { x: TALKS[2], y: 445 },
  n22: { x: TALKS[1], y: 600 },
  n24: { x: TALKS[0], y: 780 },
  n25: { x: TALKS[1], y: 780 },
  n26: { x: TALKS[2], y: 780 },
  n28: { x: TALKS[1], y: 1010 },
};
