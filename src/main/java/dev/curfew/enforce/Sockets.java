package dev.curfew.enforce;

import dev.curfew.bridge.CurfewUse;
import dev.curfew.engine.Timer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.DatagramSocket;
import java.net.SocketImpl;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Closes the socket that the call is blocked in: reading, writing, connecting, accepting; with it
 * HTTP and TLS over it. A socket is known while it blocks only, so it does not matter when, and by
 * whom, it was opened.
 */
final class Sockets implements ForceMeans {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

  private final MethodHandle close;

  /**
   * @throws ReflectiveOperationException when java.net is not open to this class's module
   */
  Sockets() throws ReflectiveOperationException {
    close =
        MethodHandles.privateLookupIn(SocketImpl.class, MethodHandles.lookup())
            .findVirtual(SocketImpl.class, "close", MethodType.methodType(void.class));
  }

  @Override
  public String name() {
    return "sockets";
  }

  @Override
  public List<String> apply(Timer timer) throws InterruptedException {
    List<String> acts = new ArrayList<>();
    for (CurfewUse use : Uses.of(timer, Object.class)) {
      Object resource = use.resource();
      if ((resource instanceof SocketImpl || resource instanceof DatagramSocket) && use.tryAct()) {
        try {
          acts.add(close(resource));
        } finally {
          use.acted();
        }
      }
    }
    return acts;
  }

  /** On a thread of its own: with SO_LINGER it may take as long as that says. */
  private String close(Object socket) throws InterruptedException {
    Disposable closing = Disposable.start("curfew-close", () -> invokeClose(socket));
    String outcome = closing.isOverWithin(PATIENCE) ? closing.outcome() : " did not return";
    return "close of " + socket + outcome;
  }

  private void invokeClose(Object socket) throws Exception {
    if (socket instanceof DatagramSocket datagrams) {
      datagrams.close();
      return;
    }
    try {
      close.invokeExact((SocketImpl) socket);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
