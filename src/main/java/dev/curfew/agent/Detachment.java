package dev.curfew.agent;

import dev.curfew.engine.Answer;
import dev.curfew.engine.Answer.Outcome;
import java.util.function.Supplier;

/**
 * Takes Curfew out of the JVM: the code of all classes is as it was, open calls run on without a
 * limit, the threads end, the MBeans are gone. The bridge's classes stay, because nothing can take
 * classes out of the boot loader; nobody calls them. Once; any thread.
 */
final class Detachment implements Supplier<Answer> {
  private static final long LAST_RECORDS_MILLIS = 2_000;

  private final RunningAgent agent;
  private final Runnable stopSurfaces;
  private boolean done;

  /**
   * @param stopSurfaces takes the MBeans out and ends the threads that came after the start
   */
  Detachment(RunningAgent agent, Runnable stopSurfaces) {
    this.agent = agent;
    this.stopSurfaces = stopSurfaces;
  }

  @Override
  public synchronized Answer get() {
    if (done) {
      return new Answer(Outcome.DETACHED, "DETACHED: Curfew had been taken out before");
    }
    done = true;
    long open = agent.engine().control().openCalls();
    agent.transformer().remove(agent.instrumentation());
    agent.forces().remove();
    agent.follows().remove();
    agent.sites().retire();
    agent.engine().stop();
    agent.engine().retire();
    stopSurfaces.run();
    agent.recorder().close(LAST_RECORDS_MILLIS);
    Launch.forget();
    System.clearProperty(Preconditions.STARTED);
    return new Answer(
        Outcome.DETACHED,
        "DETACHED: the code of all classes is as it was; "
            + open
            + " open calls run on without a limit; attaching starts Curfew again");
  }
}
