package com.example.stopping;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Calls that are stuck, beside others like them that are in time; says what becomes of each. */
public final class NeighboursProgram {
  private NeighboursProgram() {}

  /** Takes what to do: {@code processes}, {@code sockets} or {@code parts}. */
  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "processes" -> processes();
      case "sockets" -> sockets();
      default -> parts();
    }
    System.exit(0);
  }

  private static void processes() throws Exception {
    CompletableFuture<Process> neighbours = new CompletableFuture<>();
    start(
        "neighbour",
        () -> {
          Process process = new ProcessBuilder("sleep", "300").start();
          neighbours.complete(process);
          process.waitFor();
        });
    Process neighbour = neighbours.get();
    List<ProcessHandle> tree = new ArrayList<>();
    Thread stuck = start("stuck", () -> readFromStubbornTree(tree));
    stuck.join();
    System.out.println("of the tree|" + tree.size());
    System.out.println("gone|" + gone(tree));
    System.out.println("neighbour's process|" + neighbour.isAlive());
    neighbour.destroyForcibly();
  }

  /** A process and its child, which both ignore TERM. */
  private static void readFromStubbornTree(List<ProcessHandle> tree) throws IOException {
    String child = "sh -c \"trap '' TERM; sleep 300\"";
    Process process =
        new ProcessBuilder("sh", "-c", "trap '' TERM; " + child + " & wait; sleep 300").start();
    while (process.descendants().count() < 2) {
      Thread.onSpinWait();
    }
    tree.add(process.toHandle());
    process.descendants().forEach(tree::add);
    process.getInputStream().read();
  }

  private static long gone(List<ProcessHandle> handles) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (handles.stream().anyMatch(NeighboursProgram::runs) && System.nanoTime() - end < 0) {
      Thread.sleep(20);
    }
    return handles.stream().filter(handle -> !runs(handle)).count();
  }

  /** A process that has ended stays a zombie when nobody waits for it. */
  private static boolean runs(ProcessHandle handle) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(handle.pid()), "stat"));
      return handle.isAlive() && !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException e) {
      return Files.isDirectory(Path.of("/proc/self")) ? false : handle.isAlive();
    }
  }

  private static void sockets() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 50, loopback);
        Socket one = new Socket(loopback, server.getLocalPort());
        Socket silent = server.accept();
        Socket other = new Socket(loopback, server.getLocalPort());
        Socket talking = server.accept()) {
      CompletableFuture<Integer> read = new CompletableFuture<>();
      Thread neighbour = start("neighbour", () -> read.complete(other.getInputStream().read()));
      Thread stuck = start("stuck", () -> one.getInputStream().read());
      stuck.join();
      System.out.println("reads|" + canRead(one));
      talking.getOutputStream().write(7);
      System.out.println("neighbour read|" + read.get());
      neighbour.join();
      System.out.println("silent|" + silent.isClosed());
    }
  }

  private static boolean canRead(Socket socket) throws IOException {
    try {
      socket.setSoTimeout(1);
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (SocketException e) {
      return false;
    }
  }

  /** Each kind of thing that force can end; says which are not ended while the others are. */
  private static void parts() throws Exception {
    Map<String, Thread> threads = new LinkedHashMap<>();
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 50, loopback);
        Socket socket = new Socket(loopback, server.getLocalPort());
        Connection connection = DriverManager.getConnection("jdbc:h2:mem:parts");
        Statement statement = connection.createStatement()) {
      threads.put("sockets", start("socket", () -> socket.getInputStream().read()));
      threads.put("futures", start("future", new CompletableFuture<Integer>()::join));
      threads.put(
          "processes",
          start(
              "process", () -> new ProcessBuilder("sleep", "300").start().getInputStream().read()));
      threads.put(
          "statements",
          start(
              "statement",
              () ->
                  statement.execute(
                      "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000), SYSTEM_RANGE(1, 1000000)")));
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (running(threads).count() > 1 && System.nanoTime() - end < 0) {
        Thread.sleep(20);
      }
      // As long again as one round of force takes, for one that was only slow.
      Thread.sleep(3_000);
      System.out.println("not ended|" + String.join(",", running(threads).toList()));
      System.out.flush();
      Runtime.getRuntime().halt(0); // H2 would wait for its query
    }
  }

  private static Stream<String> running(Map<String, Thread> threads) {
    return threads.entrySet().stream().filter(e -> e.getValue().isAlive()).map(Map.Entry::getKey);
  }

  private static Thread start(String label, Stoppable.Body body) {
    Thread thread =
        new Thread(
            () -> {
              try {
                Stoppable.call(label, body);
              } catch (Throwable e) {
                System.out.println(label + "|" + e.getClass().getSimpleName());
              }
            },
            label);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
