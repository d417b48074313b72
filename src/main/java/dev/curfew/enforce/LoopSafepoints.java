package dev.curfew.enforce;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Whether a thread in a loop can be brought to a safepoint. To be asked when the application is up.
 */
public final class LoopSafepoints {
  private static final String FLAG = "UseCountedLoopSafepoints";

  private LoopSafepoints() {}

  /**
   * Whether compiled counted loops have safepoints too: so it is under G1, ZGC and Shenandoah, not
   * under Serial and Parallel GC, unless somebody has set the flag. False where that can't be
   * known.
   */
  public static boolean everywhere() {
    try {
      HotSpotDiagnosticMXBean jvm =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return jvm != null && Boolean.parseBoolean(jvm.getVMOption(FLAG).getValue());
    } catch (LinkageError | RuntimeException e) { // no such module, or no such flag
      return false;
    }
  }
}
