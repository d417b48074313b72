package dev.curfew.api;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for a process as the work of a call, and stops it when the call is to stop. */
final class ProcessCall {
  /** An operator may have moved the limit meanwhile. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

  private final Process process;
  private final TimeoutOptions options;
  private @Nullable ProcessStop stop;

  ProcessCall(Process process, TimeoutOptions options) {
    this.process = process;
    this.options = options;
  }

  ProcessStop waitFor(String name) throws InterruptedException {
    // the call goes on while the process has its grace, and then it is killed
    Duration grace = options.grace().plus(ProcessStopper.AFTER_KILL.multipliedBy(2));
    try {
      Timeouts.run(name, options.grace(grace), this::waitOrStop);
    } catch (TimeoutExceededException e) {
      if (stop == null) {
        throw e; // of the call around this one, or the process has ended at the very deadline
      }
    }
    return stop == null ? new ProcessStopper(process).stop(Duration.ZERO) : stop;
  }

  private void waitOrStop() throws InterruptedException {
    TimedCall call = Timeouts.current().orElseThrow();
    try {
      while (!process.waitFor(wait(call).toNanos(), TimeUnit.NANOSECONDS)) {
        if (isLeftToUs() && call.isTimedOut()) {
          stop = new ProcessStopper(process).stop(options.grace());
          return;
        }
      }
    } catch (InterruptedException e) {
      if (call.isTimedOut()) {
        stop = new ProcessStopper(process).stop(options.grace());
      }
      throw e;
    }
  }

  /** Nobody interrupts without the agent. */
  private boolean isLeftToUs() {
    return options.mode() != TimeoutMode.OBSERVE && !Timeouts.isEnforced();
  }

  private static Duration wait(TimedCall call) {
    Duration left = call.remaining().orElse(LONGEST_WAIT).plusMillis(1);
    return left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
  }
}
