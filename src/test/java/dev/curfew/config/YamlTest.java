package dev.curfew.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A configuration file")
class YamlTest {

  private static final String RULE = "rules: [{methods: a.B#c, timeout: 1s}]\n";

  @TempDir private Path directory;

  @Test
  @DisplayName("holds rules whose keys go before the defaults")
  void holdsRules() throws Exception {
    Path file =
        write(
            """
            defaults: {timeout: 30s, warn-at: never, grace: 5s, mode: observe}
            rules:
              - name: checkout
                methods: com.acme.Checkout#place(com.acme.Order)
                timeout: 2s
                warn-at: 99.5%
                grace: 0s
                mode: interrupt
              - methods: ["com.acme.*Job#run()", com.acme.Main#main]
            records: {directory: /var/records, keep: 1000000}
            """);

    assertThat(ConfigurationLoader.load(file.toString()))
        .isEqualTo(
            new Configuration(
                file.toString(),
                List.of(
                    new Rule(
                        "checkout",
                        List.of(MethodPattern.parse("com.acme.Checkout#place(com.acme.Order)")),
                        Duration.ofSeconds(2),
                        0.995,
                        Duration.ZERO,
                        Mode.INTERRUPT),
                    new Rule(
                        "Job.run",
                        List.of(
                            MethodPattern.parse("com.acme.*Job#run()"),
                            MethodPattern.parse("com.acme.Main#main")),
                        null,
                        null,
                        Duration.ofSeconds(5),
                        Mode.OBSERVE)),
                Duration.ofSeconds(30),
                false,
                "/var/records",
                1_000_000));
  }

  @Test
  @DisplayName("gets the built-in defaults for what it leaves out")
  void getsBuiltInDefaults() throws Exception {
    Configuration configuration = load(RULE);

    assertThat(configuration.rules())
        .containsExactly(
            new Rule(
                "B.c",
                List.of(MethodPattern.parse("a.B#c")),
                Duration.ofSeconds(1),
                0.8,
                Duration.ofSeconds(30),
                Mode.INTERRUPT));
    assertThat(configuration.outermostTimeout()).isNull();
    assertThat(configuration.recordDirectory())
        .isEqualTo(Configuration.DEFAULT_RECORD_DIRECTORY)
        .isEqualTo("curfew-records");
  }

  @Test
  @DisplayName("says which classes have checkpoints, unless force may not use them")
  void readsCheckpoints() throws Exception {
    Configuration configuration = load(RULE + "checkpoints: [com.acme.**, 'org.*.Solver']\n");

    assertThat(configuration.checkpoints())
        .extracting(ClassPattern::toString)
        .containsExactly("com.acme.**", "org.*.Solver");
    assertThat(configuration.hasCheckpoints()).isTrue();
    assertThat(configuration.checkpoints().get(0).matches("com.acme.a.B$C")).isTrue();
    assertThat(configuration.checkpoints().get(0).matches("com.acmes.B")).isFalse();
    assertThat(load(RULE + "checkpoints: com.acme.Solver\n").checkpoints()).hasSize(1);
    assertThat(load(RULE + "checkpoints: []\n").hasCheckpoints()).isFalse();
    assertThat(load(RULE + "checkpoints: a.B\nforce: {checkpoints: false}\n").hasCheckpoints())
        .isFalse();
  }

  @Test
  @DisplayName("gives a rule its options")
  void readsOptions() throws Exception {
    Configuration configuration =
        load(
            """
            clock: {stalls: include}
            rules:
              - name: shop
                methods: a.Shop#buy
                timeout: 1s
              - name: nightly
                methods: a.B#c
                timeout: 2h
                label: "{0} of {2}"
                overrides: [{label: "eu-*", timeout: 4h}, {within: shop, timeout: 1s}]
                heartbeat: {methods: [a.Progress#step, a.Shop#*], timeout: 10m}
                exact: true
                follow: true
                late-result: return
                fuse: 50/1m
                mode: force
                max-abandoned: 3
            force: {sockets: false, processes: true}
            """);

    assertThat(configuration.countsStalls()).isTrue();
    assertThat(configuration.rules().get(1).mode()).isEqualTo(Mode.FORCE);
    assertThat(configuration.force()).isEqualTo(new Force(Set.of("sockets")));
    assertThat(configuration.rules().get(0).options()).isEqualTo(RuleOptions.NONE);
    assertThat(configuration.rules().get(1).options())
        .isEqualTo(
            new RuleOptions(
                LabelTemplate.parse("{0} of {2}"),
                List.of(
                    new TimeoutOverride("eu-*", null, Duration.ofHours(4)),
                    new TimeoutOverride(null, "shop", Duration.ofSeconds(1))),
                new Heartbeat(
                    List.of(
                        MethodPattern.parse("a.Progress#step"), MethodPattern.parse("a.Shop#*")),
                    Duration.ofMinutes(10)),
                true,
                LateResult.RETURN,
                new Fuse(50, Duration.ofMinutes(1)),
                3,
                true));
  }

  @Test
  @DisplayName("gives a rule the name it was given, though one before was made to be the same")
  void prefersGivenNames() throws Exception {
    Configuration configuration =
        load(
            """
            defaults: {timeout: 1s}
            rules:
              - methods: com.acme.Jobs#run
              - {name: Jobs.run, methods: a.B#c}
            """);

    assertThat(configuration.rules())
        .extracting(Rule::name)
        .containsExactly("acme.Jobs.run", "Jobs.run");
  }

  @Test
  @DisplayName("may use an alias for a mapping that stands elsewhere")
  void mayUseAliases() throws Exception {
    Configuration configuration =
        load("defaults: &d {timeout: 1s}\nrules: [{methods: a.B#c}]\nrecords: {}\n");
    assertThat(configuration.outermostTimeout()).isEqualTo(Duration.ofSeconds(1));

    assertThat(problems("defaults: &d {timeout: 1s}\nrules: [*d]\n"))
        .extracting(Problem::toString)
        .singleElement()
        .asString()
        .contains(":1:11: a rule has no methods");
  }

  @ParameterizedTest(name = "warn-at: {0}")
  @DisplayName("takes a percentage or a fraction for warn-at")
  @CsvSource({"80%, 0.8", "'0.5%', 0.005", "'0.25', 0.25", "'.5', 0.5", "1%, 0.01"})
  void takesParts(String written, double expected) throws Exception {
    assertThat(load("defaults: {warn-at: " + written + "}\n" + RULE).rules().get(0).warnAt())
        .isEqualTo(expected);
  }

  @Test
  @DisplayName("may begin with a byte order mark")
  void mayBeginWithAByteOrderMark() throws Exception {
    assertThat(load('\ufeff' + RULE).rules()).hasSize(1);
    assertThat(problems('\ufeff' + "ruls: 1")).extracting(Problem::column).contains(1);
  }

  @ParameterizedTest(name = "{4}")
  @DisplayName("is refused with the place, the value and what is allowed")
  @MethodSource("wrongFiles")
  void isRefused(String yaml, int line, int column, String value, String message) {
    List<Problem> problems = problems(yaml);

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).message()).startsWith(message);
    assertThat(problems.get(0).line()).isEqualTo(line);
    assertThat(problems.get(0).column()).isEqualTo(column);
    assertThat(problems.get(0).value()).isEqualTo(value);
  }

  static Stream<Arguments> wrongFiles() {
    return Stream.of(
        wrong(RULE + "ruls: 1\n", 2, 1, "ruls", "unknown key 'ruls', did you mean 'rules'? allo"),
        wrong(RULE + "timeout: 1s\n", 2, 1, "timeout", "key 'timeout' belongs to defaults; allow"),
        wrong(RULE + "zzz: 1s\n", 2, 1, "zzz", "unknown key 'zzz'; allowed: defaults, rules, rec"),
        wrong(RULE + "clock: {stall: a}", 2, 9, "stall", "unknown key 'stall', did you mean 'st"),
        wrong(RULE + "clock: {stalls: no}", 2, 17, "no", "stalls 'no' is neither; allowed: excl"),
        wrong(RULE + "clock: 1", 2, 8, "1", "clock must be a mapping, but is a single value; all"),
        wrong(
            RULE + "force: {socket: no}", 2, 9, "socket", "unknown key 'socket', did you mean 's"),
        wrong(RULE + "force: {sockets: no}", 2, 18, "no", "sockets 'no' is neither; allowed: true"),
        wrong(RULE + "checkpoints: {a: b}", 2, 14, "", "a pattern for checkpoints must be a sing"),
        wrong(
            RULE + "checkpoints: java.util.**",
            2,
            14,
            "java.util.**",
            "pattern for checkpoints 'java.util.**' names classes of the JDK"),
        wrong(
            RULE + "checkpoints: [a/b]",
            2,
            15,
            "a/b",
            "pattern for checkpoints 'a/b' has '/' in it; allowed: classes of the application"),
        wrong(RULE + RULE, 2, 1, "rules", "key 'rules' is given twice, first in line 1, column 1"),
        wrong(RULE + "records: {keep: 0}", 2, 17, "0", "keep '0' is not in range; allowed: a who"),
        wrong(RULE + "records: {keep: -5}", 2, 17, "-5", "keep '-5' is not in range; allowed: a"),
        wrong(RULE + "records: {keep: 007}", 2, 17, "007", "keep '007' is not in range; allowed"),
        wrong(RULE + "records: {keep: 1e3}", 2, 17, "1e3", "keep '1e3' is not in range; allowed"),
        wrong(RULE + "records: {keep: 1000001}", 2, 17, "1000001", "keep '1000001' is not in ra"),
        wrong(RULE + "records: {keep: [5]}", 2, 17, "", "keep must be a single value, but is a"),
        wrong(RULE + "records: {directory: }", 2, 21, "", "directory must be a single value, b"),
        wrong(RULE + "records: {directory: [a]}", 2, 22, "", "directory must be a single value, b"),
        wrong(RULE + "records: x\n", 2, 10, "x", "records must be a mapping, but is a single va"),
        wrong(RULE + "defaults:\n", 2, 10, "", "defaults must be a mapping, but is empty; allow"),
        wrong(RULE + "defaults: []\n", 2, 11, "", "defaults must be a mapping, but is a list; al"),
        wrong(RULE + "defaults: {timeot: 1s}", 2, 12, "timeot", "unknown key 'timeot', did you me"),
        wrong(RULE + "defaults: {exact: true}", 2, 12, "exact", "key 'exact' belongs to a ru"),
        wrong(RULE + "defaults: {timeout: 1y}", 2, 21, "1y", "timeout '1y' has the unknown unit"),
        wrong(RULE + "defaults: {timeout: 0s}", 2, 21, "0s", "timeout '0s' is not above 0; allo"),
        wrong(RULE + "defaults: {timeout: -1s}", 2, 21, "-1s", "timeout '-1s' is negative; allo"),
        wrong(RULE + "defaults: {grace: 11y}", 2, 19, "11y", "grace '11y' has the unknown unit"),
        wrong(RULE + "defaults: {grace: 4000d}", 2, 19, "4000d", "grace '4000d' is too long; al"),
        wrong(RULE + "defaults: {warn-at: 100%}", 2, 21, "100%", "warn-at '100%' is not a part o"),
        wrong(RULE + "defaults: {warn-at: 0}", 2, 21, "0", "warn-at '0' is not a part of the ti"),
        wrong(RULE + "defaults: {warn-at: 1.0}", 2, 21, "1.0", "warn-at '1.0' is not a part of"),
        wrong(RULE + "defaults: {warn-at: NaN}", 2, 21, "NaN", "warn-at 'NaN' is not a part of"),
        wrong(RULE + "defaults: {warn-at: 1e-1}", 2, 21, "1e-1", "warn-at '1e-1' is not a part"),
        wrong(RULE + "defaults: {warn-at: .}", 2, 21, ".", "warn-at '.' is not a part of the t"),
        wrong(RULE + "defaults: {warn-at: 0.1.1}", 2, 21, "0.1.1", "warn-at '0.1.1' is not a p"),
        wrong(RULE + "defaults: {mode: on}", 2, 18, "on", "unknown mode 'on'; allowed: off, obs"),
        wrong(RULE + "defaults: {mode: [off]}", 2, 18, "", "mode must be a single value, but is"),
        wrong(RULE + "[a]: 1\n", 2, 1, "", "a key must be a single value, but is a list; allowed"),
        wrong("defaults: {}\n", 1, 1, "", "there are no rules; allowed: at least one, with meth"),
        wrong("rules: []\n", 1, 8, "", "there are no rules; allowed: at least one, with methods"),
        wrong("rules:\n", 1, 7, "", "rules must be a list, but is empty; allowed: a list of rul"),
        wrong("rules: {}\n", 1, 8, "", "rules must be a list, but is a mapping; allowed: a list"),
        wrong("rules: [a]\n", 1, 9, "a", "a rule must be a mapping, but is a single value; allo"),
        wrong("rules: [{timeout: 1s}]", 1, 9, "", "a rule has no methods; allowed: a method pat"),
        wrong("rules: [{methods: a.B#c}]", 1, 9, "", "a rule has no timeout; allowed: one of its"),
        wrong(rule("methods: []"), 2, 14, "", "methods is an empty list; allowed: a method patt"),
        wrong(rule("methods: {}"), 2, 14, "", "a method pattern must be a single value, but is a"),
        wrong(rule("methods:"), 2, 13, "", "a method pattern must be a single value, but is empt"),
        wrong(rule("methods: [[x]]"), 2, 15, "", "a method pattern must be a single value, but i"),
        wrong(rule("methods: a.B"), 2, 14, "a.B", "method pattern 'a.B' has no # (did you mean '"),
        wrong(rule("methods: [a.B#c, a.B#c]"), 2, 22, "a.B#c", "method pattern 'a.B#c' is given t"),
        wrong(rule("methods: '@a.B c.**#d'"), 2, 14, "@a.B c.**#d", "method pattern '@a.B c.**#"),
        wrong(named("name: a/b"), 3, 11, "a/b", "name 'a/b' is not plain; allowed: letters, d"),
        wrong(named("name: ''"), 3, 11, "", "name must be a single value, but is empty; allow"),
        wrong(named("method: a.B#d"), 3, 5, "method", "unknown key 'method', did you mean 'met"),
        wrong(named("heartbeat: 1s"), 3, 16, "1s", "heartbeat must be a mapping, but is a sin"),
        wrong(named("heartbeat: {timeout: 1s}"), 3, 16, "", "a heartbeat has no methods; allowed"),
        wrong(named("heartbeat: {methods: a.B#d}"), 3, 16, "", "a heartbeat has no timeout; allow"),
        wrong(
            named("heartbeat: {methods: a.B#d, timeout: 0s}"), 3, 42, "0s", "timeout '0s' is not"),
        wrong(
            named("heartbeat: {methods: a, timeout: 1s}"), 3, 26, "a", "method pattern 'a' has no"),
        wrong(named("label: x"), 3, 12, "x", "label 'x' names no argument; allowed: text with"),
        wrong(named("label: '{x}'"), 3, 12, "{x}", "label '{x}' has a { without the number of"),
        wrong(named("label: '{0'"), 3, 12, "{0", "label '{0' has a { without the number of"),
        wrong(named("label: '{255}'"), 3, 12, "{255}", "label '{255}' names an argument that no"),
        wrong(named("overrides: x"), 3, 16, "x", "overrides must be a list, but is a single va"),
        wrong(named("overrides: [x]"), 3, 17, "x", "an override must be a mapping, but is a sin"),
        wrong(named("overrides: [{timeout: 1s}]"), 3, 17, "", "an override says of no calls that"),
        wrong(named("overrides: [{within: c}]"), 3, 17, "", "an override has no timeout; allowed"),
        wrong(
            named("overrides: [{within: zz, timeout: 1s}]"),
            3,
            26,
            "zz",
            "within 'zz' names no ru"),
        wrong(
            named("overrides: [{label: a, timeout: 1s}]"),
            3,
            25,
            "a",
            "the rule has no label; all"),
        wrong(named("exact: yes"), 3, 12, "yes", "exact 'yes' is neither; allowed: false, true"),
        wrong(named("late-result: x"), 3, 18, "x", "late-result 'x' is neither; allowed: throw, "),
        wrong(named("fuse: 50"), 3, 11, "50", "fuse '50' is no number of timeouts in a time; al"),
        wrong(named("fuse: 0/1m"), 3, 11, "0/1m", "fuse '0/1m' is no number of timeouts in a ti"),
        wrong(named("fuse: 5/0s"), 3, 11, "5/0s", "fuse '5/0s' is no number of timeouts in a ti"),
        wrong(named("follow: x"), 3, 13, "x", "follow 'x' is neither; allowed: false, true"),
        wrong(named("max-abandoned: 0"), 3, 20, "0", "max-abandoned '0' is no number of calls; a"),
        wrong(named("mode: forse"), 3, 11, "forse", "unknown mode 'forse', did you mean 'force'?"),
        wrong(
            """
            rules:
            - {name: a, methods: a.B#c, timeout: 1s}
            - {name: a, methods: a.B#d, timeout: 1s}
            """,
            3,
            10,
            "a",
            "name 'a' is given twice, first in line 2, column 10; allowed: once"),
        wrong("", 0, 0, "", "is empty; allowed: a mapping with defaults, rules, records"),
        wrong("# nothing\n", 0, 0, "", "is empty; allowed: a mapping with defaults, rules"),
        wrong("- a\n", 1, 1, "", "the top level must be a mapping, but is a list; allowed:"),
        wrong("rules\n", 1, 1, "rules", "the top level must be a mapping, but is a single value"),
        wrong(RULE + "---\n" + RULE, 2, 1, "---", "is not valid YAML at '---': expected a singl"),
        wrong("a:\n  b: 1\n c: 2\n", 3, 2, "c: 2", "is not valid YAML at 'c: 2': while parsing"),
        wrong("a: [1", 1, 6, "a: [1", "is not valid YAML at 'a: [1': while parsing a flow seq"),
        wrong(
            "a: 😀\r\nb: 😀 [}\r\nc: [}",
            3,
            5,
            "c: [}",
            "is not valid YAML at 'c: [}': while pars"),
        wrong("a: *b", 1, 4, "a: *b", "is not valid YAML at 'a: *b': found undefined alias b"),
        wrong("a: \u0001", 1, 4, "a: \u0001", "is not valid YAML at 'a:  ': the character U+1 is"),
        wrong("a: 😀\u0001", 1, 5, "a: 😀\u0001", "is not valid YAML at 'a: 😀 ': the character U"),
        wrong("[".repeat(200_000), 0, 0, "", "is nested too deeply"));
  }

  @Test
  @DisplayName("that contains itself is refused")
  void mayNotContainItself() {
    assertThat(problems("rules: &r\n  - *r\n"))
        .extracting(Problem::message)
        .contains("contains itself through an alias; allowed: values without circles");
  }

  @Test
  @DisplayName("with aliases that multiply is read without multiplying")
  void doesNotMultiplyAliases() {
    StringBuilder yaml = new StringBuilder("x0: &x0 [a, a]\n");
    for (int i = 1; i < 60; i++) {
      String before = "*x" + (i - 1);
      yaml.append("x" + i + ": &x" + i + " [" + before + ", " + before + "]\n");
    }

    assertThat(problems(yaml.toString())).hasSize(61);
  }

  @Test
  @DisplayName("has all its problems reported at once, one line each, in their order")
  void hasAllProblemsReported() {
    List<Problem> problems =
        problems(
            """
            rules:
              - {name: a, methods: a.B#c, timeout: 1}
              - {name: a, methods: a.B#c, timout: 1s}
              - {methods: "a
                b", timeout: 1s, mode: farce}
            defaults: {grace: -1s}
            """);

    assertThat(problems)
        .extracting(problem -> problem.line() + ":" + problem.column())
        .containsExactly("2:40", "3:5", "3:12", "3:24", "3:31", "4:15", "5:28", "6:19");
    assertThat(problems)
        .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain("\n"))
        .allSatisfy(problem -> assertThat(problem.source()).endsWith("curfew.yaml"));
    assertThat(problems.get(0).toString())
        .endsWith(
            "curfew.yaml:2:40: timeout '1' has no unit after 1; allowed: a duration such as"
                + " 500ms, 30s, 1h30m, 2d or PT30S, at most 3650d");
  }

  @Test
  @DisplayName("that is missing is said to be, with the path that was looked for")
  void mayBeMissing() {
    assertThat(PairsTest.problems("nowhere/curfew.yml"))
        .singleElement()
        .hasToString(
            "nowhere/curfew.yml: no such file, looked for "
                + Path.of("nowhere/curfew.yml").toAbsolutePath()
                + "; allowed: the path of a YAML file, or pairs such as com.acme.Jobs#run=30s");
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("is what an argument names that ends like one, or has no =")
  @CsvSource({"a=b.yaml", "a=b.YML", "nowhere", "com.acme.Jobs#run"})
  void isNamedByTheArgument(String argument) {
    assertThat(PairsTest.problems(argument).get(0).message()).startsWith("no such file");
  }

  @Test
  @DisplayName("must be a file that can be read, of at most 1 MB")
  void mustBeReadable() throws Exception {
    Path large = write(RULE + "#".repeat(1 << 20));

    assertThat(PairsTest.problems(directory.toString()).get(0).message())
        .isEqualTo("is a directory; allowed: a YAML file");
    assertThat(PairsTest.problems(large.toString()).get(0).message())
        .isEqualTo("is too large; allowed: at most 1 MB");
    assertThat(load(RULE + "#".repeat((1 << 20) - RULE.length())).rules()).hasSize(1);
  }

  @Test
  @DisplayName("must be UTF-8")
  void mustBeUtf8() throws Exception {
    Path file = directory.resolve("curfew.yaml");
    Files.write(file, "rules:\n - {name: Größe}\n".getBytes(ISO_8859_1));

    Problem problem = PairsTest.problems(file.toString()).get(0);

    assertThat(problem.toString())
        .isEqualTo(file + ":2:13: is not UTF-8 from here; allowed: text in UTF-8");
  }

  private Configuration load(String yaml) throws IOException, InvalidConfigurationException {
    return ConfigurationLoader.load(write(yaml).toString());
  }

  private List<Problem> problems(String yaml) {
    try {
      return PairsTest.problems(write(yaml).toString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Path write(String yaml) throws IOException {
    return Files.write(directory.resolve("curfew.yaml"), yaml.getBytes(UTF_8));
  }

  /** A rule with this line and a timeout. */
  private static String rule(String methods) {
    return "rules:\n  - " + methods + "\n    timeout: 1s\n";
  }

  /** A complete rule with one more line. */
  private static String named(String line) {
    return "rules:\n  - methods: a.B#c\n    " + line + "\n    timeout: 1s\n";
  }

  private static Arguments wrong(String yaml, int line, int column, String value, String message) {
    return arguments(yaml, line, column, value, message);
  }
}
