package dev.curfew.weave;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("While a call runs, checkpoints")
class StackWeaverTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.Solver",
        "dev.curfewed.Solver",
        "java.util.regex.Pattern$Loop",
        "java.math.BigInteger",
        "com.sun.org.apache.xalan.internal.xsltc.DOM"
      })
  @DisplayName("are put into classes of the application, and those of the JDK that only compute")
  void woven(String className) {
    assertThat(StackWeaver.mayBeWoven(className)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.curfew.engine.Watcher",
        "java.lang.CurfewBridge",
        "java.lang.Thread",
        "java.util.HashMap",
        "java.util.TimSort",
        "java.util.concurrent.locks.AbstractQueuedSynchronizer",
        "java.util.stream.ReferencePipeline",
        "jdk.internal.misc.Unsafe",
        "sun.nio.ch.NioSocketImpl"
      })
  @DisplayName("are put into no class that others share: collections, locks, I/O, Curfew itself")
  void left(String className) {
    assertThat(StackWeaver.mayBeWoven(className)).isFalse();
  }
}
