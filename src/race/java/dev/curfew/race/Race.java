package dev.curfew.race;

import dev.curfew.bridge.BrokenStep;
import dev.curfew.testkit.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * On each JDK: the jcstress tests on the bridge as built, then each of them on a bridge with one
 * step broken, then the tests with the tag {@code race} in full size. Exits with 1 when the first
 * or the last fail, or a broken step is not found.
 */
final class Race {
  private static final boolean STRESS = !Boolean.getBoolean("race.skip.stress");
  private static final boolean SOAK = !Boolean.getBoolean("race.skip.soak");

  /** A busy machine may race too little in one. */
  private static final int ATTEMPTS = 3;

  private Race() {}

  /** The one argument is the build's output directory. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path results = Path.of(args[0]).toAbsolutePath().resolve("race");
    List<String> failures = new ArrayList<>();
    StringBuilder table = new StringBuilder();
    for (Jdk jdk : Jdk.all()) {
      Path ofJdk = results.resolve("jdk" + jdk.feature());
      if (STRESS) {
        stress(jdk, ofJdk, table, failures);
        Files.writeString(results.resolve("race-table.md"), table); // the long runs take hours
      }
      if (SOAK && !Soak.run(jdk, ofJdk)) {
        failures.add(jdk + ": the long runs, see " + ofJdk.getFileName());
      }
    }
    Files.writeString(results.resolve("race-table.md"), table);
    System.out.println(table);
    failures.forEach(failure -> System.out.println("FAILED " + failure));
    System.exit(failures.isEmpty() ? 0 : 1);
  }

  private static void stress(Jdk jdk, Path results, StringBuilder table, List<String> failures)
      throws IOException, InterruptedException {
    Stress asBuilt = new Stress(jdk, results.resolve("as-built"));
    List<Verdict> verdicts = asBuilt.run("\\.", Stress.ALL_COMPILERS);
    table.append("\n| ").append(jdk).append(": test | samples | found |\n| --- | ---: | --- |\n");
    for (Verdict verdict : verdicts) {
      table.append(verdict.row(verdict.test()));
      if (!verdict.passed()) {
        failures.add(jdk + ": " + verdict.test() + ": " + verdict.found());
      }
    }
    if (verdicts.isEmpty()) {
      failures.add(jdk + ": no jcstress test has run");
    }
    table.append("\n| ").append(jdk).append(": broken step | samples | found |\n");
    table.append("| --- | ---: | --- |\n");
    for (BrokenStep step : BrokenStep.all()) {
      control(jdk, results.resolve(step.name()), step, table, failures);
    }
  }

  /** Each test that the step names has to find it. */
  private static void control(
      Jdk jdk, Path results, BrokenStep step, StringBuilder table, List<String> failures)
      throws IOException, InterruptedException {
    Path classes = results.resolve("classes");
    step.write(classes);
    Stress broken = new Stress(jdk, results, classes);
    List<Verdict> verdicts = List.of();
    for (int i = 0; i < ATTEMPTS && !isFound(verdicts); i++) {
      verdicts = broken.run(step.tests(), Stress.USUAL_COMPILERS);
    }
    for (Verdict verdict : verdicts) {
      table.append(verdict.row(step + " in " + verdict.test()));
      if (!verdict.sawForbidden()) {
        failures.add(jdk + ": " + verdict.test() + " did not find the broken step " + step);
      }
    }
    if (verdicts.isEmpty()) {
      failures.add(jdk + ": no test for the broken step " + step);
    }
  }

  private static boolean isFound(List<Verdict> verdicts) {
    return !verdicts.isEmpty() && verdicts.stream().allMatch(Verdict::sawForbidden);
  }
}
