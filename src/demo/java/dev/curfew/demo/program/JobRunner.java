package dev.curfew.demo.program;

import dev.curfew.demo.program.Benchmark.Command;
import dev.curfew.demo.program.Benchmark.Phase;

/** Runs benchmark, phases and commands, each in a method of its own, and logs how they went. */
final class JobRunner {
  private final ProgramLog log;

  JobRunner(ProgramLog log) {
    this.log = log;
  }

  /** Runs a benchmark to its end, whatever that is. */
  void run(Benchmark benchmark) {
    log.line(benchmark.name(), "started");
    try {
      runBenchmark(benchmark);
      log.line(benchmark.name(), "completed");
    } catch (Exception e) {
      log.line(benchmark.name(), "failed: " + e);
    }
  }

  void runBenchmark(Benchmark benchmark) throws InterruptedException {
    for (Phase phase : benchmark.phases()) {
      runPhase(benchmark.name() + "/" + phase.name(), phase);
    }
  }

  void runPhase(String path, Phase phase) throws InterruptedException {
    for (Command command : phase.commands()) {
      String subject = path + "/" + command.name();
      log.line(subject, "started");
      try {
        log.line(subject, "completed: " + runCommand(command));
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        log.line(subject, "failed: " + e);
      }
    }
  }

  String runCommand(Command command) throws Exception {
    return command.work().run();
  }
}
