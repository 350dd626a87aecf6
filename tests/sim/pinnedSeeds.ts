// Seeds that once found a fault. They stay here for ever, each with what it found.

export const PINNED_SEEDS: readonly number[] = [
  // Compaction refused every map that two people had written on: the order of keys was taken for content.
  50,
  // A row whose write was reported as failed, compacted away before it was tried again: the journal stood still for ever.
  1_088,
  1_090,
];
