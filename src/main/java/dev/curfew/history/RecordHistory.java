package dev.curfew.history;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is recorded in a directory, each call once.
 *
 * @param calls those that began first come first
 * @param incompleteLines lines that are no whole record: being written at the moment, or torn when
 *     their JVM died; none of their calls is shown by them
 * @param unreadable files, with why they can't be read
 */
public record RecordHistory(
    List<RecordedCall> calls, int incompleteLines, List<String> unreadable) {

  /** Copies the lists. */
  public RecordHistory {
    calls = List.copyOf(calls);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * Reads a directory. JVMs may write to it meanwhile.
   *
   * @throws IOException when there is no such directory or it can't be read
   */
  public static RecordHistory read(Path directory) throws IOException {
    return read(directory, new RunningJvms(HostName.current()));
  }

  static RecordHistory read(Path directory, RunningJvms running) throws IOException {
    RecordFiles files = RecordFiles.in(directory, running);
    // Before anything is read: a JVM that ends afterwards has its last words read as of a live one.
    files.names().forEach(files::jvmRuns);
    Reading reading = new Reading(files);
    files.names().forEach(reading::read);
    return reading.result();
  }

  private record Key(RecordFileName jvm, long id) {}

  /** Of one call. */
  private static final class Lines {
    private final JsonArray events = new JsonArray();
    private @Nullable JsonObject last;
    private @Nullable JsonElement partialResult;

    /** What was written later says more, but nothing comes after the end. */
    void add(JsonObject line) {
      events.add(line.get("event"));
      if (RecordLine.isPartialResult(line)) {
        partialResult = line.get("partialResult");
      } else if (last == null || RecordLine.hasEnd(line) || !RecordLine.hasEnd(last)) {
        last = line;
      }
    }

    /** Empty when the file with all but a partial result was removed. */
    Optional<RecordedCall> call(boolean jvmRuns) {
      return last == null
          ? Optional.empty()
          : Optional.of(RecordedCall.of(last, events, partialResult, jvmRuns));
    }
  }

  private static final class Reading {
    private final RecordFiles files;
    private final Map<Key, Lines> byCall = new LinkedHashMap<>();
    private final List<String> unreadable = new ArrayList<>();
    private int incompleteLines;

    Reading(RecordFiles files) {
      this.files = files;
    }

    void read(RecordFileName name) {
      try {
        // Not readString: a torn line may end within a character.
        byte[] bytes = Files.readAllBytes(files.path(name));
        read(name.first(), new String(bytes, StandardCharsets.UTF_8));
      } catch (NoSuchFileException e) {
        // Removed meanwhile, because it was too old.
      } catch (IOException e) {
        unreadable.add(name + ": " + e);
      }
    }

    private void read(RecordFileName jvm, String text) {
      int start = 0;
      for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
        add(jvm, RecordLine.parse(text.substring(start, end)));
        start = end + 1;
      }
      if (start < text.length()) {
        incompleteLines++; // even when it can be parsed: its end was never written
      }
    }

    private void add(RecordFileName jvm, @Nullable JsonObject line) {
      if (line == null) {
        incompleteLines++;
      } else {
        long id = line.get("id").getAsLong();
        byCall.computeIfAbsent(new Key(jvm, id), key -> new Lines()).add(line);
      }
    }

    RecordHistory result() {
      List<RecordedCall> calls = new ArrayList<>();
      byCall.forEach((key, lines) -> lines.call(files.jvmRuns(key.jvm)).ifPresent(calls::add));
      calls.sort(Comparator.comparing(RecordedCall::start).thenComparing(RecordedCall::id));
      return new RecordHistory(calls, incompleteLines, unreadable);
    }
  }
}
