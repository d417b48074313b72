package com.example.stopping;

import dev.curfew.api.TimeoutMode;
import dev.curfew.api.TimeoutOptions;
import dev.curfew.api.TimeoutScope;
import dev.curfew.api.Timeouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;

/**
 * Reads from a silent server in calls that it opens itself, of mode force, until one is ended. The
 * first ones may only be interrupted, which a read ignores: they end with the server's patience.
 */
public final class ApiForceProgram {
  private static final TimeoutOptions OPTIONS =
      TimeoutOptions.timeout(Duration.ofMillis(200))
          .grace(Duration.ofMillis(200))
          .mode(TimeoutMode.FORCE);

  private static final int PATIENCE_MILLIS = 3_000;

  private ApiForceProgram() {}

  public static void main(String[] args) throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 10; i++) {
        try (Socket socket = new Socket(silent.getInetAddress(), silent.getLocalPort())) {
          socket.setSoTimeout(PATIENCE_MILLIS);
          if (readInCall(socket) && readInScope(silent)) {
            System.out.println("forced");
            return;
          }
        }
      }
    }
  }

  private static boolean readInCall(Socket socket) throws IOException {
    try {
      Timeouts.call("call", OPTIONS, () -> socket.getInputStream().read());
    } catch (RuntimeException e) {
      return Timeouts.isTimeout(e) && e.getCause() instanceof SocketException;
    }
    return false;
  }

  private static boolean readInScope(ServerSocket silent) throws IOException {
    try (Socket socket = new Socket(silent.getInetAddress(), silent.getLocalPort());
        TimeoutScope scope = Timeouts.open("scope", OPTIONS)) {
      try {
        socket.getInputStream().read();
      } catch (SocketException e) {
        return scope.isTimedOut();
      }
      return false;
    }
  }
}
