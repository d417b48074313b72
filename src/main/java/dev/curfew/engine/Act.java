package dev.curfew.engine;

import java.time.Instant;

/**
 * Something that was done to end a call by force.
 *
 * @param at when it was over
 * @param what was done, and what came of it where that is known: a sentence without a full stop
 */
public record Act(Instant at, String what) {}
