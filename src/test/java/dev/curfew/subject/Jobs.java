package dev.curfew.subject;

import java.util.concurrent.Callable;

/** An application's classes. */
public class Jobs {
  private String last = "none";

  public String run(String name) {
    last = name;
    return last;
  }

  public String run() {
    return run("default");
  }

  public String stop() {
    return last;
  }

  /** Has a bridge method beside the one it calls. */
  public static final class Task implements Callable<String> {
    @Override
    public String call() {
      return "done";
    }
  }

  abstract static class Hidden {
    public String work() {
      return "work";
    }

    public abstract String rest();
  }

  /** javac gives it a bridge to the method of its superclass, which is not public. */
  public static final class Shown extends Hidden {
    @Override
    public String rest() {
      return "rest";
    }
  }

  /** Nothing but an abstract method. */
  public interface Plan {
    String next();
  }
}
