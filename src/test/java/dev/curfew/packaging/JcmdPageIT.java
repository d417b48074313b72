package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("docs/jcmd.md")
class JcmdPageIT {
  private static final Pattern SCRIPT =
      Pattern.compile("```sh\n(.*?)```\n(?:\n```text\n(.*?)\n```)?", Pattern.DOTALL);

  @TempDir private Path directory;

  @OnEachJdk
  @DisplayName("has scripts that do what it says, one after the other, in one JVM")
  void scripts(Jdk jdk) throws Exception {
    String page = Files.readString(Path.of("docs/jcmd.md"));
    List<MatchResult> scripts = SCRIPT.matcher(page).results().toList();
    assertThat(scripts).hasSizeGreaterThan(10);
    String functions = scripts.get(0).group(1);
    Path file = directory.resolve("curfew.yaml");
    Files.writeString(
        file, "rules: [{name: report, methods: com.example.reloaded.Work#first, timeout: 1h}]\n");
    try (ChildJvm program =
        ChildJvm.java(jdk)
            .agent(file.toString())
            .classPath(ChildJvm.testClasses())
            .main("com.example.reloaded.Work")
            .awaitLine("up")
            .awaitLine("second ran 2")) {
      for (MatchResult script : scripts.subList(1, scripts.size())) {
        String expected = script.group(2);
        assertThat(run(jdk, program, functions + script.group(1)))
            .as(script.group(1))
            .contains(expected);
      }
      assertThat(program.out().lines().filter("first stopped TimeoutExceededException"::equals))
          .hasSize(2);
    }
  }

  private String run(Jdk jdk, ChildJvm program, String script) throws Exception {
    Path output = directory.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-euc", script)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    String path = Path.of(jdk.command("jcmd")).getParent() + ":" + System.getenv("PATH");
    builder.environment().put("PATH", path);
    builder.environment().put("PID", Long.toString(program.pid()));
    builder.environment().put("CURFEW", ChildJvm.agentJar().toString());
    Process bash = builder.start();
    try {
      assertThat(bash.waitFor(180, TimeUnit.SECONDS)).as(script).isTrue();
      String printed = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(bash.exitValue()).as(script + "\n" + printed + program.err()).isZero();
      return printed;
    } finally {
      bash.destroyForcibly();
    }
  }
}
