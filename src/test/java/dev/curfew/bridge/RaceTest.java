package dev.curfew.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The call word under race")
@Tag("race")
@Timeout(7200) // in full size, on a machine that others use
class RaceTest {
  private static final String CALLS = System.getProperty("curfew.race.calls", "150000");
  private static final String FOREIGN = System.getProperty("curfew.race.foreign", "150000");
  private static final String NESTED = System.getProperty("curfew.race.nested", "20000");
  private static final String MILLIS = System.getProperty("curfew.race.millis", "5000");

  @Test
  @DisplayName("case 1: no interrupt reaches a thread after its call")
  void noLeak() throws Exception {
    assertThat(
            BridgeVariant.AS_BUILT.run(
                GateRace.class, Map.of("race.calls", CALLS, "race.millis", MILLIS)))
        .isEmpty();
  }

  @Test
  @DisplayName("case 3 under race: somebody else's interrupt is kept, ours is not")
  void foreignKept() throws Exception {
    assertThat(
            BridgeVariant.AS_BUILT.run(
                GateRace.class,
                Map.of("race.calls", FOREIGN, "race.millis", MILLIS, "race.foreign", "true")))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_WAIT", "NO_CLEAR", "CLEAR_ALWAYS", "INTERRUPT_BEFORE_CLAIM"})
  @DisplayName("case 1, control: a broken protocol is caught")
  void brokenIsCaught(BridgeVariant broken) throws Exception {
    assertThat(
            broken.run(
                GateRace.class,
                Map.of("race.calls", "150000", "race.millis", "5000", "race.foreign", "true")))
        .isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"AS_BUILT", "STALLED_AFTER_CLEAR"})
  @DisplayName("case 33: a child's exit loses no interrupt of its parent and leaves none over")
  void nested(BridgeVariant variant) throws Exception {
    assertThat(variant.run(NestedRace.class, Map.of("race.calls", NESTED, "race.millis", MILLIS)))
        .isEmpty();
  }

  @Test
  @DisplayName("no stop at a checkpoint reaches a thread after its call")
  void noStrayStop() throws Exception {
    assertThat(BridgeVariant.AS_BUILT.run(StopRace.class, Map.of("race.millis", MILLIS))).isEmpty();
  }

  @Test
  @DisplayName("a stop that does not look whose call it is, is caught (the control)")
  void strayStopControl() throws Exception {
    assertThat(BridgeVariant.STOP_OF_ANY_CALL.run(StopRace.class, Map.of("race.millis", "20000")))
        .contains("stray");
  }

  @Test
  @DisplayName("one that takes a later call in the same place for its own is caught (the control)")
  void laterCallControl() throws Exception {
    assertThat(
            BridgeVariant.STOP_OF_ANY_CLAIMED_CALL.run(
                StopRace.class, Map.of("race.millis", "20000")))
        .contains("stray");
  }

  @Test
  @DisplayName("case 33, control: an exit that does not look outward is caught")
  void nestedControl() throws Exception {
    assertThat(
            BridgeVariant.OUTER_FORGOTTEN.run(
                NestedRace.class, Map.of("race.calls", "20000", "race.millis", "20000")))
        .contains("lost");
  }
}
