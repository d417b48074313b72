package dev.curfew.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The MBean of a rule")
class RuleBeanTest {
  private final FakeEngine engine = new FakeEngine();
  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private ObjectName name;
  private RuleMXBean rule;
  private TimeoutManager manager;
  private Registration registration;

  @BeforeEach
  void register() throws Exception {
    name = new ObjectName("dev.curfew:type=Rule,name=payment");
    manager =
        new TimeoutManager(
            engine, "1.2.3", "curfew.yaml", new FakeMatches(), new FixedConfiguration());
    registration = Registration.in(server, manager);
    rule = JMX.newMXBeanProxy(server, name, RuleMXBean.class);
  }

  @AfterEach
  void unregister() throws Exception {
    registration.close();
  }

  @Test
  @DisplayName("is there for each rule under its plain name, and goes with the others")
  void forEach() throws Exception {
    assertThat(server.queryNames(new ObjectName("dev.curfew:*"), null))
        .extracting(ObjectName::toString)
        .containsExactlyInAnyOrder(
            "dev.curfew:type=TimeoutManager",
            "dev.curfew:type=Rule,name=checkout",
            "dev.curfew:type=Rule,name=payment",
            "dev.curfew:type=Rule,name=import");

    registration.close();

    assertThat(server.queryNames(new ObjectName("dev.curfew:*"), null)).isEmpty();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "Name, payment",
    "Timeout, 30s",
    "ConfiguredTimeout, 30s",
    "TimeoutMillis, 30000",
    "WarnAt, 80%",
    "ConfiguredWarnAt, 80%",
    "Grace, 10s",
    "ConfiguredGrace, 10s",
    "Mode, interrupt",
    "ConfiguredMode, interrupt",
    "EffectiveMode, interrupt",
    "Enabled, true",
    "Paused, false",
    "FuseBlownAt, ''",
    "Calls, 500",
    "Active, 4",
    "Failed, 20",
    "Warned, 4",
    "TimedOut, 2",
    "Stopped, 1",
    "Cancelled, 0",
    "Overdue, 0",
    "Abandoned, 0",
    "SlowestMillis, 1500",
    "MatchedMethods, 2",
    "RefusedMethods, 1",
  })
  @DisplayName("shows settings, counts and methods")
  void attributes(String attribute, String value) throws Exception {
    assertThat(server.getAttribute(name, attribute)).hasToString(value);
  }

  @Test
  @DisplayName("names the methods that it matched and those that can't be woven")
  void methods() {
    assertThat(rule.getMatchedMethodsReport())
        .containsExactly("com.acme.Shop#pay()V", "com.acme.Shop#refund()V");
    assertThat(rule.getRefusedMethodsReport())
        .containsExactly("com.acme.Shop#init()V: it is native");
  }

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @CsvSource({
    "Timeout, 90s, timeout 1m30s",
    "Timeout, PT2S, timeout 2s",
    "WarnAt, 50%, warn-at 0.5",
    "WarnAt, NEVER, warn-at never",
    "Grace, 0s, grace 0s",
    "Mode, Observe, mode observe",
    "Mode, OFF, mode off",
  })
  @DisplayName("takes what configurations take, in letters of any case, and audits it")
  void written(String attribute, String value, String setting) throws Exception {
    server.setAttribute(name, new Attribute(attribute, value));

    assertThat(engine.commands()).containsExactly("set payment " + setting + " by local");
    assertThat(manager.getAudit())
        .singleElement()
        .satisfies(entry -> assertThat(entry.command()).isEqualTo("set payment " + setting));
  }

  @Test
  @DisplayName("shows what was written beside what is configured")
  void override() {
    rule.setTimeout("5s");

    assertThat(rule.getTimeout()).isEqualTo("5s");
    assertThat(rule.getTimeoutMillis()).isEqualTo(5000);
    assertThat(rule.getConfiguredTimeout()).isEqualTo("30s");
  }

  @Test
  @DisplayName("shows what another configuration gives it, beside what was written before")
  void reconfigured() {
    rule.setTimeout("5s");
    engine.configure("payment", Duration.ofSeconds(45));
    manager.reload("new limits");

    assertThat(rule.getConfiguredTimeout()).isEqualTo("45s");
    assertThat(rule.getTimeout()).isEqualTo("5s");
    assertThat(rule.reset("")).startsWith("RESET: ");
    assertThat(rule.getTimeout()).isEqualTo("45s");
  }

  @ParameterizedTest(name = "{0} to \"{1}\": {2}")
  @CsvSource({
    "Timeout, String, 'allowed: a duration such as 500ms, 30s'",
    "Timeout, '', 'allowed: a duration such as 500ms, 30s'",
    "Timeout, 0s, 'a timeout is above 0'",
    "WarnAt, 2, 'allowed: a percentage such as 80%'",
    "Grace, -1s, 'is negative'",
    "Mode, true, 'allowed: off, observe, interrupt'",
    "Mode, String, 'allowed: off, observe, interrupt'",
  })
  @DisplayName("refuses anything else, says what is allowed, and changes nothing")
  void refused(String attribute, String value, String message) {
    assertThatThrownBy(() -> server.setAttribute(name, new Attribute(attribute, value)))
        .isInstanceOf(RuntimeMBeanException.class)
        .cause()
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
    assertThat(engine.commands()).isEmpty();
  }

  @Test
  @DisplayName("does not pretend to have changed what the watcher did not take")
  void noAnswer() throws Exception {
    engine.refuseRules();

    assertThatThrownBy(() -> server.setAttribute(name, new Attribute("Timeout", "1s")))
        .isInstanceOf(RuntimeMBeanException.class)
        .cause()
        .hasMessageContaining("NO_SUCH_RULE");
  }

  @Test
  @DisplayName("is disabled, enabled, paused, resumed and reset, with a reason")
  void operations() {
    assertThat(rule.disable("broken")).startsWith("DISABLED: ");
    assertThat(rule.isEnabled()).isFalse();
    assertThat(rule.getEffectiveMode()).isEqualTo("observe");
    assertThat(rule.enable("mended")).startsWith("ENABLED: ");
    assertThat(rule.pause("String")).startsWith("PAUSED: ");
    assertThat(rule.resume("")).startsWith("RESUMED: ");
    assertThat(rule.reset("as it was")).startsWith("RESET: ");

    assertThat(engine.commands())
        .containsExactly(
            "disableRule payment by local because broken",
            "enableRule payment by local because mended",
            "pauseRule payment by local",
            "resumeRule payment by local",
            "reset payment by local because as it was");
  }

  @Test
  @DisplayName("describes each attribute, operation and parameter in a sentence")
  void descriptions() throws Exception {
    MBeanInfo info = server.getMBeanInfo(name);

    assertThat(Stream.of(info.getAttributes(), info.getOperations()).flatMap(Arrays::stream))
        .allSatisfy(
            feature -> assertThat(feature.getDescription()).contains(" ").hasSizeLessThan(120));
    assertThat(Arrays.stream(info.getOperations()).flatMap(o -> Arrays.stream(o.getSignature())))
        .allSatisfy(parameter -> assertThat(parameter.getName()).isEqualTo("reason"));
  }

  @Test
  @DisplayName("has only attributes that JConsole can edit without harm: Strings")
  void editable() throws Exception {
    List<MBeanAttributeInfo> writable =
        Arrays.stream(server.getMBeanInfo(name).getAttributes())
            .filter(MBeanAttributeInfo::isWritable)
            .toList();

    assertThat(writable)
        .extracting(MBeanAttributeInfo::getName)
        .containsExactlyInAnyOrder("Timeout", "WarnAt", "Grace", "Mode");
    assertThat(writable)
        .extracting(MBeanAttributeInfo::getType)
        .containsOnly(String.class.getName());
  }
}
