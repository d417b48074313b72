package dev.curfew.enforce;

import com.sun.management.OperatingSystemMXBean;
import dev.curfew.engine.ProcessFacts;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/** Asks the platform's MXBeans. To be made when the application is up. Any thread. */
public final class JvmFacts implements ProcessFacts {
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final boolean mayBeDebugged;

  /**
   * @throws LinkageError in a JVM without java.management or jdk.management
   */
  public JvmFacts() {
    boolean debugger = false;
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      debugger |= argument.startsWith("-agentlib:jdwp") || argument.startsWith("-Xrunjdwp");
    }
    mayBeDebugged = debugger;
  }

  @Override
  public long cpuNanos() {
    long nanos = system.getProcessCpuTime();
    return nanos < 0 ? UNKNOWN : nanos;
  }

  @Override
  public boolean mayBeDebugged() {
    return mayBeDebugged;
  }

  @Override
  public boolean[] suspended(long[] ids) {
    boolean[] suspended = new boolean[ids.length];
    ThreadInfo[] infos = threads.getThreadInfo(ids);
    for (int i = 0; i < infos.length; i++) {
      suspended[i] = infos[i] != null && infos[i].isSuspended();
    }
    return suspended;
  }
}
