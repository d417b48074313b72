package dev.curfew.bench;

import static dev.curfew.bench.Commitment.atLeast;
import static dev.curfew.bench.Commitment.atMost;

import dev.curfew.bench.Commitment.Bound;
import java.util.List;

/** What Curfew promises about the cost of a call, in ratios that hold on any machine. */
final class CallCommitments {
  /** What the allocation profiler sees beside the benchmark. */
  private static final double BYTES_NOISE = 0.1;

  private CallCommitments() {}

  /** What every run judges. */
  static final List<Commitment> CALLS =
      List.of(
          new Commitment(
              "call on a platform thread, over the same method without the agent",
              "<= 0.45 x nanoTime, or 2 x an uncontended CAS if that is more",
              Bound.AT_MOST,
              round -> Math.max(0.45, 2 * round.nanos("Floor.uncontendedCas") / nanoTime(round)),
              round -> overhead(round, "Woven.call", "Floor.call") / nanoTime(round),
              false),
          atMost(
              BYTES_NOISE,
              " B",
              "allocated by a call on a platform thread",
              round -> round.bytes("Woven.call")),
          atMost(
                  1,
                  " x nanoTime",
                  "call on a virtual thread, over the same method without the agent",
                  round ->
                      overhead(round, "WovenVirtual.call", "FloorVirtual.call")
                          / round.nanos("FloorVirtual.nanoTime"))
              .onVirtualThreads(),
          atMost(
                  48 + BYTES_NOISE,
                  " B",
                  "allocated by a call on a virtual thread",
                  round -> round.bytes("WovenVirtual.call"))
              .onVirtualThreads(),
          atMost(
              1.2,
              " x one thread",
              "call on two threads, beyond what the machine itself loses (see below)",
              CallCommitments::lossOnTwoThreads),
          atLeast(
              8,
              " x dearer",
              "Netty HashedWheelTimer, tick 1 ms",
              round -> dearer(round, "Peers.nettyFineTick")),
          atLeast(
              8,
              " x dearer",
              "Netty HashedWheelTimer, tick 100 ms",
              round -> dearer(round, "Peers.nettyDefaultTick")),
          atLeast(
              15,
              " x dearer",
              "ScheduledThreadPoolExecutor, removeOnCancel",
              round -> dearer(round, "Peers.scheduledExecutor")),
          atLeast(
              4,
              " x dearer",
              "Agrona DeadlineTimerWheel behind a lock",
              round -> dearer(round, "Peers.lockedAgronaWheel")),
          atLeast(
              150,
              " x dearer",
              "Failsafe Timeout withInterrupt",
              round -> dearer(round, "Peers.failsafe")),
          atMost(
              2,
              " ns",
              "call while its rule's mode is off, over the same method without the agent",
              round -> overhead(round, "Off.call", "Floor.call")),
          // an unwoven method would keep every promise above: closing a call takes one atomic step
          atLeast(
              0.5,
              " x an uncontended CAS",
              "control: the call really was woven (its cost over the bare method)",
              round ->
                  overhead(round, "Woven.call", "Floor.call")
                      / round.nanos("Floor.uncontendedCas")),
          atLeast(
                  0.5,
                  " x an uncontended CAS",
                  "control: the call on a virtual thread really was woven",
                  round ->
                      overhead(round, "WovenVirtual.call", "FloorVirtual.call")
                          / round.nanos("FloorVirtual.uncontendedCas"))
              .onVirtualThreads());

  /** What a run with {@code bench.open} judges besides. */
  static final List<Commitment> WHILE_OTHERS_ARE_OPEN =
      List.of(
          atMost(
              1.1,
              " x none open",
              "call while 5,000 others are open on platform threads",
              round -> round.nanos("OpenPlatform.call") / round.nanos("Woven.call")),
          atMost(
                  1.6,
                  " x none open",
                  "call on a virtual thread while 1,000,000 others are open",
                  round -> round.nanos("OpenVirtual.call") / round.nanos("WovenVirtual.call"))
              .onVirtualThreads());

  private static double nanoTime(Round round) {
    return round.nanos("Floor.nanoTime");
  }

  private static double overhead(Round round, String woven, String bare) {
    return round.nanos(woven) - round.nanos(bare);
  }

  private static double dearer(Round round, String peer) {
    return round.nanos(peer) / round.nanos("Woven.call");
  }

  /**
   * Two virtual processors may be one core, or have neighbours: then the twin, which shares nothing
   * and runs right after, gets slower on two threads as well, and that much is not Curfew's.
   */
  private static double lossOnTwoThreads(Round round) {
    double curfew = round.nanos("WovenTwoThreads.call") / round.nanos("Woven.call");
    double machine = round.nanos("WovenTwoThreads.twin") / round.nanos("Woven.twin");
    return curfew / Math.max(1, machine);
  }
}
