package dev.curfew.record;

import dev.curfew.engine.TimerReport;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This JVM's records: one file, made at the first record, one line each, on disk when {@link #sync}
 * returns. Where it can't be written that is said once and tried again at the next record.
 */
final class RecordFile {
  private static final Logger LOG = LoggerFactory.getLogger("curfew");

  private final File directory;
  private final RecordJson json;
  private @Nullable FileOutputStream out;
  private boolean saidUnwritable;

  RecordFile(String directory, String version) {
    this.directory = new File(directory).getAbsoluteFile();
    json = new RecordJson(JvmIdentity.current(version));
  }

  void append(Recorder.Event event, TimerReport report) {
    append(json.line(event, report));
  }

  void appendPartialResult(long id, String rule, Object result) {
    append(json.partialResult(id, rule, result));
  }

  private void append(String line) {
    try {
      FileOutputStream file = open();
      file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException | SecurityException e) {
      sayUnwritable(e);
    }
  }

  void sync() {
    FileOutputStream file = out;
    try {
      if (file != null) {
        file.getFD().sync();
        saidUnwritable = false;
      }
    } catch (IOException e) {
      sayUnwritable(e);
    }
  }

  private FileOutputStream open() throws IOException {
    FileOutputStream file = out;
    if (file == null) {
      if (!directory.isDirectory() && !directory.mkdirs() && !directory.isDirectory()) {
        throw new IOException("the directory can't be made");
      }
      file = new FileOutputStream(new File(directory, json.identity().fileName()), true);
      out = file;
    }
    return file;
  }

  private void sayUnwritable(Exception e) {
    if (!saidUnwritable) {
      saidUnwritable = true;
      LOG.error("records can't be written to {}: {}", directory, e.getMessage());
    }
  }
}
