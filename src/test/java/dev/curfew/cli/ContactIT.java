package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import com.sun.tools.attach.VirtualMachine;
import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.ChildJvm.Ended;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The packaged command line and agent")
class ContactIT {
  private static final String PAIRS = "com.example.reloaded.Work#first=1h";

  @TempDir private Path directory;

  private static Ended run(Jdk jdk, String... words) throws Exception {
    try (ChildJvm cli = ChildJvm.java(jdk).jar(ChildJvm.agentJar(), words)) {
      return cli.ended();
    }
  }

  private static ChildJvm work(Jdk jdk, String... options) throws Exception {
    return ChildJvm.java(jdk)
        .options(options)
        .classPath(ChildJvm.testClasses())
        .main("com.example.reloaded.Work")
        .awaitLine("up")
        .awaitLine("second ran 2");
  }

  /** A Java of two modules. */
  private Path image(Jdk jdk) throws Exception {
    Path image = directory.resolve("image");
    try (ChildJvm jlink =
        ChildJvm.tool(jdk, "jlink")
            .options("--add-modules", "java.base,java.instrument", "--output", image.toString())
            .start()) {
      Ended ended = jlink.ended();
      assertThat(ended.exitCode()).as(ended.toString()).isZero();
    }
    return image;
  }

  @OnEachJdk
  @DisplayName("attach brings the agent into a program that runs; doctor said that it was missing")
  void attach(Jdk jdk) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("curfew.yaml"),
            "rules: [{name: third, methods: com.example.reloaded.Work#third, timeout: 100ms},"
                + " {name: no, methods: com.example.Nobody#no, timeout: 1s}]");
    try (ChildJvm program = work(jdk)) {
      String pid = Long.toString(program.pid());
      Ended before = run(jdk, "doctor", pid);
      assertThat(before.exitCode()).isEqualTo(4);
      assertThat(before.out()).contains("attached", "WRONG", "attach " + pid + " --config");

      Ended attached = run(jdk, "attach", pid, "--config", file.toString());

      assertThat(attached.out()).startsWith("ATTACHED: Curfew ");
      program.awaitLine("third stopped TimeoutExceededException");
      assertThat(run(jdk, "attach", pid, PAIRS).exitCode()).isEqualTo(5);
      Ended after = run(jdk, "doctor", pid);
      assertThat(after.exitCode()).isZero();
      assertThat(after.out()).contains("its watcher is healthy").contains("rule 'no'");
      assertThat(run(jdk, "detach", pid, "--reason", "done").out()).startsWith("DETACHED: ");
      assertThat(run(jdk, "list", pid).exitCode()).isEqualTo(4);
    }
  }

  @OnEachJdk
  @DisplayName("every command works in a JVM that has no JMX")
  void withoutJmx(Jdk jdk) throws Exception {
    Jdk withoutJmx = new Jdk(jdk.feature(), image(jdk));
    try (ChildJvm program = work(withoutJmx, "-javaagent:" + ChildJvm.agentJar() + "=" + PAIRS)) {
      String pid = Long.toString(program.pid());

      Ended list = run(jdk, "list", pid, "--json");

      assertThat(list.exitCode()).as(list.toString()).isZero();
      JsonArray timers = JsonParser.parseString(list.out()).getAsJsonArray();
      assertThat(timers).hasSize(1);
      String id = timers.get(0).getAsJsonObject().get("id").getAsString();
      String rule = timers.get(0).getAsJsonObject().get("rule").getAsString();
      assertThat(run(jdk, "show", pid, id).out()).contains("com.example.reloaded.Work.first");
      assertThat(run(jdk, "top", pid, "--iterations", "1").out()).contains("1 open");
      assertThat(run(jdk, "report", pid).out()).contains(rule).contains("healthy: true");
      assertThat(run(jdk, "export", pid).out()).contains("timeout: 1h");
      assertThat(run(jdk, "doctor", pid).exitCode()).isZero();
      assertThat(run(jdk, "set", pid, rule, "timeout", "2h").out()).startsWith("SET: ");
      assertThat(run(jdk, "reset", pid, rule).out()).startsWith("RESET: ");
      assertThat(run(jdk, "pause", pid).out()).startsWith("PAUSED: ");
      assertThat(run(jdk, "resume", pid).out()).startsWith("RESUMED: ");
      assertThat(run(jdk, "disable", pid).out()).startsWith("DISABLED: ");
      assertThat(run(jdk, "enable", pid).out()).startsWith("ENABLED: ");
      assertThat(run(jdk, "extend", pid, id, "soon").exitCode()).isEqualTo(2);
      assertThat(run(jdk, "cancel", pid, "77").exitCode()).isEqualTo(5);
      assertThat(run(jdk, "extend", pid, id, "30s", "--reason", "slow; very").out())
          .startsWith("EXTENDED: ");
      assertThat(run(jdk, "show", pid, id).out()).contains("slow, very");
      assertThat(run(jdk, "expire", pid, id).out()).startsWith("EXPIRED: ");
      program.awaitLine("first stopped TimeoutExceededException");
      assertThat(run(jdk, "history", pid, "--json").out()).contains("\"reason\": \"operator\"");
      assertThat(run(jdk, "detach", pid, "--reason", "done").out()).startsWith("DETACHED: ");
    }
  }

  @OnEachJdk
  @DisplayName("commands work where a management agent can be started and no MBean registers")
  void withoutMBean(Jdk jdk) throws Exception {
    try (ChildJvm program =
        work(
            jdk,
            "--limit-modules",
            "java.base,java.instrument",
            "-javaagent:" + ChildJvm.agentJar() + "=" + PAIRS)) {
      String pid = Long.toString(program.pid());
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> program.err().contains("no MBean: this JVM lacks"));

      Ended list = run(jdk, "list", pid, "--json");

      assertThat(list.exitCode()).as(list.toString()).isZero();
      JsonArray timers = JsonParser.parseString(list.out()).getAsJsonArray();
      assertThat(timers).hasSize(1);
      String id = timers.get(0).getAsJsonObject().get("id").getAsString();
      assertThat(run(jdk, "show", pid, id).out()).contains("its history:", "Work.first");
      assertThat(run(jdk, "export", pid, "--json").out()).contains("\"timeout\": \"1h\"");
      assertThat(run(jdk, "top", pid, "--json").out()).contains("\"openCalls\": 1");
      Ended doctor = run(jdk, "doctor", pid);
      assertThat(doctor.exitCode()).as(doctor.toString()).isZero();
      assertThat(doctor.out()).contains("NOTE   it has no MBean", "its watcher is healthy");
      assertThat(run(jdk, "expire", pid, id).out()).startsWith("EXPIRED: ");
      program.awaitLine("first stopped TimeoutExceededException");
    }
  }

  @OnEachJdk
  @DisplayName("commands start no JMX while the agent waits for a server's own log manager")
  void serverNotUp(Jdk jdk) throws Exception {
    try (ChildJvm program =
        work(
            jdk,
            "-Djava.util.logging.manager=com.example.servers.OwnLogManager",
            "-javaagent:" + ChildJvm.agentJar() + "=" + PAIRS)) {
      String pid = Long.toString(program.pid());
      VirtualMachine jvm = VirtualMachine.attach(pid);
      try {
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> "later".equals(jvm.getSystemProperties().getProperty("curfew.mbean")));

        Ended list = run(jdk, "list", pid);

        assertThat(list.exitCode()).as(list.toString()).isZero();
        assertThat(list.out()).contains("ACTIVE");
        if ("later".equals(jvm.getSystemProperties().getProperty("curfew.mbean"))) {
          assertThat(jvm.getAgentProperties())
              .doesNotContainKey("com.sun.management.jmxremote.localConnectorAddress");
        }
      } finally {
        jvm.detach();
      }
    }
  }

  @OnEachJdk
  @DisplayName("doctor says that a JVM takes no attach")
  void doctorAttachDisabled(Jdk jdk) throws Exception {
    try (ChildJvm program = work(jdk, "-XX:+DisableAttachMechanism")) {
      Ended result = run(jdk, "doctor", Long.toString(program.pid()));

      assertThat(result.exitCode()).isEqualTo(3);
      assertThat(result.out()).contains("WRONG").contains("-XX:+DisableAttachMechanism");
    }
  }

  @OnEachJdk
  @DisplayName("doctor says that a JVM lets no agent in, and attach ends with 3 or is let in")
  void dynamicLoadingOff(Jdk jdk) throws Exception {
    try (ChildJvm program = work(jdk, "-XX:-EnableDynamicAgentLoading")) {
      String pid = Long.toString(program.pid());

      assertThat(run(jdk, "doctor", pid).out())
          .contains("NOTE")
          .contains("-XX:-EnableDynamicAgentLoading: attach");
      Ended attach = run(jdk, "attach", pid, PAIRS);
      assertThat(attach.exitCode()).as(attach.toString()).isEqualTo(3);
      assertThat(attach.err()).contains("JVM " + pid);
    }
  }
}
