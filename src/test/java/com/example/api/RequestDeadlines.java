package com.example.api;

import dev.curfew.api.TimedCall;
import dev.curfew.api.TimeoutOptions;
import dev.curfew.api.TimeoutScope;
import dev.curfew.api.Timeouts;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The examples of docs/propagation.md: deadlines that go out and come in with requests. */
public final class RequestDeadlines {
  /** What is left of the time of the one who asks, in milliseconds. */
  public static final String HEADER = "X-Remaining-Millis";

  private RequestDeadlines() {}

  /** Goes out: what is left of this call's time. */
  public static HttpRequest.Builder limited(HttpRequest.Builder request) {
    Timeouts.current()
        .flatMap(TimedCall::remaining)
        .map(left -> left.isZero() ? Duration.ofMillis(1) : left) // nobody may ask for 0
        .ifPresent(left -> request.timeout(left).setHeader(HEADER, Long.toString(left.toMillis())));
    return request;
  }

  /** Comes in: a request has as long as whoever sent it, and half a minute at most. */
  public static final class LimitedHandler extends Handler.Wrapper {
    public LimitedHandler(Handler inner) {
      super(inner);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      TimeoutOptions atMost = TimeoutOptions.timeout(Duration.ofSeconds(30));
      try (TimeoutScope scope = Timeouts.open("request", atMost)) {
        String left = request.getHeaders().get(HEADER);
        if (left != null) {
          scope.shorten(Duration.ofMillis(Long.parseLong(left)));
        }
        boolean handled = super.handle(request, response, callback);
        scope.complete();
        return handled;
      }
    }
  }
}
