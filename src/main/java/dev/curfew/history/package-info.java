/**
 * The directory with the records of all JVMs: how its files are called, which JVMs still run, what
 * became of each call, and which files have to go.
 *
 * <p>Start at {@link dev.curfew.history.RecordHistory}. Knows nothing of the agent, so that records
 * are read without a running JVM. In a watched program loaded when the first record is written,
 * never before.
 */
@NullMarked
package dev.curfew.history;

import org.jspecify.annotations.NullMarked;
