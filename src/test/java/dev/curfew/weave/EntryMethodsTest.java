package dev.curfew.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.config.Configuration;
import dev.curfew.config.Rule;
import java.util.List;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Entry methods are chosen by name:")
class EntryMethodsTest {
  @ParameterizedTest(name = "{0} chooses {1}#{2}: {3}")
  @CsvSource({
    "com.acme.Job#run,      com/acme/Job,      run,  true",
    "com.acme.Job#run,      com/acme/Job,      stop, false",
    "com.acme.Job#run,      com/acme/Job2,     run,  false",
    "com.acme.Job$Inner#*,  com/acme/Job$Inner, run, true",
    "com.acme.*#run,        com/acme/Job,      run,  true",
    "com.acme.*#run,        com/acme/a/Job,    run,  false",
    "com.acme.**#r*,        com/acme/a/Job,    run,  true",
    "**.*Task#run,          com/acme/MyTask,   run,  true",
    "**.*Task#run,          java/util/concurrent/FutureTask, run, false", // not the JDK's
    "java.util.**#run,      java/util/concurrent/FutureTask, run, true",
    "dev.curfew.**#run,     dev/curfew/engine/Watcher, run, false", // not our own
    "dev.curfew.engine.Watcher#run, dev/curfew/engine/Watcher, run, true", // to be refused
    "dev.curfew.**#run,     dev/curfew/demo/Main, run, true",
  })
  void chooses(String pattern, String internalName, String method, boolean chosen) {
    Rule rule = RecordingSelection.rule("rule", pattern);

    assertThat(ruleFor(internalName, Opcodes.ACC_PUBLIC, method, rule))
        .isEqualTo(chosen ? rule : null);
  }

  @Test
  @DisplayName("the first rule that matches has the method, exact or glob")
  void firstRuleHasIt() {
    Rule glob = RecordingSelection.rule("glob", "com.acme.other.**#*", "com.acme.*#run");
    Rule exact = RecordingSelection.rule("exact", "com.acme.Job#*");

    assertThat(ruleFor("com/acme/Job", 0, "run", glob, exact)).isEqualTo(glob);
    assertThat(ruleFor("com/acme/Job", 0, "run", exact, glob)).isEqualTo(exact);
    assertThat(ruleFor("com/acme/Job", 0, "stop", glob, exact)).isEqualTo(exact);
  }

  @ParameterizedTest(name = "{0} chooses {1}: {2}")
  @CsvSource({
    "*,            lambda$run$0, false",
    "lambda*,      lambda$run$0, false",
    "lambda$run$0, lambda$run$0, true",
    "lambda$run$*, lambda$run$0, true",
  })
  @DisplayName("what a compiler made up is chosen only by a pattern that spells it")
  void madeUp(String methodPattern, String method, boolean chosen) {
    Rule rule = RecordingSelection.rule("rule", "com.acme.Job#" + methodPattern);
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC;

    assertThat(ruleFor("com/acme/Job", access, method, rule)).isEqualTo(chosen ? rule : null);
  }

  private static Rule ruleFor(String internalName, int access, String method, Rule... rules) {
    EntryMethods.Candidates candidates =
        new EntryMethods(new Configuration("test", List.of(rules), null, false, "unused", 1_000))
            .of(internalName);
    return candidates == null ? null : candidates.ruleFor(access, method, "()V");
  }
}
