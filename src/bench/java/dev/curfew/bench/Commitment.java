package dev.curfew.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One line of what Curfew promises about the cost of a call.
 *
 * @param what is measured
 * @param target for people
 * @param bound which side of the limit is good
 * @param limit in the unit of what is measured
 * @param measure from one round
 * @param virtualThreads needs them
 */
record Commitment(
    String what,
    String target,
    Bound bound,
    ToDoubleFunction<Round> limit,
    ToDoubleFunction<Round> measure,
    boolean virtualThreads) {

  enum Bound {
    AT_MOST {
      @Override
      boolean holds(double measured, double limit) {
        return measured <= limit;
      }
    },
    AT_LEAST {
      @Override
      boolean holds(double measured, double limit) {
        return measured >= limit;
      }
    };

    abstract boolean holds(double measured, double limit);
  }

  /**
   * @param measured the rounds' median
   * @param met whether it is on the good side of the rounds' median limit
   */
  record Finding(double measured, boolean met) {}

  static Commitment atMost(
      double limit, String unit, String what, ToDoubleFunction<Round> measure) {
    return new Commitment(
        what, "<= " + number(limit) + unit, Bound.AT_MOST, round -> limit, measure, false);
  }

  static Commitment atLeast(
      double limit, String unit, String what, ToDoubleFunction<Round> measure) {
    return new Commitment(
        what, ">= " + number(limit) + unit, Bound.AT_LEAST, round -> limit, measure, false);
  }

  Commitment onVirtualThreads() {
    return new Commitment(what, target, bound, limit, measure, true);
  }

  /**
   * @param rounds all on one JDK
   */
  Finding judge(List<Round> rounds) {
    double measured = Median.of(rounds.stream().mapToDouble(measure).toArray());
    double allowed = Median.of(rounds.stream().mapToDouble(limit).toArray());
    return new Finding(measured, bound.holds(measured, allowed));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
