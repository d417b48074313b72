package dev.curfew.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.config.Configuration;
import dev.curfew.config.LateResult;
import dev.curfew.config.Rule;
import dev.curfew.config.RuleOptions;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The report of what was woven")
class WeaveReportTest {
  private final Rule jobs = rule("jobs", "com.acme.Job#run");
  private final Rule shop = rule("shop", "com.acme.Shop#*");
  private final WeaveReport report =
      new WeaveReport(new Configuration("test", List.of(jobs, shop), null, false, "unused", 1_000));

  static Rule rule(String name, String... patterns) {
    return RecordingSelection.rule(name, patterns);
  }

  @Test
  @DisplayName("says which rule has matched nothing yet")
  void matchedNothing() {
    report.woven(jobs, "com.acme.Job", "run()V");

    assertThat(report.idleRules())
        .containsExactly("rule 'shop' ([com.acme.Shop#*]) has matched no method yet");
  }

  @Test
  @DisplayName("says which rule matches only methods that can't be woven, and why")
  void matchedOnlyRefused() {
    report.woven(jobs, "com.acme.Job", "run()V");
    report.refused(shop, "com.acme.Shop", "place()V", "it is abstract");

    assertThat(report.idleRules())
        .containsExactly(
            "rule 'shop' ([com.acme.Shop#*]) matches only methods that can't be woven:"
                + " com.acme.Shop#place()V: it is abstract");
  }

  @Test
  @DisplayName("names a few of many refused methods and counts the rest")
  void manyRefused() {
    for (int i = 0; i < 50; i++) {
      report.refused(shop, "com.acme.Shop", "m" + i + "()V", "it is native");
    }

    assertThat(report.idleRules().get(1)).contains("m2()V").doesNotContain("m3()V");
    assertThat(report.idleRules().get(1)).endsWith("; and 47 more");
  }

  @Test
  @DisplayName("counts a method once, however often its class is woven")
  void countsOnce() {
    report.woven(jobs, "com.acme.Job", "run()V");
    report.woven(jobs, "com.acme.Job", "run()V");
    report.woven(shop, "com.acme.Shop", "place()V");

    assertThat(report.methodsWoven()).isEqualTo(2);
    assertThat(report.idleRules()).isEmpty();
  }

  @Test
  @DisplayName("takes back what was woven in a class that the JVM then refused")
  void takesBack() {
    report.woven(jobs, "com.acme.Job", "run()V");
    report.failed("com.acme.Job", "reason");

    assertThat(report.methodsWoven()).isZero();
    assertThat(report.failures()).containsExactly("class com.acme.Job was left as it is: reason");
  }

  @Test
  @DisplayName("says of a rule that follows which results it can't follow, and of no other rule")
  void notes() {
    RuleOptions following =
        new RuleOptions(null, List.of(), null, false, LateResult.THROW, null, 0, true);
    Rule follows =
        new Rule(
            jobs.name(),
            jobs.methods(),
            jobs.timeout(),
            jobs.warnAt(),
            jobs.grace(),
            jobs.mode(),
            following);
    WeaveReport ofFollowing =
        new WeaveReport(
            new Configuration("test", List.of(follows, shop), null, false, "unused", 1_000));

    ofFollowing.woven(follows, "com.acme.Job", "stage()Ljava/util/concurrent/CompletionStage;");
    ofFollowing.woven(follows, "com.acme.Job", "mono()Lreactor/core/publisher/Mono;");
    ofFollowing.woven(follows, "com.acme.Job", "rx()Lio/reactivex/rxjava3/core/Single;");
    ofFollowing.woven(follows, "com.acme.Job", "flow()Ljava/util/concurrent/Flow$Publisher;");
    ofFollowing.woven(follows, "com.acme.Job", "plain()Ljava/util/concurrent/Future;");
    ofFollowing.woven(shop, "com.acme.Shop", "flux()Lreactor/core/publisher/Flux;");

    assertThat(ofFollowing.notes())
        .hasSize(4)
        .allMatch(line -> line.startsWith("rule 'jobs', com.acme.Job#"))
        .noneMatch(line -> line.contains("CompletionStage"))
        .filteredOn(line -> line.contains("is a publisher"))
        .hasSize(3);
    assertThat(ofFollowing.woven("jobs").get(1))
        .startsWith("com.acme.Job#mono()Lreactor/core/publisher/Mono;: its result is a publisher");
    assertThat(ofFollowing.woven("shop"))
        .containsExactly("com.acme.Shop#flux()Lreactor/core/publisher/Flux;");
  }

  @Test
  @DisplayName("lists every rule with its methods, and the classes that failed")
  void listsAll() {
    report.woven(jobs, "com.acme.Job", "run()V");
    report.refused(shop, "com.acme.Shop", "place()V", "it is abstract");
    report.failed("com.acme.Other", "reason");

    assertThat(report.lines())
        .containsExactly(
            "rule 'jobs' ([com.acme.Job#run]): 1 woven, 0 refused",
            "  woven   com.acme.Job#run()V",
            "rule 'shop' ([com.acme.Shop#*]): 0 woven, 1 refused",
            "  refused com.acme.Shop#place()V: it is abstract",
            "class com.acme.Other was left as it is: reason");
  }
}
