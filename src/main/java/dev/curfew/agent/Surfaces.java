package dev.curfew.agent;

import dev.curfew.bridge.CurfewBridge;
import dev.curfew.config.ConfigurationLoader;
import dev.curfew.enforce.JvmFacts;
import dev.curfew.manage.CommandChannel;
import dev.curfew.manage.ManagedAgent;
import dev.curfew.manage.Management;
import dev.curfew.manage.StatusEvents;
import java.io.File;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** What operators act through: the MBeans, the command channel, the watch over the file. */
final class Surfaces {
  /** Set to false, changes of the configuration file are not looked for. */
  private static final String WATCH = "curfew.reload";

  private final ThreadFactory threads = new ExemptThreads();
  private final RunningAgent agent;
  private final Reloading reloading;
  private final ManagedAgent managed;
  private final CommandChannel channel;
  private final Runnable whenDetached;
  private @Nullable Management management;
  private @Nullable StatusEvents events;
  private @Nullable Thread watch;
  private boolean ended;

  /**
   * @param whenDetached run when Curfew is taken out of the JVM
   */
  Surfaces(RunningAgent agent, Runnable whenDetached) {
    this.agent = agent;
    this.whenDetached = whenDetached;
    reloading = new Reloading(agent, new Detachment(agent, this::end));
    managed =
        new ManagedAgent(
            agent.engine().control(),
            agent.version(),
            agent.configuration().source(),
            WovenMethods.asRuleMatches(agent.report()),
            reloading);
    channel = new CommandChannel(managed, threads);
  }

  /** Not before the application has had its first moments. */
  synchronized void start() {
    if (ended) {
      return;
    }
    management = Management.register(managed, agent.instrumentation(), new UseFacts(), threads);
    events = events();
    agent.engine().tell(events);
    File file = ConfigurationLoader.fileOf(agent.argument());
    if (file != null && file.isFile() && isWatchWanted()) {
      watch = threads.newThread(new ConfigurationWatch(file, this::reloadIfDue));
      watch.setName("curfew-config");
      watch.setDaemon(true);
      watch.start();
    }
  }

  private @Nullable StatusEvents events() {
    try {
      return new StatusEvents(threads);
    } catch (LinkageError e) {
      return null; // a JVM without the flight recorder
    }
  }

  private static boolean isWatchWanted() {
    return !"false".equalsIgnoreCase(System.getProperty(WATCH));
  }

  private void reloadIfDue() {
    if (reloading.isDue()) {
      managed.reloadForTheFile();
    }
  }

  /** Carries a command out, soon and on another thread. */
  void command(String argument) {
    channel.submit(argument);
  }

  private synchronized void end() {
    ended = true;
    if (management != null) {
      management.close();
    }
    agent.engine().tell(null);
    if (events != null) {
      events.close();
    }
    if (watch != null) {
      watch.interrupt();
    }
    whenDetached.run();
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
      agent.forces().applicationIsUp();
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
}
