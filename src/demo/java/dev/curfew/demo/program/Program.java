package dev.curfew.demo.program;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Runs two benchmarks side by side while an HTTP service answers. Ends when they have ended; with
 * {@code --stay} it begins them again, for ever. Ends too when its standard input does, so that it
 * does not outlive who started it.
 */
public final class Program {
  private Program() {}

  public static void main(String[] args) throws Exception {
    boolean stay = List.of(args).contains("--stay");
    endWithInput();
    ProgramLog log = new ProgramLog();
    OrderDatabase database = new OrderDatabase();
    HttpService service = new HttpService(new ReportDesk());
    log.line("program", "http service on port " + service.port());
    Traffic traffic = new Traffic(service.port());
    do {
      runSideBySide(new JobRunner(log), Jobs.nightly(database), Jobs.weekly(database));
    } while (stay);
    traffic.stop();
    service.stop();
    traffic.totals().forEach(total -> log.line("http", total));
    log.line("program", "ends");
  }

  private static void runSideBySide(JobRunner runner, Benchmark one, Benchmark other)
      throws InterruptedException {
    Thread first = start(runner, one);
    Thread second = start(runner, other);
    first.join();
    second.join();
  }

  private static Thread start(JobRunner runner, Benchmark benchmark) {
    Thread thread = new Thread(() -> runner.run(benchmark), benchmark.name());
    thread.start();
    return thread;
  }

  private static void endWithInput() {
    Thread thread =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // No input any more, either.
              }
              Runtime.getRuntime().halt(1);
            },
            "end-with-input");
    thread.setDaemon(true);
    thread.start();
  }
}
