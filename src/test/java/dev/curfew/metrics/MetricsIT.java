package dev.curfew.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.curfew.manage.RuleMXBean;
import dev.curfew.manage.TimeoutManagerMXBean;
import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.Jdk;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

@DisplayName("With the configurations of docs/metrics")
class MetricsIT {
  private static final Path PAGE = Path.of("docs", "metrics.md").toAbsolutePath();
  private static final Path CONFIGURATIONS = PAGE.resolveSibling("metrics");
  private static final Path AGENTS =
      Path.of(System.getProperty("curfew.test.target"), "metrics-agents").toAbsolutePath();
  private static final Pattern NAME = Pattern.compile("(?m)^(curfew_\\w+)");
  private static final Pattern CHECKOUTS_TIMED_OUT =
      Pattern.compile(
          "(?m)^curfew_rule_timed_out_total\\{([^}]*,)?rule=\"checkout\"[^}]*} 4(\\.0)?$");
  private static final String RULES =
      """
      rules:
        - {name: nightly import, methods: com.example.shop.Shop#nightlyImport, timeout: 2h}
        - {name: checkout, methods: com.example.shop.Shop#checkout, timeout: 300ms}
        - {name: report, methods: com.example.shop.Shop#report, timeout: 10m}
      """;

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path directory;

  static Stream<Arguments> jdksAndOrders() {
    return Jdk.all().stream()
        .flatMap(jdk -> Stream.of(Arguments.of(jdk, true), Arguments.of(jdk, false)));
  }

  private static ConditionFactory soon() {
    return await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private ChildJvm shop(Jdk jdk, boolean curfewFirst, String agent, String... options)
      throws IOException {
    Path rules = Files.writeString(directory.resolve("curfew.yaml"), RULES);
    List<String> agents =
        new ArrayList<>(
            List.of(
                "-javaagent:" + ChildJvm.agentJar() + "=" + rules, "-javaagent:" + AGENTS + agent));
    if (!curfewFirst) {
      Collections.reverse(agents);
    }
    return ChildJvm.java(jdk)
        .options(agents)
        .options(options)
        .classPath(ChildJvm.testClasses())
        .main("com.example.shop.Shop");
  }

  private String get(String url) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }

  /** Returns when the four checkouts have timed out and everything is there. */
  private String scrape(int port, Set<String> names) {
    return soon()
        .until(
            () -> get("http://127.0.0.1:" + port + "/metrics"),
            text -> CHECKOUTS_TIMED_OUT.matcher(text).find() && namesIn(text).containsAll(names));
  }

  private static Set<String> namesIn(String text) {
    return NAME.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toSet());
  }

  /** Names of the table of the page; of OpenTelemetry, or all. */
  private static Set<String> documented(boolean openTelemetry) throws IOException {
    Set<String> names = new TreeSet<>();
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("| `curfew_") && (!openTelemetry || line.endsWith("| yes |"))) {
        names.add(line.substring(3, line.indexOf('`', 3)));
      }
    }
    assertThat(names).hasSizeGreaterThan(15);
    return names;
  }

  @Test
  @DisplayName("the page has each number of the MBeans but the sums over the rules")
  void complete() throws IOException {
    Set<String> sums =
        Set.of("calls", "warned", "timed_out", "stopped", "cancelled", "overdue", "abandoned");
    Set<String> numbers = new TreeSet<>();
    numbersOf(TimeoutManagerMXBean.class)
        .filter(number -> !sums.contains(number))
        .forEach(number -> numbers.add("curfew_" + number));
    numbersOf(RuleMXBean.class).forEach(number -> numbers.add("curfew_rule_" + number));

    assertThat(documented(false))
        .map(name -> name.replace("_total", ""))
        .hasSameElementsAs(numbers);
  }

  /** In the spelling of metrics. */
  private static Stream<String> numbersOf(Class<?> mbean) {
    return Stream.of(mbean.getMethods())
        .filter(
            method ->
                method.getParameterCount() == 0
                    && (method.getReturnType().isPrimitive()
                        || Number.class.isAssignableFrom(method.getReturnType()))
                    && method.getReturnType() != void.class)
        .map(method -> method.getName().replaceFirst("get|is", ""))
        .map(name -> name.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest(name = "{0}, Curfew first: {1}")
  @MethodSource("jdksAndOrders")
  @DisplayName("jmx_exporter yields the names of the page, and no others")
  void jmxExporter(Jdk jdk, boolean curfewFirst) throws Exception {
    int port = freePort();
    String agent =
        "/jmx_prometheus_javaagent.jar=127.0.0.1:"
            + port
            + ":"
            + CONFIGURATIONS.resolve("jmx_exporter.yaml");
    try (ChildJvm program = shop(jdk, curfewFirst, agent)) {
      String text = scrape(port, documented(false));

      assertThat(namesIn(text)).as(program.err()).isEqualTo(documented(false));
      assertThat(text).contains("curfew_healthy 1.0", "{rule=\"nightly import\"}");
    }
  }

  @ParameterizedTest(name = "{0}, Curfew first: {1}")
  @MethodSource("jdksAndOrders")
  @DisplayName("OpenTelemetry's agent yields the names of the page, and no others")
  void openTelemetry(Jdk jdk, boolean curfewFirst) throws Exception {
    int port = freePort();
    try (ChildJvm program =
        shop(
            jdk,
            curfewFirst,
            "/opentelemetry-javaagent.jar",
            // That agent's start is what the test waits for.
            "-XX:TieredStopAtLevel=1",
            "-Dotel.jmx.config=" + CONFIGURATIONS.resolve("opentelemetry.yaml"),
            "-Dotel.jmx.discovery.delay=1000",
            "-Dotel.metrics.exporter=prometheus",
            "-Dotel.exporter.prometheus.host=127.0.0.1",
            "-Dotel.exporter.prometheus.port=" + port,
            "-Dotel.traces.exporter=none",
            "-Dotel.logs.exporter=none")) {
      String text = scrape(port, documented(true));

      assertThat(namesIn(text)).as(program.err()).isEqualTo(documented(true));
    }
  }

  @ParameterizedTest(name = "{0}, Curfew first: {1}")
  @MethodSource("jdksAndOrders")
  @DisplayName("Jolokia shows numbers and lists, and lets nobody change anything")
  void jolokia(Jdk jdk, boolean curfewFirst) throws Exception {
    int port = freePort();
    String agent =
        "/jolokia-agent-jvm.jar=host=127.0.0.1,port="
            + port
            + ",policyLocation="
            + CONFIGURATIONS.resolve("jolokia-access.xml").toUri();
    String manager = "dev.curfew:type=TimeoutManager";
    String url = "http://127.0.0.1:" + port + "/jolokia/";
    try (ChildJvm program = shop(jdk, curfewFirst, agent)) {
      soon().until(() -> json(url + "read/" + manager + "/TimedOut").get("value").getAsLong() == 4);

      assertThat(json(url + "read/" + manager + "/Timers").getAsJsonArray("value"))
          .as(program.err())
          .hasSize(3);
      assertThat(
              json(url + "read/dev.curfew:type=Rule,name=*/TimedOut")
                  .getAsJsonObject("value")
                  .size())
          .isEqualTo(3);
      assertThat(json(url + "exec/" + manager + "/disable(java.lang.String)/all").get("status"))
          .hasToString("403");
      assertThat(json(url + "read/" + manager + "/Enabled").get("value")).hasToString("true");
    }
  }

  private JsonObject json(String url) throws IOException, InterruptedException {
    return JsonParser.parseString(get(url)).getAsJsonObject();
  }

  @Test
  @DisplayName("each alert is about names of the page, and is complete")
  void alerts() throws IOException {
    Map<?, ?> file =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(CONFIGURATIONS.resolve("prometheus-alerts.yaml")));
    Map<?, ?> group = (Map<?, ?>) ((List<?>) file.get("groups")).get(0);
    List<?> rules = (List<?>) group.get("rules");

    assertThat(rules).hasSizeGreaterThan(5);
    for (Object each : rules) {
      Map<?, ?> rule = (Map<?, ?>) each;
      assertThat(rule.keySet()).map(Object::toString).contains("alert", "expr", "labels");
      Set<String> names =
          Pattern.compile("curfew_\\w+")
              .matcher(rule.get("expr").toString())
              .results()
              .map(m -> m.group())
              .collect(Collectors.toSet());
      assertThat(names).isNotEmpty().isSubsetOf(documented(false));
    }
  }
}
