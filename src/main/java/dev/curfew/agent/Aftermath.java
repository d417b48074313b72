package dev.curfew.agent;

import dev.curfew.bridge.CurfewBridge;
import dev.curfew.config.Configuration;
import dev.curfew.engine.Engine;
import dev.curfew.record.Recorder;
import dev.curfew.weave.WeaveReport;
import java.util.List;

/**
 * What can wait until the application is up: the word on rules that matched nothing. And the end:
 * what is recorded at the JVM's shutdown.
 */
final class Aftermath implements Runnable {
  private static final long IDLE_RULES_AFTER_MILLIS = 30_000;
  private static final long LAST_RECORDS_MILLIS = 500;

  private final WeaveReport report;
  private final Recorder recorder;
  private boolean idleRulesSaid;

  Aftermath(
      Configuration configuration,
      String version,
      Engine engine,
      WeaveReport report,
      Recorder recorder) {
    this.report = report;
    this.recorder = recorder;
  }

  void start() {
    Thread t = new Thread(null, this, "curfew-aftermath", 0, false);
    t.setDaemon(true);
    t.start();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(null, new AtShutdown(), "curfew-shutdown", 0, false));
  }

  @Override
  public void run() {
    CurfewBridge.exemptCurrentThread();
    try {
      Thread.sleep(IDLE_RULES_AFTER_MILLIS);
      sayIdleRules();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void sayIdleRules() {
    if (idleRulesSaid) {
      return;
    }
    idleRulesSaid = true;
    say(report.failures());
    say(report.idleRules());
  }

  private static void say(List<String> lines) {
    for (String line : lines) {
      Console.line(line);
    }
  }

  private final class AtShutdown implements Runnable {
    @Override
    public void run() {
      CurfewBridge.exemptCurrentThread();
      sayIdleRules();
      recorder.close(LAST_RECORDS_MILLIS);
    }
  }
}
