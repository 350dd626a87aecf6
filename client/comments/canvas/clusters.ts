// Which marks become one because they would lie on each other. Pure: knows places and lengths, no map and no screen.
// What is seen plays no part in it, so that moving the map changes nothing.
import type { Point } from "#shared/protocol/presence.ts";

/** Something with a mark of its own, where there is room. */
export interface Markable extends Point {
  readonly id: string;
}

/** Stands where its first member stands. */
export interface Cluster<T extends Markable> {
  readonly first: T;
  /** `first` among them. */
  readonly members: readonly T[];
}

interface Growing<T extends Markable> {
  first: T;
  members: T[];
  /** Of two that are equally near, the one that was there before takes it. */
  rank: number;
}

/** How much room a mark takes, on each side of where it stands. */
export interface Room {
  width: number;
  height: number;
}

/** Clusters are made anew at each of these steps of a doubling, and stay as they are between them. */
const STEPS_PER_DOUBLING = 2;

/** The zoom for which clusters are made: never more than the given one, so that there is room for each. */
export function clusterZoom(zoom: number): number {
  return 2 ** (Math.floor(Math.log2(zoom) * STEPS_PER_DOUBLING + 1e-9) / STEPS_PER_DOUBLING);
}

/**
 * Each one joins the nearest of those before it that leave it no room, and stands for itself where all leave it some:
 * no two of the clusters lie within `room` of each other.
 */
export function clustersOf<T extends Markable>(
  inOrder: readonly T[],
  { width, height }: Room,
): Cluster<T>[] {
  const clusters: Growing<T>[] = [];
  const cells = new Map<string, Growing<T>[]>();
  for (const item of inOrder) {
    const column = Math.floor(item.x / width);
    const row = Math.floor(item.y / height);
    let nearest: Growing<T> | null = null;
    let least = Infinity;
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const cluster of cells.get(`${column + dx} ${row + dy}`) ?? []) {
          const aside = Math.abs(cluster.first.x - item.x) / width;
          const below = Math.abs(cluster.first.y - item.y) / height;
          const distance = Math.max(aside, below);
          if (distance >= 1 || distance > least) continue;
          if (distance === least && nearest !== null && cluster.rank > nearest.rank) continue;
          nearest = cluster;
          least = distance;
        }
      }
    }
    if (nearest !== null) {
      nearest.members.push(item);
      continue;
    }
    const own = { first: item, members: [item], rank: clusters.length };
    clusters.push(own);
    const cell = cells.get(`${column} ${row}`);
    if (cell === undefined) cells.set(`${column} ${row}`, [own]);
    else cell.push(own);
  }
  return clusters;
}
