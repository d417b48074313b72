package dev.curfew.history;

import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The name of this machine or container. The first way that gives one holds. */
final class HostName {
  private static final String KERNEL = "/proc/sys/kernel/hostname";

  /** A look-up may hang for many seconds where the network is broken. */
  private static final long PATIENCE_SECONDS = 2;

  private static final String LAST_RESORT = "localhost";

  private HostName() {}

  /** Never empty. */
  static String current() {
    return firstOf(
        List.of(
            () -> System.getenv("HOSTNAME"),
            () -> System.getenv("COMPUTERNAME"),
            () -> lineOf(KERNEL),
            () -> within(PATIENCE_SECONDS, HostName::lookedUp)));
  }

  static String firstOf(List<Supplier<@Nullable String>> ways) {
    for (Supplier<@Nullable String> way : ways) {
      String name = way.get();
      if (name != null && !name.isBlank()) {
        return name.strip();
      }
    }
    return LAST_RESORT;
  }

  static @Nullable String lineOf(String file) {
    try (BufferedReader reader = new BufferedReader(new FileReader(file, StandardCharsets.UTF_8))) {
      return reader.readLine();
    } catch (IOException e) {
      return null;
    }
  }

  /** What it supplies, or null when it does not in that time. */
  static @Nullable String within(long seconds, Supplier<@Nullable String> slow) {
    CompletableFuture<@Nullable String> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(null, () -> answer.complete(slow.get()), "curfew-host-name", 0, false);
    thread.setDaemon(true);
    thread.start();
    return answer.completeOnTimeout(null, seconds, TimeUnit.SECONDS).join();
  }

  private static @Nullable String lookedUp() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
