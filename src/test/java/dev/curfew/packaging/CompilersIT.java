package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.ChildJvm.Ended;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What the compilers of Kotlin, Scala and Groovy make of a loop,")
@Timeout(300)
class CompilersIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Path SOURCES = ChildJvm.testClasses().resolve("spin");

  @TempDir static Path classes;
  @TempDir Path records;

  @BeforeAll
  static void compile() throws Exception {
    compile(
        "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
        "-no-stdlib",
        "-no-reflect",
        "-cp",
        library("kotlin-stdlib-"),
        "-d",
        classes.toString(),
        source("KotlinLoop.kt"));
    compile(
        "dotty.tools.dotc.Main", "-usejavacp", "-d", classes.toString(), source("ScalaLoop.scala"));
    compile(
        "org.codehaus.groovy.tools.FileSystemCompiler",
        "-d",
        classes.toString(),
        source("GroovyLoop.groovy"));
  }

  private static String source(String file) {
    return SOURCES.resolve(file).toString();
  }

  private static String library(String name) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(path -> Path.of(path).getFileName().toString().startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  private static void compile(String compiler, String... arguments) throws Exception {
    try (ChildJvm running =
        ChildJvm.java(Jdk.all().get(0)).ownClassPath().main(compiler, arguments)) {
      Ended ended = running.ended(PATIENCE);
      assertThat(ended.exitCode()).as(compiler + ended.out() + ended.err()).isZero();
    }
  }

  private Ended run(Jdk jdk, String settings, List<String> calls) throws Exception {
    try (ChildJvm program =
        ChildJvm.java(jdk)
            .agent(
                "spin.*#call()=400ms;mode=force;grace=200ms;records.directory="
                    + records
                    + settings)
            .classPath(
                classes,
                ChildJvm.testClasses(),
                Path.of(library("kotlin-stdlib-")),
                Path.of(library("scala-library")),
                Path.of(library("scala3-library")),
                Path.of(library("groovy-")))
            .main("com.example.looping.CompiledProgram", calls.toArray(new String[0]))) {
      Ended ended = program.ended(PATIENCE);
      assertThat(ended.exitCode()).as(ended.err()).isZero();
      return ended;
    }
  }

  private static void assertStopped(Ended ended, List<String> calls) {
    List<String> lines = new ArrayList<>(ended.out().lines().toList());
    lines.removeIf(line -> line.equals("cleaned"));
    assertThat(lines).as(ended.err()).hasSameSizeAs(calls);
    for (int i = 0; i < calls.size(); i++) {
      assertThat(lines.get(i))
          .startsWith(calls.get(i) + ": TimeoutExceededException <- java.lang.CurfewStop");
    }
  }

  @OnEachJdk
  @DisplayName("ends at a checkpoint, and its finally block gets done")
  void loops(Jdk jdk) throws Exception {
    List<String> calls =
        List.of(
            "spin.KotlinLoop",
            "spin.KotlinTailrec",
            "spin.ScalaLoop",
            "spin.ScalaTailrec",
            "spin.GroovyLoop",
            "spin.GroovyDynamic");

    Ended ended = run(jdk, ";checkpoints=spin.**;force.retransform=false", calls);

    assertStopped(ended, calls);
    assertThat(ended.out().lines().filter(line -> line.equals("cleaned"))).hasSize(3);
  }

  @OnEachJdk
  @DisplayName("ends without one too, if it calls something")
  void calls(Jdk jdk) throws Exception {
    List<String> calls = List.of("spin.KotlinCalls", "spin.ScalaCalls", "spin.GroovyCalls");

    assertStopped(run(jdk, "", calls), calls);
  }
}
