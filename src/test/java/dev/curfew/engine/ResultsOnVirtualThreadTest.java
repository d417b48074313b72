package dev.curfew.engine;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

@EnabledForJreRange(min = JRE.JAVA_21)
@ExtendWith(OnVirtualThread.class)
@DisplayName("Case 22: results that come later, of calls and workers on virtual threads")
class ResultsOnVirtualThreadTest extends ResultsTest {
  @Override
  FollowingPool pool(int size) {
    return new FollowingPool(size, VirtualThreads::unstarted);
  }
}
