package dev.curfew.bridge;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.MethodDelegation;

/**
 * The bridge with one step of its protocol broken, and the jcstress test that has to find it: a
 * test that passes with the step broken proves nothing about the step.
 */
public enum BrokenStep {
  /** An exit that looks and then stores, where it has to compare and set. */
  EXIT_NOT_ATOMIC("ExitAgainstClaim.OnLine", CurfewCursor.class, "close", "closeLine"),
  EXIT_OF_SCOPE_NOT_ATOMIC("ExitAgainstClaim.OnScope", CurfewScope.class, "close", "closeScope"),
  WORDS_WITHOUT_SEQUENCE("LateClaim", CurfewWord.class, "open", "openWithoutSequence"),
  INTERRUPT_WITHOUT_FIRING("InterruptedExit", CurfewCall.class, "beginFiring", "always"),
  EXIT_DOES_NOT_WAIT("InterruptInFlight", CurfewOwner.class, "gateForOwner", "nothing"),
  EXIT_DOES_NOT_CLEAR("SecondInterrupt", CurfewCall.class, "clearInterrupt", "nothing"),
  FOREIGN_FORGOTTEN("ForeignInterrupt", CurfewCall.class, "consumedInterrupt", "always"),
  OUTER_FORGOTTEN("NestedExit", CurfewCall.class, "outerFired", "never"),
  UNCLAIM_NOT_ATOMIC("UnclaimAgainstExit", CurfewCall.class, "unclaim", "unclaim"),
  DROP_NOT_ATOMIC("DropAgainstExit", CurfewCall.class, "dropLost", "dropLost"),
  POP_NOT_ATOMIC("(PopAgainstPush|ChurnAgainstTake)", CurfewStripe.class, "pop", "pop"),
  /** A pop that says that the scope was on top, whatever is there. */
  POP_WITHOUT_LOOKING("PopAgainstTake", CurfewStripe.class, "pop", "always"),
  TAKE_NOT_ATOMIC("PushAgainstTake", CurfewStripe.class, "takeAll", "takeAll"),
  PUSH_NOT_ATOMIC("TwoPushers", CurfewStripe.class, "push", "push");

  private final String tests;
  private final Class<?> type;
  private final String method;
  private final String broken;

  BrokenStep(String tests, Class<?> type, String method, String broken) {
    this.tests = tests;
    this.type = type;
    this.method = method;
    this.broken = broken;
  }

  /** Which tests have to find it, as jcstress's filter wants it. */
  public String tests() {
    return "bridge\\." + tests;
  }

  /** Writes the changed class to where a class path finds it before the real one. */
  public void write(Path classes) throws IOException {
    try (DynamicType.Unloaded<?> changed =
        new ByteBuddy()
            .with(TypeValidation.DISABLED)
            .redefine(type)
            .method(named(method))
            .intercept(
                MethodDelegation.withDefaultConfiguration()
                    .filter(named(broken))
                    .to(BrokenSteps.class))
            .make()) {
      Path file = classes.resolve(type.getName().replace('.', '/') + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, changed.getBytes());
    }
  }

  /** All of them. */
  public static List<BrokenStep> all() {
    return List.of(values());
  }
}
