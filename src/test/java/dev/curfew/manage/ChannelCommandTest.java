package dev.curfew.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A command of the channel")
class ChannelCommandTest {
  @Test
  @DisplayName("has a verb, what follows it, and options with : or =")
  void parts() {
    assertThat(ChannelCommand.parse("extend:7:30s;out=/tmp/a b;json;reason:too: slow;by=ann"))
        .isEqualTo(new ChannelCommand("extend", "7:30s", "/tmp/a b", true, "too: slow", "ann"));
    assertThat(ChannelCommand.parse("list;out:/tmp/a"))
        .isEqualTo(new ChannelCommand("list", "", "/tmp/a", false, "", ""));
  }

  @Test
  @DisplayName("has arguments parted by colons, the first of which may have colons itself")
  void arguments() {
    ChannelCommand command = ChannelCommand.parse("extend:rule:a,older-than:1m:30s");

    assertThat(command.arguments(2, "")).isEqualTo(List.of("rule:a,older-than:1m", "30s"));
  }

  @Test
  @DisplayName("is refused when a part of it is missing or unknown, with what is allowed")
  void wrong() {
    assertThatThrownBy(() -> ChannelCommand.parse("extend:7").arguments(2, "extend:ID:30s"))
        .hasMessage("\"extend:7\" is no command; allowed: extend:ID:30s");
    assertThatThrownBy(() -> ChannelCommand.parse("cancel").arguments(1, "cancel:ID"))
        .hasMessageContaining("allowed: cancel:ID");
    assertThatThrownBy(() -> ChannelCommand.parse("list;jsn"))
        .hasMessageContaining("\"jsn\" is no option")
        .hasMessageContaining("json");
  }
}
