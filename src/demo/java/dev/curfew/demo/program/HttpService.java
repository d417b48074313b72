package dev.curfew.demo.program;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * The desk behind an embedded Jetty on a free port of the loopback address. What the desk can't
 * answer is 503; 500 would be an interrupt that nobody accounts for.
 */
final class HttpService {
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  HttpService(ReportDesk desk) throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new DeskHandler(desk));
    server.start();
  }

  int port() {
    return connector.getLocalPort();
  }

  void stop() throws Exception {
    server.stop();
  }

  private static final class DeskHandler extends Handler.Abstract {
    private final ReportDesk desk;

    DeskHandler(ReportDesk desk) {
      this.desk = desk;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String body;
      try {
        body = desk.answer(request.getHttpURI().getPath(), months(request));
      } catch (InterruptedException e) {
        response.setStatus(500);
        body = e.toString();
      } catch (RuntimeException e) {
        response.setStatus(503);
        body = e.toString();
      }
      Content.Sink.write(response, true, body, callback);
      return true;
    }

    private static int months(Request request) {
      String query = request.getHttpURI().getQuery();
      return query == null ? 0 : Integer.parseInt(query.substring("months=".length()));
    }
  }
}
