package dev.curfew.engine;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

@EnabledForJreRange(min = JRE.JAVA_21)
@ExtendWith(OnVirtualThread.class)
@DisplayName("Case 23, orphans, and other work of a call that follows it, on virtual threads")
class FollowOnVirtualThreadTest extends FollowTest {
  @Override
  FollowingPool pool(int size) {
    return new FollowingPool(size, VirtualThreads::unstarted);
  }
}
