package dev.curfew.manage;

import dev.curfew.engine.EngineControl;
import java.util.concurrent.TimeUnit;

/** How the watcher, the enforcers and the records do. */
abstract class HealthAttributes implements TimeoutManagerMXBean {
  final EngineControl engine;

  HealthAttributes(EngineControl engine) {
    this.engine = engine;
  }

  @Override
  public boolean isHealthy() {
    return engine.health().healthy();
  }

  @Override
  public long getWatcherScans() {
    return engine.health().scans();
  }

  @Override
  public long getWatcherPeriodMicros() {
    return TimeUnit.NANOSECONDS.toMicros(engine.health().periodNanos());
  }

  @Override
  public long getWatcherSuccessions() {
    return engine.health().successions();
  }

  @Override
  public String getWatcherLastFailure() {
    return engine.health().lastFailure();
  }

  @Override
  public long getWatcherLastLatenessMillis() {
    return TimeUnit.NANOSECONDS.toMillis(engine.health().lastLatenessNanos());
  }

  @Override
  public long getWatcherWorstLatenessMillis() {
    return TimeUnit.NANOSECONDS.toMillis(engine.health().worstLatenessNanos());
  }

  @Override
  public long getStalls() {
    return engine.health().stalls();
  }

  @Override
  public long getStalledMillis() {
    return TimeUnit.NANOSECONDS.toMillis(engine.health().stalledNanos());
  }

  @Override
  public int getEnforcersBusy() {
    return engine.health().enforcersBusy();
  }

  @Override
  public long getLostFrames() {
    return engine.health().lostFrames();
  }

  @Override
  public long getOrphans() {
    return engine.health().orphans();
  }

  @Override
  public long getTasksNotFollowed() {
    return engine.health().notFollowed();
  }

  @Override
  public int getHandlersFailed() {
    return engine.health().handlers().failed();
  }

  @Override
  public int getHandlersDropped() {
    return engine.health().handlers().dropped();
  }

  @Override
  public long getOldestHandlerMillis() {
    return TimeUnit.NANOSECONDS.toMillis(engine.health().handlers().oldestNanos());
  }

  @Override
  public String getRecordDirectory() {
    return engine.health().records().directory();
  }

  @Override
  public long getRecordsWritten() {
    return engine.health().records().written();
  }

  @Override
  public long getRecordsUnwritten() {
    return engine.health().records().unwritten();
  }

  @Override
  public long getRecordsDropped() {
    return engine.health().records().dropped();
  }

  @Override
  public long getRecordsLate() {
    return engine.health().records().late();
  }

  @Override
  public String getRecordProblem() {
    return engine.health().records().problem();
  }
}
