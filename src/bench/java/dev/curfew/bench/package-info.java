/**
 * What Curfew costs, measured on the packaged agent: profile {@code bench}, not part of the
 * deliverable.
 *
 * <p>Start at {@link dev.curfew.bench.Bench}. The benchmarks are {@link dev.curfew.bench.Floor} (no
 * agent), {@link dev.curfew.bench.Woven}, {@link dev.curfew.bench.Off}, {@link
 * dev.curfew.bench.Peers} and {@link dev.curfew.bench.OpenPlatform}; {@link
 * dev.curfew.bench.CommitmentCheck} judges them.
 */
@NullMarked
package dev.curfew.bench;

import org.jspecify.annotations.NullMarked;
