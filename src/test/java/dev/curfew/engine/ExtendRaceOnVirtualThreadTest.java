package dev.curfew.engine;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21)
@Tag("race")
@DisplayName("An operator extends a timer of a virtual thread around its deadline")
class ExtendRaceOnVirtualThreadTest extends ExtendRaceTest {
  @Override
  Thread thread(Runnable body) {
    return VirtualThreads.unstarted(body);
  }
}
