package dev.curfew.demo.program;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/** Two clients that ask the service all the time, and count what they got and how fast. */
final class Traffic {
  private static final String PRICE = "/price";
  private static final String SHORT_REPORT = "/report?months=1";
  private static final String LONG_REPORT = "/report?months=12";
  private static final long PAUSE_MILLIS = 200;

  /** How often one request was answered in one way. */
  private record Tally(int count, long minMillis, long maxMillis) {
    Tally plus(Tally other) {
      return new Tally(
          count + other.count,
          Math.min(minMillis, other.minMillis),
          Math.max(maxMillis, other.maxMillis));
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Tally> tallies = new ConcurrentSkipListMap<>();
  private final List<Thread> clients = new ArrayList<>();
  private final int port;
  private volatile boolean stopped;

  Traffic(int port) {
    this.port = port;
    start("client-1", List.of(PRICE));
    start("client-2", List.of(SHORT_REPORT, PRICE, SHORT_REPORT, PRICE, PRICE, LONG_REPORT));
  }

  private void start(String name, List<String> requests) {
    Thread client = new Thread(() -> ask(requests), name);
    client.setDaemon(true);
    clients.add(client);
    client.start();
  }

  private void ask(List<String> requests) {
    try {
      for (int i = 0; !stopped; i++) {
        ask(requests.get(i % requests.size()));
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(String request) throws InterruptedException {
    HttpRequest get =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + request))
            .timeout(Duration.ofSeconds(20))
            .build();
    long start = System.nanoTime();
    String answer;
    try {
      answer = "status " + http.send(get, BodyHandlers.ofString()).statusCode();
    } catch (IOException e) {
      answer = "no answer";
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    tallies.merge(request + ", " + answer, new Tally(1, millis, millis), Tally::plus);
  }

  /** Lets the clients finish what they have begun. */
  void stop() throws InterruptedException {
    stopped = true;
    for (Thread client : clients) {
      client.join();
    }
  }

  List<String> totals() {
    List<String> totals = new ArrayList<>();
    tallies.forEach(
        (what, t) ->
            totals.add(
                what
                    + ": "
                    + t.count()
                    + " times, "
                    + t.minMillis()
                    + " to "
                    + t.maxMillis()
                    + " ms"));
    return totals;
  }
}
