package dev.curfew.demo.program;

import java.util.List;

/** What the job runner runs: phases, one after the other. */
record Benchmark(String name, List<Phase> phases) {

  /** Commands, one after the other; one that fails does not keep the next from running. */
  record Phase(String name, List<Command> commands) {}

  /** The smallest unit of work. */
  record Command(String name, Work work) {}

  /** Does something and says what. */
  interface Work {
    String run() throws Exception;
  }
}
