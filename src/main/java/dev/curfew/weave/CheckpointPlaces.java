package dev.curfew.weave;

/** Where a class gets checkpoints. */
enum CheckpointPlaces {
  NONE,
  /** Before each jump back: costs nothing that can be measured while no stop is asked for. */
  LOOPS,
  /** Also where methods begin: stops recursion, and dear in code that is not being stopped. */
  LOOPS_AND_ENTRIES
}
