package dev.curfew.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stands in for the bridge and keeps what woven code tells it. Tests use it one at a time. */
public final class RecordingBridge {
  static final String NAME = RecordingBridge.class.getName().replace('.', '/');

  /** One call of a woven method. */
  static final class Call {
    final int site;
    int exits;
    @Nullable Throwable thrown;

    Call(int site) {
      this.site = site;
    }
  }

  static final List<Call> calls = new ArrayList<>();
  private static Supplier<? extends @Nullable RuntimeException> timeout = () -> null;
  private static Runnable onEveryStep = () -> {};

  private RecordingBridge() {}

  static void reset() {
    calls.clear();
    timeout = () -> null;
    onEveryStep = () -> {};
  }

  /** From now on each exit throws what is supplied, unless that is null. */
  static void timeOut(Supplier<? extends @Nullable RuntimeException> exception) {
    timeout = exception;
  }

  static void onEveryStep(Runnable action) {
    onEveryStep = action;
  }

  public static @Nullable Object enter(int site) {
    onEveryStep.run();
    Call call = new Call(site);
    calls.add(call);
    return call;
  }

  public static void exit(Object token) {
    end((Call) token);
  }

  public static void exit(Object token, Throwable thrown) {
    ((Call) token).thrown = thrown;
    end((Call) token);
  }

  private static void end(Call call) {
    onEveryStep.run();
    call.exits++;
    RuntimeException exception = timeout.get();
    if (exception != null) {
      throw exception;
    }
  }
}
