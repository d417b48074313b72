package dev.curfew.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The weaver's warm-up")
class WarmUpTest {
  @Test
  @DisplayName("weaves an entry method to the end, or it would not load all that weaving takes")
  void weaves() {
    assertThat(WarmUp.wovenSample())
        .isNotNull()
        .asString(StandardCharsets.ISO_8859_1)
        .contains(EntryMethodVisitor.BRIDGE);
  }
}
