package dev.curfew.packaging;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * In front of a PostgreSQL server, on the loopback: passes everything on, but requests to cancel
 * only after a delay, or never. Source of the protocol: PostgreSQL documentation, "Message
 * Formats", CancelRequest.
 */
final class CancelProxy implements Closeable {
  private static final int CANCEL_REQUEST = 80877102;

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger cancels = new AtomicInteger();
  private final int port;
  private final Duration delay;

  /**
   * @param port of the server
   * @param delay of a cancel
   */
  CancelProxy(int port, Duration delay) throws IOException {
    this.port = port;
    this.delay = delay;
    onThread(
        () -> {
          while (true) {
            Socket client = server.accept();
            sockets.add(client);
            onThread(() -> serve(client));
          }
        });
  }

  int port() {
    return server.getLocalPort();
  }

  /** How many requests to cancel have come. */
  int cancels() {
    return cancels.get();
  }

  private void serve(Socket client) throws Exception {
    DataInputStream in = new DataInputStream(client.getInputStream());
    int length = in.readInt();
    int code = in.readInt();
    if (code == CANCEL_REQUEST) {
      cancels.incrementAndGet();
      Thread.sleep(delay.toMillis());
    }
    try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), port)) {
      sockets.add(upstream);
      OutputStream out = upstream.getOutputStream();
      out.write(ByteBuffer.allocate(8).putInt(length).putInt(code).array());
      Thread back = onThread(() -> pass(upstream.getInputStream(), client));
      pass(in, upstream);
      back.join();
    }
  }

  private static void pass(InputStream in, Socket to) throws IOException {
    try {
      in.transferTo(to.getOutputStream());
    } finally {
      to.shutdownOutput();
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private static Thread onThread(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Exception e) {
                // One of the sides is gone.
              }
            },
            "cancel-proxy");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
