package dev.curfew.agent;

import dev.curfew.bridge.CurfewBridge;
import dev.curfew.enforce.JvmFacts;
import dev.curfew.engine.TimerReport;
import dev.curfew.manage.Management;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/**
 * What can wait until the application is up: management, and the word on rules that matched
 * nothing. And the end: what is recorded at the JVM's shutdown.
 */
final class Aftermath implements Runnable {
  private static final long APPLICATION_FIRST_MILLIS = 300;
  private static final long IDLE_RULES_AFTER_MILLIS = 30_000;
  private static final long LAST_RECORDS_MILLIS = 2_000;

  private final RunningAgent agent;
  private boolean idleRulesSaid;

  Aftermath(RunningAgent agent) {
    this.agent = agent;
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
      Management.register(
          agent.engine().control(),
          agent.version(),
          agent.configuration().source(),
          WovenMethods.asRuleMatches(agent.report()),
          agent.instrumentation(),
          new UseFacts(),
          new ExemptThreads());
    } catch (Throwable e) { // LinkageError where a module is missing
      Console.line("there is no management over JMX in this JVM: " + e);
    }
  }

  /** A JVM that lacks the modules for it does without. */
  private final class UseFacts implements Runnable {
    @Override
    public void run() {
      try {
        agent.engine().use(new JvmFacts());
      } catch (LinkageError e) {
        Console.line("stalls of the process can't be told in this JVM: " + e);
      }
    }
  }

  /** Threads of the agent's own, which no rule is for. */
  private static final class ExemptThreads implements ThreadFactory {
    @Override
    public Thread newThread(Runnable body) {
      return new Thread(
          null,
          () -> {
            CurfewBridge.exemptCurrentThread();
            body.run();
          },
          "curfew",
          0,
          false);
    }
  }

  private synchronized void sayIdleRules() {
    if (idleRulesSaid) {
      return;
    }
    idleRulesSaid = true;
    say(agent.report().failures());
    say(agent.report().idleRules());
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
