package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.ChildJvm.Ended;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The packaged agent, loaded into a running program")
class AttachIT {
  static void load(String argument, ChildJvm program) throws Exception {
    VirtualMachine jvm = VirtualMachine.attach(Long.toString(program.pid()));
    try {
      jvm.loadAgent(ChildJvm.agentJar().toString(), argument);
    } finally {
      jvm.detach();
    }
  }

  private static ChildJvm poller(Jdk jdk) throws Exception {
    return ChildJvm.java(jdk)
        .classPath(ChildJvm.testClasses())
        .main("com.example.attached.Poller")
        .awaitLine("polled");
  }

  @OnEachJdk
  @DisplayName("stops a method of a class that was loaded before it, and leaves stdout alone")
  void stopsMethodOfLoadedClass(Jdk jdk) throws Exception {
    try (ChildJvm program = poller(jdk)) {
      load("com.example.attached.Poller#poll=50ms", program);

      Ended ended = program.ended();
      assertThat(ended.exitCode()).isZero();
      assertThat(ended.out().lines())
          .containsExactly("polled", "stopped dev.curfew.api.TimeoutExceededException");
      assertThat(ended.err()).contains("curfew: version").contains("1 methods of loaded classes");
    }
  }

  @OnEachJdk
  @DisplayName("starts once: a second one says so and changes nothing")
  void startsOnce(Jdk jdk) throws Exception {
    try (ChildJvm program = poller(jdk)) {
      load("com.example.attached.Poller#poll=1h", program);
      load("com.example.attached.Poller#poll=50ms", program);

      assertThat(program.err().lines().filter(line -> line.startsWith("curfew: version")))
          .hasSize(2)
          .element(1)
          .asString()
          .contains("is running in this JVM already");
      assertThat(program.out().lines()).containsExactly("polled");
    }
  }

  @OnEachJdk
  @DisplayName("a broken configuration is said; the program runs on, and another one can be loaded")
  void brokenThenRight(Jdk jdk) throws Exception {
    try (ChildJvm program = poller(jdk)) {
      load("com.example.attached.Poller#poll=soon", program);
      assertThat(program.err()).contains("soon").contains("the program runs without Curfew");

      load("com.example.attached.Poller#poll=50ms", program);
      assertThat(program.ended().out()).contains("stopped");
    }
  }
}
