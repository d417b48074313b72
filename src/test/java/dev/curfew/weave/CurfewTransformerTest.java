package dev.curfew.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.config.Configuration;
import dev.curfew.config.Rule;
import dev.curfew.engine.Site;
import dev.curfew.engine.Sites;
import dev.curfew.subject.Jobs;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The transformer")
class CurfewTransformerTest {
  private static final String JOBS = Jobs.class.getName();

  private final Instrumentation instrumentation = ByteBuddyAgent.install();
  private final Sites sites = new Sites();
  private final List<CurfewTransformer> installed = new ArrayList<>();
  private WeaveReport report;

  @BeforeEach
  void forget() {
    RecordingBridge.reset();
  }

  @AfterEach
  void uninstall() {
    installed.forEach(instrumentation::removeTransformer);
  }

  @Test
  @DisplayName("weaves a class as it is loaded")
  void weavesOnLoading() throws Exception {
    install(WeaveReportTest.rule("jobs", JOBS + "#run(String)"));

    call(load(), "run", "a");

    assertThat(RecordingBridge.calls).hasSize(1).allMatch(c -> c.exits == 1);
    assertThat(site(RecordingBridge.calls.get(0).site).descriptor())
        .isEqualTo("(Ljava/lang/String;)Ljava/lang/String;");
    assertThat(report.methodsWoven()).isEqualTo(1);
  }

  @Test
  @DisplayName("weaves classes that were loaded before")
  void weavesWhatIsLoaded() throws Exception {
    Class<?> jobs = load();

    install(WeaveReportTest.rule("jobs", "dev.curfew.subject.*#run"));
    call(jobs, "run", "a");

    assertThat(RecordingBridge.calls).hasSize(1);
  }

  @Test
  @DisplayName("gives a method the same site when its class is retransformed")
  void keepsSites() throws Exception {
    install(WeaveReportTest.rule("jobs", JOBS + "#*"));
    Class<?> jobs = load();
    call(jobs, "run", "a");

    instrumentation.retransformClasses(jobs);
    call(jobs, "run", "b");

    assertThat(RecordingBridge.calls).hasSize(2);
    assertThat(RecordingBridge.calls.get(1).site).isEqualTo(RecordingBridge.calls.get(0).site);
    assertThat(report.methodsWoven()).isEqualTo(3);
  }

  @Test
  @DisplayName("gives the same class of another loader sites of its own")
  void sitesByLoader() throws Exception {
    install(WeaveReportTest.rule("jobs", JOBS + "#run(String)"));

    call(load(), "run", "a");
    call(load(), "run", "b");

    assertThat(RecordingBridge.calls.get(1).site).isNotEqualTo(RecordingBridge.calls.get(0).site);
  }

  @Test
  @DisplayName("gives a method to the first rule that matches it")
  void firstRule() throws Exception {
    install(
        WeaveReportTest.rule("glob", "dev.curfew.**#run(String)"),
        WeaveReportTest.rule("exact", JOBS + "#run"));

    call(load(), "run", "a");
    call(load(), "run");

    assertThat(RecordingBridge.calls.stream().map(c -> site(c.site).rule().name()))
        .containsExactly("glob", "exact", "glob");
  }

  @Test
  @DisplayName("leaves a broken class file as it is and says so once")
  void leavesBrokenClassFiles() {
    CurfewTransformer transformer = install(WeaveReportTest.rule("jobs", JOBS + "#run"));
    byte[] broken = Arrays.copyOf(WovenLoader.read(Jobs.class), 100);

    byte[] first = transformer.transform(null, JOBS.replace('.', '/'), null, null, broken);
    byte[] second = transformer.transform(null, JOBS.replace('.', '/'), null, null, broken);

    assertThat(first).isNull();
    assertThat(second).isNull();
    assertThat(report.failures()).hasSize(1).first().asString().contains(JOBS);
  }

  @Test
  @DisplayName("leaves classes alone that no rule names")
  void leavesOthersAlone() {
    CurfewTransformer transformer = install(WeaveReportTest.rule("jobs", JOBS + "#run"));

    assertThat(transformer.transform(null, "com/acme/Other", null, null, new byte[0])).isNull();
    assertThat(transformer.transform(null, null, null, null, new byte[0])).isNull();
    assertThat(report.failures()).isEmpty();
  }

  @Test
  @DisplayName("goes on class by class when the JVM refuses a batch, and names the class")
  void batchFails() throws Exception {
    Class<?> good = load();
    Class<?> bad = good.getClassLoader().loadClass(Jobs.Task.class.getName());

    install(
        refusing(bad, List.of(bad, good)),
        WeaveReportTest.rule("jobs", JOBS + "#run", JOBS + "$Task#call"));
    call(good, "run", "a");

    assertThat(RecordingBridge.calls).hasSize(1);
    assertThat(report.failures()).hasSize(1).first().asString().contains("Jobs$Task");
    assertThat(report.methodsWoven()).isEqualTo(2);
  }

  /** As the JVM does when the woven code of one class is not accepted. */
  private Instrumentation refusing(Class<?> bad, List<Class<?>> loaded) {
    return (Instrumentation)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, args) -> {
              if (method.getName().equals("getAllLoadedClasses")) {
                return loaded.toArray(new Class<?>[0]);
              }
              if (method.getName().equals("retransformClasses")
                  && Arrays.asList((Class<?>[]) args[0]).contains(bad)) {
                throw new UnmodifiableClassException();
              }
              return method.invoke(instrumentation, args);
            });
  }

  private CurfewTransformer install(Rule... rules) {
    return install(instrumentation, rules);
  }

  private CurfewTransformer install(Instrumentation through, Rule... rules) {
    Configuration configuration =
        new Configuration("test", List.of(rules), null, false, "unused", 1_000);
    report = new WeaveReport(configuration);
    CurfewTransformer transformer =
        new CurfewTransformer(
            configuration, sites, report, new EntryMethodWeaver(RecordingBridge.NAME));
    installed.add(transformer);
    transformer.install(through);
    return transformer;
  }

  private static Class<?> load() throws ClassNotFoundException {
    return new WovenLoader(JOBS, bytes -> bytes).loadClass(JOBS);
  }

  private static void call(Class<?> jobs, String method, String... arguments) throws Exception {
    Class<?>[] types = new Class<?>[arguments.length];
    Arrays.fill(types, String.class);
    Object job = jobs.getConstructor().newInstance();
    jobs.getMethod(method, types).invoke(job, (Object[]) arguments);
  }

  private Site site(int id) {
    return Objects.requireNonNull(sites.apply(id));
  }
}
