package dev.curfew.manage;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;

/** Registers the MBean and waits for the thread that does it, in whatever JVM runs it. */
final class WithoutJmx {
  private WithoutJmx() {}

  public static void main(String[] args) throws Exception {
    Instrumentation none =
        (Instrumentation)
            Proxy.newProxyInstance(
                WithoutJmx.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> null);
    Thread[] made = new Thread[1];
    Management management =
        Management.register(
            new ManagedAgent(
                new FakeEngine(), "1", "pairs", new FakeMatches(), new FixedConfiguration()),
            none,
            () -> {},
            work -> made[0] = new Thread(work));
    made[0].join();
    management.close();
  }
}
