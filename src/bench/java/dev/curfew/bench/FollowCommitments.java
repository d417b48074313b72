package dev.curfew.bench;

import static dev.curfew.bench.Commitment.atMost;

import java.util.List;

/** What Curfew promises about the cost of a task where a rule follows its calls' work. */
final class FollowCommitments {
  private FollowCommitments() {}

  static final List<Commitment> TASKS =
      List.of(
          atMost(
              1.1,
              " x without the agent",
              "task handed to a pool and run, no call open",
              round -> round.nanos("Followed.taskWithoutCall") / round.nanos("FollowFloor.task")),
          atMost(
              50,
              " ns",
              "task handed to a pool and run in a call that follows, over one without a call",
              round ->
                  round.nanos("Followed.taskInCall") - round.nanos("Followed.taskWithoutCall")));
}
