package dev.curfew.engine;

import dev.curfew.bridge.CurfewParent;
import dev.curfew.config.Mode;
import dev.curfew.config.Rule;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sites of calls that applications open themselves; their numbers are the first ones. */
public final class ApiSites {
  /** {@code Timeouts.call}, whose frame is on the stack while its call is open. */
  public static final int CALL = 1;

  /** {@code Timeouts.open}, whose frame is not. */
  public static final int OPEN = 2;

  /** {@code Timeouts.start}, which opens a timer without a thread. */
  static final int START = 3;

  /** The first number for entry methods. */
  public static final int FIRST_FREE = CurfewParent.STARTED + 1;

  private static final String API = "dev.curfew.api.Timeouts";

  /** Rewritten by the build along with the class. */
  private static final String TASKS = "dev.curfew.bridge.CurfewFollow";

  private static final Rule RULE =
      new Rule("api", List.of(), Duration.ofDays(1), null, Duration.ZERO, Mode.INTERRUPT);

  private static final Site[] SITES = {
    new Site(CALL, API, "call", "", RULE, null),
    new Site(OPEN, API, "", "", RULE, null),
    new Site(START, API, "start", "", RULE, null),
    new Site(CurfewParent.QUEUED, TASKS, "run", "", RULE, null),
    new Site(CurfewParent.FORKED, "java.util.concurrent.ForkJoinTask", "doExec", "", RULE, null),
    new Site(CurfewParent.STARTED, TASKS, "runThread", "", RULE, null)
  };

  private ApiSites() {}

  /** Null for the number of an entry method. */
  public static @Nullable Site of(int number) {
    return number > 0 && number < FIRST_FREE ? SITES[number - 1] : null;
  }
}
