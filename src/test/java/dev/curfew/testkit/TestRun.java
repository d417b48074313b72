package dev.curfew.testkit;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * A program that runs the unit tests of the packages that its arguments name. It ends with 1 when
 * one fails or when there was none.
 */
public final class TestRun implements TestExecutionListener {
  /** Begins the lines of a test that failed. */
  public static final String FAILED = "FAILED ";

  private final Set<String> classes = new TreeSet<>();
  private final List<String> skipped = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private int succeeded;

  private TestRun() {}

  public static void main(String[] packages) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(Stream.of(packages).map(name -> selectPackage(name)).toList())
            .filters(includeClassNamePatterns(".*Test"))
            .build();
    TestRun run = new TestRun();
    LauncherFactory.create().execute(request, run);
    run.report();
    // Not by return: a thread that a failed test left behind would keep this JVM alive.
    System.exit(run.failures.isEmpty() && run.succeeded > 0 ? 0 : 1);
  }

  private void report() {
    classes.forEach(name -> System.out.println("ran " + name));
    skipped.forEach(what -> System.out.println("skipped " + what));
    // Last, where whoever reads only the end of a long output finds it.
    failures.forEach(System.out::println);
    System.out.println(succeeded + " succeeded, " + failures.size() + " failed");
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == Status.SUCCESSFUL) {
      if (test.isTest()) {
        succeeded++;
        classes.add(classOf(test));
      }
      return;
    }
    // A container's failure too: none of its tests ran then. An assumption that fails is a skip.
    if (result.getStatus() == Status.ABORTED) {
      skipped.add(classOf(test) + ": " + test.getDisplayName());
    } else {
      StringWriter failure = new StringWriter();
      failure
          .append(FAILED)
          .append(classOf(test))
          .append(": ")
          .append(test.getDisplayName())
          .append('\n');
      result.getThrowable().ifPresent(thrown -> thrown.printStackTrace(new PrintWriter(failure)));
      failures.add(failure.toString());
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    skipped.add(classOf(test) + ": " + test.getDisplayName() + ": " + reason);
  }

  private static String classOf(TestIdentifier test) {
    return test.getSource()
        .map(
            source ->
                source instanceof MethodSource method
                    ? method.getClassName()
                    : source instanceof ClassSource type ? type.getClassName() : "")
        .orElse("");
  }
}
