package dev.curfew.agent;

import dev.curfew.bridge.CurfewBridge;
import dev.curfew.engine.TimerReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can wait until the application is up: management, and the word on rules that matched
 * nothing. And the end: what is recorded at the JVM's shutdown.
 */
final class Aftermath implements Runnable {
  private static final long APPLICATION_FIRST_MILLIS = 300;
  private static final long IDLE_RULES_AFTER_MILLIS = 30_000;
  private static final long LAST_RECORDS_MILLIS = 2_000;

  private final RunningAgent agent;
  private final Thread atShutdown = new Thread(null, new AtShutdown(), "curfew-shutdown", 0, false);
  private final Thread thread = new Thread(null, this, "curfew-aftermath", 0, false);
  private boolean idleRulesSaid;
  private @Nullable Surfaces surfaces;

  Aftermath(RunningAgent agent) {
    this.agent = agent;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
    Runtime.getRuntime().addShutdownHook(atShutdown);
  }

  /** The agent that has started. */
  RunningAgent agent() {
    return agent;
  }

  /** What operators act through; made when it is first needed. */
  synchronized Surfaces surfaces() {
    Surfaces made = surfaces;
    if (made == null) {
      made = new Surfaces(agent, this::end);
      surfaces = made;
    }
    return made;
  }

  /** Curfew is taken out of the JVM. */
  private void end() {
    thread.interrupt();
    try {
      Runtime.getRuntime().removeShutdownHook(atShutdown);
    } catch (IllegalStateException e) {
      // The JVM is on its way down.
    }
  }

  @Override
  public void run() {
    CurfewBridge.exemptCurrentThread();
    try {
      Thread.sleep(APPLICATION_FIRST_MILLIS);
      startManagement();
      Thread.sleep(IDLE_RULES_AFTER_MILLIS);
      sayIdleRules();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void startManagement() {
    try {
      surfaces().start();
    } catch (Throwable e) { // LinkageError where a module is missing
      Console.line("there is no management over JMX in this JVM: " + e);
    }
  }

  private synchronized void sayIdleRules() {
    if (idleRulesSaid) {
      return;
    }
    idleRulesSaid = true;
    say(agent.report().failures());
    say(agent.report().idleRules());
    say(agent.report().notes());
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
      if (!agent.engine().wasIdle()) {
        recordOpenCalls();
      }
      agent.recorder().close(LAST_RECORDS_MILLIS);
    }

    private void recordOpenCalls() {
      for (TimerReport report : agent.engine().control().lastReports()) {
        agent.recorder().openAtExit(report);
      }
    }
  }
}
