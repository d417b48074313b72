package dev.curfew.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.gson.Gson;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

@DisplayName("The published JSON schema")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaTest {

  private static final String START = "rules: [{methods: a.B#c, timeout: 1s}]\n";
  private static final String RULE = "rules: [{methods: a.B#c, timeout: 1s, ";

  private Schema schema;

  @BeforeAll
  void readSchema() throws IOException {
    try (InputStream in = Configuration.class.getResourceAsStream("curfew.schema.json")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(text, InputFormat.JSON);
    }
  }

  @Test
  @DisplayName("agrees with the loader that the user's page shows a right and a wrong file")
  void agreesOnTheUsersPage(@TempDir Path directory) throws Exception {
    List<String> examples = UsersPage.blocks("yaml");
    assertThat(examples).hasSize(2);

    assertThat(errors(examples.get(0))).isEmpty();
    assertThatCode(() -> load(directory, examples.get(0))).doesNotThrowAnyException();
    assertThat(errors(examples.get(1))).isNotEmpty();
    assertThatCode(() -> load(directory, examples.get(1)))
        .isInstanceOf(InvalidConfigurationException.class);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("takes what the loader takes")
  @ValueSource(
      strings = {
        START,
        START + "defaults: {timeout: 1d2h3m4s5ms, warn-at: 80%, grace: 0s, mode: off}",
        START + "defaults: {timeout: PT1H30M, warn-at: 0.5, grace: PT0S, mode: observe}",
        START + "defaults: {timeout: P1D, warn-at: never, mode: interrupt}",
        START + "defaults: {timeout: PT0.5S, warn-at: 99.5%}",
        START + "records: {directory: x}",
        START + "records: {keep: 1}",
        START + "records: {keep: 1000000}",
        START + "clock: {stalls: include}",
        START + "checkpoints: [com.acme.**, '**.Größe$*', A]",
        START + "checkpoints: com.acme.Solver",
        START + "checkpoints: []",
        RULE + "label: '{0} of {12}', exact: true, late-result: return, fuse: 50/1m}]",
        RULE + "follow: true}]",
        START + "defaults: {follow: true}",
        RULE + "label: '{0}', overrides: [{label: 'eu-*', timeout: 4h}]}]",
        RULE + "name: a, overrides: [{within: a, timeout: 4h}]}]",
        RULE + "heartbeat: {methods: [a.P#step, 'b.**#*'], timeout: 10m}}]",
        "defaults: {timeout: 1s}\nrules: [{methods: a.B#c}]",
        "rules: [{name: nightly Größe-1_a.b, methods: ['a.*$B#c*(int, String[])'], timeout: 1s}]",
        "rules: [{methods: ['**.B#*', a.**#place-HG0u8IE], timeout: 1s}]",
        "rules: [{methods: A#b(java.util.Map$Entry...), timeout: 1s}]"
      })
  void takesWhatTheLoaderTakes(String yaml, @TempDir Path directory) {
    assertThatCode(() -> load(directory, yaml)).doesNotThrowAnyException();
    assertThat(errors(yaml)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("refuses what the loader refuses")
  @ValueSource(
      strings = {
        START + "rulez: []",
        START + "clock: {stall: exclude}",
        START + "clock: {stalls: no}",
        START + "defaults: []",
        START + "defaults: {timeot: 1s}",
        START + "defaults: {timeout: 0s}",
        START + "defaults: {timeout: PT0S}",
        START + "defaults: {timeout: 30}",
        START + "defaults: {timeout: -1s}",
        START + "defaults: {timeout: 30m1h}",
        START + "defaults: {timeout: P1M}",
        START + "defaults: {timeout: PT}",
        START + "defaults: {timeout: ''}",
        START + "defaults: {grace: 5min}",
        START + "defaults: {warn-at: 0%}",
        START + "defaults: {warn-at: 100%}",
        START + "defaults: {warn-at: 1.0}",
        START + "defaults: {warn-at: 0}",
        START + "defaults: {warn-at: sometimes}",
        START + "defaults: {mode: forced}",
        START + "force: {sockets: maybe}",
        START + "force: {nukes: true}",
        START + "checkpoints: java.util.**",
        START + "checkpoints: [com.acme/x]",
        START + "checkpoints: [a..b]",
        START + "checkpoints: {a: b}",
        START + "defaults: {mode: on}",
        START + "records: {keep: 0}",
        START + "records: {keep: many}",
        START + "records: {keep: 1000001}",
        START + "records: {directory: ''}",
        "defaults: {timeout: 1s}",
        "rules: []",
        "rules: [a]",
        "rules: [{timeout: 1s}]",
        "rules: [{methods: a.B#c}]",
        "rules: [{methods: [], timeout: 1s}]",
        "rules: [{methods: [a.B#c, a.B#c], timeout: 1s}]",
        "rules: [{methods: a.B, timeout: 1s}]",
        "rules: [{methods: a..B#c, timeout: 1s}]",
        "rules: [{methods: a/B#c, timeout: 1s}]",
        "rules: [{methods: '@a.B c.D#e', timeout: 1s}]",
        "rules: [{methods: a.B#<init>, timeout: 1s}]",
        "rules: [{methods: a.B#c(List<A>), timeout: 1s}]",
        "rules: [{methods: a.B#c(int, timeout: 1s}]",
        "rules: [{name: a/b, methods: a.B#c, timeout: 1s}]",
        "rules: [{name: ' a', methods: a.B#c, timeout: 1s}]",
        RULE + "heartbeat: 1s}]",
        RULE + "heartbeat: {timeout: 1s}}]",
        RULE + "heartbeat: {methods: a.B#d}}]",
        RULE + "label: x}]",
        RULE + "label: '{a}'}]",
        RULE + "label: '{0}', overrides: [{label: x}]}]",
        RULE + "overrides: [{timeout: 1s}]}]",
        RULE + "exact: 1}]",
        RULE + "late-result: x}]",
        RULE + "fuse: 50}]",
        RULE + "follow: 1}]",
        START + "defaults: {follow: perhaps}"
      })
  void refusesWhatTheLoaderRefuses(String yaml, @TempDir Path directory) {
    assertThatCode(() -> load(directory, yaml)).isInstanceOf(InvalidConfigurationException.class);
    assertThat(errors(yaml)).isNotEmpty();
  }

  private List<Error> errors(String yaml) {
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return schema.validate(new Gson().toJson(loaded), InputFormat.JSON);
  }

  private static Configuration load(Path directory, String yaml) throws Exception {
    Path file = Files.writeString(directory.resolve("curfew.yaml"), yaml);
    return ConfigurationLoader.load(file.toString());
  }
}
