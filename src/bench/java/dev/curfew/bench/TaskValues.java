package dev.curfew.bench;

import dev.curfew.api.TimeoutCheck;
import dev.curfew.api.TimeoutConfig;
import dev.curfew.api.TimeoutState;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.infra.Blackhole;

/** Without the agent: the values for systems that keep timeout state in their own store. */
public class TaskValues extends Measured {
  private final Clock clock = Clock.systemUTC();
  private final TimeoutState state = TimeoutState.NOT_STARTED.startTracking(clock);

  @Benchmark
  public Optional<TimeoutCheck> check() {
    return state.check(TimeoutConfig.DEFAULT, clock);
  }

  /** All that it allocates is what a task keeps: two values with their times. */
  @Benchmark
  public void task(Blackhole kept) {
    kept.consume(new TimeoutConfig(true, Duration.ofSeconds(argument + 3600), 0.8));
    kept.consume(new TimeoutState(clock.instant(), clock.instant(), false));
  }
}
