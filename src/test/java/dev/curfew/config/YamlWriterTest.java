package dev.curfew.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A configuration that is written as YAML")
class YamlWriterTest {
  @TempDir private Path directory;

  private Configuration load(String name, String text) throws Exception {
    return ConfigurationLoader.load(Files.writeString(directory.resolve(name), text).toString());
  }

  private Configuration readBack(Configuration written) throws Exception {
    Map<String, List<String>> notes = Map.of("plain", List.of("now x\nmode: off"));
    return load("again.yaml", String.join("\n", YamlWriter.lines(written, notes)));
  }

  @Test
  @DisplayName("reads back as the same, whatever it has, and whatever is noted beside it")
  void everything() throws Exception {
    Configuration configuration =
        load(
            "all.yaml",
            """
            defaults: {timeout: 1h30m, warn-at: 33.3%, grace: 0s, mode: observe}
            rules:
              - name: plain
                methods: [a.B#c, "a.**.*Job#run(int,java.lang.String[])"]
              - name: never
                methods: 'a.B#d'
                timeout: PT0.0005S
                warn-at: never
                label: "{0} \\"of\\" {2}\\n\\U0001F600 \\\\"
                overrides:
                  - {label: "eu-*: # '", timeout: 4h}
                  - {within: plain, timeout: 1ms}
                heartbeat: {methods: [a.P#step, a.P#done], timeout: 10m}
                exact: true
                follow: true
                late-result: return
                fuse: 50/1m
                max-abandoned: 3
            records: {directory: "C:\\\\a b\\u0085", keep: 7}
            clock: {stalls: include}
            force: {sockets: false, processes: false}
            """);

    Configuration again = readBack(configuration);

    assertThat(again.rules()).isEqualTo(configuration.rules());
    assertThat(again.digest()).isEqualTo(configuration.digest());
  }

  @Test
  @DisplayName("reads back as the same when it came from pairs")
  void pairs() throws Exception {
    Configuration configuration =
        ConfigurationLoader.load("a.B#c=30s;a.*#*=1h;mode=observe;follow=true");

    assertThat(readBack(configuration).digest()).isEqualTo(configuration.digest());
  }
}
