/**
 * The durable account of calls that ran out of time: JSON lines in a directory, and a line in the
 * log.
 *
 * <p>Start at {@link dev.curfew.record.Recorder}. Loaded by the system loader, and but for the
 * recorder's queue not before there is something to write.
 */
@NullMarked
package dev.curfew.record;

import org.jspecify.annotations.NullMarked;
