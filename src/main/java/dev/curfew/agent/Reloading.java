package dev.curfew.agent;

import dev.curfew.config.Configuration;
import dev.curfew.config.ConfigurationLoader;
import dev.curfew.config.InvalidConfigurationException;
import dev.curfew.config.Problem;
import dev.curfew.config.Rule;
import dev.curfew.config.YamlWriter;
import dev.curfew.engine.Answer;
import dev.curfew.engine.Answer.Outcome;
import dev.curfew.engine.Origin;
import dev.curfew.manage.ConfigurationControl;
import dev.curfew.weave.CurfewTransformer.Names;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes another configuration over while the program runs: reads and checks the whole of it, has
 * the engine and the weaver swap theirs, then weaves what has changed. One that is wrong changes
 * nothing. Any thread; one reload at a time.
 */
final class Reloading implements ConfigurationControl {
  private final RunningAgent agent;
  private final Supplier<Answer> detachment;
  private volatile Configuration current;
  private volatile Status status;

  Reloading(RunningAgent agent, Supplier<Answer> detachment) {
    this.agent = agent;
    this.detachment = detachment;
    current = agent.configuration();
    status = new Status(now(), 0, 0, "", List.of());
  }

  @Override
  public Status status() {
    return status;
  }

  @Override
  public List<String> text(Map<String, List<String>> notes) {
    return YamlWriter.lines(current, notes);
  }

  @Override
  public Answer detach() {
    return detachment.get();
  }

  /** False when a reload would change nothing, because the file says what holds. */
  boolean isDue() {
    try {
      return !read().digest().equals(current.digest());
    } catch (InvalidConfigurationException e) {
      return true;
    }
  }

  private Configuration read() throws InvalidConfigurationException {
    return ConfigurationLoader.load(agent.argument());
  }

  @Override
  public synchronized Answer reload(Origin origin) {
    if (ConfigurationLoader.fileOf(agent.argument()) == null) {
      return refused(
          Outcome.INVALID,
          List.of("the configuration is the agent's argument, which can't change; name a file"),
          origin);
    }
    try {
      return take(read(), origin);
    } catch (InvalidConfigurationException e) {
      List<String> problems = new ArrayList<>();
      for (Problem problem : e.problems()) {
        problems.add(problem.toString());
      }
      return refused(Outcome.INVALID, problems, origin);
    } catch (Throwable e) { // memory, most likely
      return refused(Outcome.INVALID, List.of("it could not be taken over: " + e), origin);
    }
  }

  private Answer refused(Outcome outcome, List<String> problems, Origin origin) {
    int more = problems.size() - 1;
    Answer answer =
        new Answer(
            outcome,
            outcome
                + ": nothing was changed; "
                + problems.get(0)
                + (more == 0 ? "" : "; and " + more + " more, see ReloadProblems"));
    Status before = status;
    note(before.loadedAt(), before.reloads(), before.refused() + 1, answer, problems);
    agent.engine().listener().configurationRefused(current.source(), problems, origin);
    return answer;
  }

  private void note(
      Instant loadedAt, long reloads, long refused, Answer answer, List<String> problems) {
    status = new Status(loadedAt, reloads, refused, now() + " " + answer.text(), problems);
  }

  private Answer take(Configuration read, Origin origin) {
    Configuration before = current;
    Configuration next = read.withFixedOf(before);
    String unchangeable =
        read.digest().equals(next.digest())
            ? ""
            : "; records and force stay as they were until the JVM is restarted";
    Status was = status;
    if (next.digest().equals(before.digest())) {
      Answer answer =
          new Answer(Outcome.UNCHANGED, "UNCHANGED: the configuration is as it was" + unchangeable);
      note(was.loadedAt(), was.reloads(), was.refused(), answer, List.of());
      return answer;
    }
    agent.forces().prepareCheckpoints(next);
    agent.follows().prepare(next);
    AtomicReference<@Nullable Names> names = new AtomicReference<>();
    boolean taken =
        agent.engine().reconfigure(next, rules -> names.set(agent.transformer().take(next, rules)));
    Names wovenBefore = names.get();
    if (!taken || wovenBefore == null) {
      return refused(Outcome.NO_ANSWER, List.of("the watcher did not answer in time"), origin);
    }
    current = next;
    agent.recorder().use(next);
    agent.follows().installIfAsked(next);
    int classes = agent.transformer().reweave(wovenBefore, agent.instrumentation());
    Answer answer =
        new Answer(
            Outcome.RELOADED,
            "RELOADED: "
                + difference(before, next)
                + "; "
                + classes
                + (classes == 1 ? " class" : " classes")
                + " woven again"
                + unmatched()
                + unchangeable);
    note(now(), was.reloads() + 1, was.refused(), answer, List.of());
    agent.engine().listener().configurationChanged(next.source(), origin);
    return answer;
  }

  private String unmatched() {
    int count = agent.report().idleRules().size();
    return count == 0
        ? ""
        : "; rules that have matched no method yet: " + count + ", see ConfigurationReport";
  }

  private static String difference(Configuration before, Configuration after) {
    Map<String, Rule> old = new HashMap<>();
    for (Rule rule : before.rules()) {
      old.put(rule.name(), rule);
    }
    int added = 0;
    int changed = 0;
    for (Rule rule : after.rules()) {
      Rule was = old.remove(rule.name());
      added += was == null ? 1 : 0;
      changed += was == null || was.equals(rule) ? 0 : 1;
    }
    int all = after.rules().size();
    return all
        + (all == 1 ? " rule" : " rules")
        + ", "
        + added
        + " added, "
        + changed
        + " changed, "
        + old.size()
        + " removed";
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
