package dev.curfew.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitmentCheckTest {
  @TempDir Path directory;

  private boolean check(List<Path> rounds) throws IOException {
    List<Commitment> all = new ArrayList<>(CallCommitments.CALLS);
    all.addAll(CallCommitments.WHILE_OTHERS_ARE_OPEN);
    return CommitmentCheck.run(rounds, all, directory);
  }

  @Test
  @DisplayName("figures that keep every promise pass, and the table says so")
  void passes() throws IOException {
    Canned good = new Canned("25.0.3");

    boolean met = check(List.of(good.write(directory, 1)));

    assertThat(met).isTrue();
    assertThat(directory.resolve("performance-table.md"))
        .content()
        .contains("| JDK 25 |", "0.33 met", "Woven.call")
        .doesNotContain("MISSED");
  }

  @ParameterizedTest(name = "{0} taking {1} ns, {2} B: {3}")
  @DisplayName("each promise is judged: one figure beyond its limit fails the check in its row")
  @CsvSource({
    "Woven.call, 10.6, 0, call on a platform thread",
    "Woven.call, 8.2, 0.2, allocated by a call on a platform thread",
    "Woven.call, 1.2, 0, control: the call really was woven",
    "WovenVirtual.call, 24.2, 40, call on a virtual thread",
    "WovenVirtual.call, 14, 49, allocated by a call on a virtual thread",
    "WovenVirtual.call, 1.2, 40, control: the call on a virtual thread really was woven",
    "WovenTwoThreads.call, 10.2, 0, call on two threads",
    "Peers.nettyFineTick, 63, 64, 'Netty HashedWheelTimer, tick 1 ms'",
    "Peers.nettyDefaultTick, 63, 64, 'Netty HashedWheelTimer, tick 100 ms'",
    "Peers.scheduledExecutor, 119, 97, ScheduledThreadPoolExecutor",
    "Peers.lockedAgronaWheel, 31, 0, Agrona DeadlineTimerWheel",
    "Peers.failsafe, 1190, 1369, Failsafe Timeout",
    "Off.call, 3.2, 0, call while its rule's mode is off",
    "OpenPlatform.call, 9.2, 0, 'call while 5,000 others are open'",
    "OpenVirtual.call, 22.6, 40, 'call on a virtual thread while 1,000,000 others'",
  })
  void missed(String benchmark, double nanos, double bytes, String row) throws IOException {
    Canned bad = new Canned("25.0.3").with(benchmark, nanos, bytes);

    boolean met = check(List.of(bad.write(directory, 1)));

    assertThat(met).isFalse();
    assertThat(Files.readAllLines(directory.resolve("performance-table.md")))
        .anySatisfy(line -> assertThat(line).startsWith("| " + row).contains("**MISSED**"));
  }

  @Test
  @DisplayName("where nanoTime is cheap, two uncontended CAS are allowed instead")
  void cheapClock() throws IOException {
    Canned cheapClock = new Canned("25.0.3").with("Floor.nanoTime", 15, 0);

    boolean met = check(List.of(cheapClock.write(directory, 1)));

    assertThat(met).isTrue();
  }

  @Test
  @DisplayName("what two threads lose without sharing anything is not held against a call")
  void busyMachine() throws IOException {
    Canned busy =
        new Canned("25.0.3").with("WovenTwoThreads.twin", 2, 0).with("WovenTwoThreads.call", 16, 0);

    boolean met = check(List.of(busy.write(directory, 1)));

    assertThat(met).isTrue();
  }

  @Test
  @DisplayName("a median over the rounds is judged: one spoilt round of three does no harm")
  void oneSpoiltRound() throws IOException {
    List<Path> rounds =
        List.of(
            new Canned("25.0.3").write(directory, 1),
            new Canned("25.0.3").with("Woven.call", 40, 0).write(directory, 2),
            new Canned("25.0.3").write(directory, 3));

    assertThat(check(rounds)).isTrue();
  }

  @Test
  @DisplayName("JDKs are judged each for itself: a miss on one of them fails the check")
  void oneJdkMisses() throws IOException {
    List<Path> rounds =
        List.of(
            new Canned("17.0.15").with("Off.call", 5, 0).write(directory, 1),
            new Canned("25.0.3").write(directory, 2));

    assertThat(check(rounds)).isFalse();
  }

  @Test
  @DisplayName("a JDK without virtual threads is not asked for them")
  void noVirtualThreads() throws IOException {
    Canned old = new Canned("17.0.15").withoutVirtualThreads();

    assertThat(check(List.of(old.write(directory, 1)))).isTrue();
  }

  @Test
  @DisplayName("a benchmark that did not run is an error")
  void missingBenchmark() throws IOException {
    Path incomplete = new Canned("25.0.3").withoutVirtualThreads().write(directory, 1);

    assertThatThrownBy(() -> check(List.of(incomplete)))
        .hasMessageContaining("WovenVirtual.call was not measured on JDK 25");
  }

  @Test
  @DisplayName("without a single round there is nothing that could have been met")
  void noRounds() {
    assertThatThrownBy(() -> check(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  /** JMH's JSON, as far as it is read. */
  private static final class Canned {
    private final String jdk;
    private final Map<String, Round.Score> scores = new LinkedHashMap<>();

    Canned(String jdk) {
      this.jdk = jdk;
      with("Floor.call", 1, 0).with("Floor.nanoTime", 21, 0).with("Floor.uncontendedCas", 4, 0);
      with("Woven.twin", 1, 0).with("WovenTwoThreads.twin", 1, 0);
      with("FloorVirtual.call", 1.1, 0).with("FloorVirtual.nanoTime", 23, 0);
      with("FloorVirtual.uncontendedCas", 5, 0);
      with("Woven.call", 8, 0).with("WovenTwoThreads.call", 8.5, 0);
      with("WovenVirtual.call", 14, 40).with("Off.call", 1.5, 0);
      with("OpenPlatform.call", 8.1, 0).with("OpenVirtual.call", 20, 40);
      with("Peers.nettyFineTick", 75, 64).with("Peers.nettyDefaultTick", 137, 64);
      with("Peers.scheduledExecutor", 185, 97).with("Peers.lockedAgronaWheel", 38, 0);
      with("Peers.failsafe", 2800, 1369);
    }

    Canned with(String benchmark, double nanos, double bytes) {
      scores.put(benchmark, new Round.Score(nanos, bytes));
      return this;
    }

    Canned withoutVirtualThreads() {
      scores.keySet().removeIf(benchmark -> benchmark.contains("Virtual"));
      return this;
    }

    Path write(Path directory, int round) throws IOException {
      List<Object> results = new ArrayList<>();
      scores.forEach(
          (benchmark, score) ->
              results.add(
                  Map.of(
                      "benchmark",
                      "dev.curfew.bench." + benchmark,
                      "jdkVersion",
                      jdk,
                      "primaryMetric",
                      // one iteration was disturbed
                      Map.of("rawData", List.of(List.of(score.nanos(), 9e9, score.nanos()))),
                      "secondaryMetrics",
                      Map.of("gc.alloc.rate.norm", Map.of("score", score.bytes())))));
      return Files.writeString(
          directory.resolve("round-" + round + ".json"), new Gson().toJson(results));
    }
  }
}
