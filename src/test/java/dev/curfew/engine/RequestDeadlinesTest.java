package dev.curfew.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.api.RequestDeadlines;
import com.example.api.RequestDeadlines.LimitedHandler;
import dev.curfew.api.TimedCall;
import dev.curfew.api.TimeoutOptions;
import dev.curfew.api.Timeouts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A deadline that goes with a request from the JDK's HttpClient to Jetty")
@Timeout(60)
class RequestDeadlinesTest {
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private EngineRig rig;
  private volatile boolean interrupted;

  /** Says how long it may take; or takes as long as it may. */
  private final class Service extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Duration left = Timeouts.current().flatMap(TimedCall::remaining).orElseThrow();
      if (request.getHttpURI().getPath().equals("/slow")) {
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      Content.Sink.write(response, true, Long.toString(left.toMillis()), callback);
      return true;
    }
  }

  @BeforeEach
  void start() throws Exception {
    System.setProperty("curfew.version", "test");
    rig = new EngineRig(EngineRig.rule("other", 60_000));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new LimitedHandler(new Service()));
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
    rig.close();
    System.clearProperty("curfew.version");
  }

  private String get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort() + path);
    HttpRequest request = RequestDeadlines.limited(HttpRequest.newBuilder(uri)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  @Test
  @DisplayName("is what the service has; without one it has its own limit")
  void handedOn() throws Exception {
    assertThat(Long.parseLong(get("/"))).isBetween(20_000L, 30_000L);

    String left =
        Timeouts.call("client", TimeoutOptions.timeout(Duration.ofSeconds(15)), () -> get("/"));

    assertThat(Long.parseLong(left)).isBetween(1L, 15_000L);
  }

  @Test
  @DisplayName("stops the service")
  void stopsTheService() throws Exception {
    get("/"); // the first request takes as long as its classes
    try {
      Timeouts.call("client", TimeoutOptions.timeout(Duration.ofSeconds(2)), () -> get("/slow"));
    } catch (Exception e) {
      // the client's own timeout, whoever of the two noticed it first
    }

    await().atMost(Duration.ofSeconds(30)).until(() -> interrupted);
    assertThat(Thread.interrupted()).isFalse();
  }
}
