package dev.curfew.manage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("docs/operating.md, on JMX")
class OperatingPageTest {
  private static final Pattern NAME = Pattern.compile("`([A-Z][A-Za-z]+)`");
  private static final Pattern OPERATION = Pattern.compile("`([a-z][A-Za-z]+)\\(([a-z, ]*)\\)`");
  private static final Pattern TYPE = Pattern.compile("`(curfew\\.[a-z]+\\.[a-z-]+)`");

  private String page;
  private String jmx;

  @BeforeEach
  void read() throws IOException {
    page = Files.readString(Path.of("docs", "operating.md")).replace("\r\n", "\n");
    jmx =
        page.substring(page.indexOf("## JConsole and other JMX clients"), page.indexOf("\n## Log"));
  }

  private static Set<String> all(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  /** The rows of the tables, but their headings. */
  private String rows() {
    return jmx.lines().filter(line -> line.startsWith("| `")).collect(Collectors.joining("\n"));
  }

  private static Set<String> attributes(Class<?> bean) {
    return Arrays.stream(bean.getMethods())
        .map(Method::getName)
        .filter(method -> method.matches("(get|is)[A-Z].*"))
        .map(method -> method.replaceFirst("get|is", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  @DisplayName("names attributes that there are")
  void attributes() {
    Set<String> known = attributes(TimeoutManagerMXBean.class);
    known.addAll(attributes(RuleMXBean.class));

    assertThat(all(NAME, rows())).hasSizeGreaterThan(40).isSubsetOf(known);
  }

  @Test
  @DisplayName("leaves out none of a rule's attributes")
  void ofRule() {
    assertThat(all(NAME, rows())).containsAll(attributes(RuleMXBean.class));
  }

  @Test
  @DisplayName("names operations that there are, with their parameters")
  void operations() {
    Set<String> known =
        Stream.of(TimeoutManagerMXBean.class, RuleMXBean.class)
            .flatMap(bean -> Arrays.stream(bean.getMethods()))
            .map(OperatingPageTest::signature)
            .collect(Collectors.toSet());

    Matcher named = OPERATION.matcher(jmx);
    Set<String> found = new TreeSet<>();
    while (named.find()) {
      found.add(named.group(1) + "(" + named.group(2) + ")");
    }
    assertThat(found).hasSizeGreaterThan(9).isSubsetOf(known);
  }

  private static String signature(Method method) {
    return method.getName()
        + Arrays.stream(method.getParameters())
            .map(parameter -> parameter.getAnnotation(Name.class))
            .map(name -> name == null ? "" : name.value())
            .collect(Collectors.joining(", ", "(", ")"));
  }

  @Test
  @DisplayName("names every type of notification, and no other")
  void notifications() {
    Set<String> types =
        Arrays.stream(NotificationType.values())
            .map(type -> type.type)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(all(TYPE, jmx)).isEqualTo(types);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rule:nightly import,older-than:10m",
        "ids:3+7+9",
        "all",
      })
  @DisplayName("shows selectors that can be read")
  void selectors(String selector) {
    assertThat(jmx).contains("`" + selector + "`");
    assertThat(TimerSelector.parse(selector)).hasToString(selector);
  }
}
