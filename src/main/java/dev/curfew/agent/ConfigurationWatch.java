package dev.curfew.agent;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Looks every two seconds whether the configuration file says something else. It compares what is
 * in the file, so it sees every way to change one: written over, renamed onto, or a symbolic link
 * above it that was swapped, as Kubernetes does with a ConfigMap's. Without java.nio.file, whose
 * default file system is the application's to choose.
 */
final class ConfigurationWatch implements Runnable {
  private static final long PERIOD_MILLIS = 2_000;

  /** What has been like this for so long is not being written any more. */
  private static final long SETTLED_MILLIS = 200;

  private static final int MOST = 1 << 20;

  private final File file;
  private final Runnable reload;
  private byte @Nullable [] seen;

  /**
   * @param reload called when the file may have changed, on the watch's thread
   */
  ConfigurationWatch(File file, Runnable reload) {
    this.file = file;
    this.reload = reload;
  }

  /** Ends when its thread is interrupted. */
  @Override
  public void run() {
    try {
      Thread.sleep(PERIOD_MILLIS);
      take(); // the file may have changed since the start
      while (true) {
        Thread.sleep(PERIOD_MILLIS);
        if (!Arrays.equals(seen, read())) {
          take();
        }
      }
    } catch (InterruptedException e) {
      // The end of the watch.
    }
  }

  /** What is seen is older than what is taken over: no change between them is missed. */
  private void take() throws InterruptedException {
    seen = settled();
    reload.run();
  }

  private byte @Nullable [] settled() throws InterruptedException {
    byte[] before = read();
    while (true) {
      Thread.sleep(SETTLED_MILLIS);
      byte[] now = read();
      if (Arrays.equals(before, now)) {
        return now;
      }
      before = now;
    }
  }

  /** Null when it can't be read. */
  private byte @Nullable [] read() {
    try (InputStream in = new FileInputStream(file)) {
      return in.readNBytes(MOST + 1);
    } catch (IOException e) {
      return null;
    }
  }
}
