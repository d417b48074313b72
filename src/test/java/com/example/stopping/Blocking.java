package com.example.stopping;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Every kind of code that blocks for ever, as application code does it, by a name. What a body
 * needs is made before its call begins.
 */
final class Blocking {
  private static final String SLOW_QUERY =
      "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000) A, SYSTEM_RANGE(1, 1000000) B";

  private final Map<String, Stoppable.Body> kinds = new LinkedHashMap<>();
  private final InetAddress loopback = InetAddress.getLoopbackAddress();

  /** Keeps what must not be collected, and so closed, while a body blocks. */
  private final List<Object> kept = new ArrayList<>();

  private final Path directory;
  private final String postgresUrl;

  private Blocking(Path directory, String postgresUrl) {
    this.directory = directory;
    this.postgresUrl = postgresUrl;
  }

  /**
   * @param directory for files
   * @param postgresUrl of a running server
   */
  static Map<String, Stoppable.Body> kinds(Path directory, String postgresUrl) throws Exception {
    Blocking blocking = new Blocking(directory, postgresUrl);
    blocking.addWhatListens();
    blocking.addSockets();
    blocking.addProcesses();
    blocking.addFutures();
    blocking.addDatabases();
    blocking.addWhatIgnores();
    return blocking.kinds;
  }

  /** What ends by an interrupt. */
  private void addWhatListens() throws Exception {
    kinds.put("Thread.sleep", () -> Thread.sleep(Long.MAX_VALUE));
    kinds.put("Object.wait", () -> waitOn(new Object()));
    kinds.put("BlockingQueue.take", new LinkedBlockingQueue<Integer>()::take);
    kinds.put("Thread.join", keptThread("sleeper", () -> Thread.sleep(Long.MAX_VALUE))::join);
    kinds.put("FutureTask.get", new FutureTask<>(() -> 0)::get);
    kinds.put("Lock.lockInterruptibly", heldLock("holder of lockInterruptibly")::lockInterruptibly);
    SocketChannel channel = SocketChannel.open(silentServer());
    kept.add(channel);
    kinds.put("SocketChannel.read", () -> channel.read(ByteBuffer.allocate(1)));
    kinds.put("Selector.select, asked for ever", () -> select(Selector.open()));
    HttpRequest request = HttpRequest.newBuilder(url("http", silentServer())).build();
    kinds.put(
        "java.net.http.HttpClient.send",
        () -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()));
  }

  private static void waitOn(Object monitor) throws InterruptedException {
    synchronized (monitor) {
      while (true) {
        monitor.wait();
      }
    }
  }

  private static void select(Selector selector) throws Exception {
    while (!Thread.currentThread().isInterrupted()) {
      selector.select();
    }
  }

  private void addSockets() throws Exception {
    Socket pooled = new Socket(loopback, silentServer().getPort());
    kept.add(pooled);
    kinds.put("Socket read, opened long before", () -> pooled.getInputStream().read());
    Socket full = new Socket(loopback, silentServer().getPort());
    kept.add(full);
    kinds.put("Socket write", () -> writeForEver(full));
    InetSocketAddress busy = busyServer();
    kinds.put("Socket connect", () -> new Socket().connect(busy));
    ServerSocket idle = new ServerSocket(0, 1, loopback);
    kinds.put("ServerSocket.accept", idle::accept);
    DatagramSocket datagrams = new DatagramSocket(0, loopback);
    kinds.put(
        "DatagramSocket.receive", () -> datagrams.receive(new DatagramPacket(new byte[9], 9)));
    URI url = url("http", silentServer());
    kinds.put(
        "HttpURLConnection",
        () -> ((HttpURLConnection) url.toURL().openConnection()).getResponseCode());
    InetSocketAddress tls = silentServer();
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    kinds.put(
        "TLS handshake",
        () -> ((SSLSocket) factory.createSocket(loopback, tls.getPort())).startHandshake());
  }

  private static void writeForEver(Socket socket) throws Exception {
    byte[] bytes = new byte[1 << 20];
    while (true) {
      socket.getOutputStream().write(bytes);
    }
  }

  /** Accepts, and never says a word. */
  private InetSocketAddress silentServer() throws Exception {
    ServerSocket server = new ServerSocket(0, 50, loopback);
    kept.add(server);
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  /** Its queue of connections is full. */
  private InetSocketAddress busyServer() throws Exception {
    ServerSocket server = new ServerSocket(0, 1, loopback);
    kept.add(server);
    InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
    for (int i = 0; i < 4; i++) {
      SocketChannel waiting = SocketChannel.open();
      waiting.configureBlocking(false);
      waiting.connect(address);
      kept.add(waiting);
    }
    return address;
  }

  private static URI url(String scheme, InetSocketAddress address) {
    return URI.create(
        scheme + "://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/");
  }

  private void addProcesses() {
    kinds.put("Process.waitFor", () -> new ProcessBuilder("sleep", "300").start().waitFor());
    kinds.put(
        "Reading what a process and its child print",
        () -> {
          // Ignores TERM, and so does its child.
          Process process =
              new ProcessBuilder("sh", "-c", "trap '' TERM; sleep 300 & wait; sleep 300").start();
          BufferedReader reader =
              new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
          while (reader.readLine() != null) {
            Thread.onSpinWait();
          }
        });
  }

  private void addFutures() {
    kinds.put("CompletableFuture.get", new CompletableFuture<Integer>()::get);
    kinds.put("CompletableFuture.join", new CompletableFuture<Integer>()::join);
  }

  private void addDatabases() throws Exception {
    Connection memory = DriverManager.getConnection("jdbc:h2:mem:stopping");
    kinds.put("H2 in memory, a query", () -> execute(memory, SLOW_QUERY));
    Connection file = DriverManager.getConnection(h2File(directory));
    try (Statement statement = file.createStatement()) {
      statement.execute("CREATE TABLE T (X BIGINT, TEXT VARCHAR)");
    }
    String insert = "INSERT INTO T SELECT A.X, REPEAT('x', 1000) FROM SYSTEM_RANGE(1, 1000000) A";
    kinds.put("H2 in a file, an insert", () -> execute(file, insert));
    Connection postgres = DriverManager.getConnection(postgresUrl);
    kept.add(postgres);
    kinds.put("PostgreSQL, a query", () -> execute(postgres, "SELECT pg_sleep(300)"));
  }

  static String h2File(Path directory) {
    return "jdbc:h2:file:" + directory.resolve("h2");
  }

  private static void execute(Connection connection, String sql) throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** What nothing, or only checkpoints, can end. */
  private void addWhatIgnores() throws Exception {
    kinds.put("Lock.lock", heldLock("holder of lock")::lock);
    Object monitor = heldMonitor();
    kinds.put(
        "synchronized",
        () -> {
          synchronized (monitor) {
            Thread.onSpinWait();
          }
        });
    kinds.put("Semaphore.acquireUninterruptibly", new Semaphore(0)::acquireUninterruptibly);
    ReentrantLock own = new ReentrantLock();
    Condition condition = own.newCondition();
    kinds.put(
        "Condition.awaitUninterruptibly",
        () -> {
          own.lock();
          while (true) {
            condition.awaitUninterruptibly();
          }
        });
    kinds.put(
        "ForkJoinTask.join",
        () -> ForkJoinTask.adapt(new Semaphore(0)::acquireUninterruptibly, 0).fork().join());
    kinds.put("System.in.read", System.in::read);
    Path fifo = directory.resolve("fifo");
    new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor();
    kinds.put("Reading a FIFO", () -> new FileInputStream(fifo.toFile()).read());
    kinds.put("A loop", Blocking::loop);
    kinds.put("A loop of a class with checkpoints", Looping::loop);
    kinds.put("A recursion", Looping::recur);
    kinds.put("A regular expression that backtracks", Looping::backtrack);
  }

  static volatile long turns;

  @SuppressWarnings("NonAtomicVolatileUpdate")
  private static void loop() {
    while (turns >= 0) {
      turns++;
    }
  }

  private ReentrantLock heldLock(String holder) throws Exception {
    ReentrantLock lock = new ReentrantLock();
    CountDownLatch held = new CountDownLatch(1);
    keptThread(
        holder,
        () -> {
          lock.lock();
          held.countDown();
          Thread.sleep(Long.MAX_VALUE);
        });
    held.await();
    return lock;
  }

  private Object heldMonitor() throws Exception {
    Object monitor = new Object();
    CountDownLatch held = new CountDownLatch(1);
    keptThread(
        "holder of monitor",
        () -> {
          synchronized (monitor) {
            held.countDown();
            Thread.sleep(Long.MAX_VALUE);
          }
        });
    held.await();
    return monitor;
  }

  private Thread keptThread(String name, Stoppable.Body body) {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    kept.add(thread);
    return thread;
  }
}
