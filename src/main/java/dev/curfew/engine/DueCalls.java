package dev.curfew.engine;

import dev.curfew.bridge.CurfewCall;

/** Told by line scan and wheel that the time has come to look at a call. */
interface DueCalls {
  /** When to look at it again; {@link Timer#NONE}: not any more. */
  long due(CurfewCall call, long word);
}
