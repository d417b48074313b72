package dev.curfew.manage;

import dev.curfew.engine.Answer;
import dev.curfew.engine.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What management surfaces may ask about the configuration, and have done to it. Any thread; throws
 * nothing.
 */
public interface ConfigurationControl {
  /**
   * The outcome of the last reload.
   *
   * @param loadedAt when the configuration that holds was loaded
   * @param reloads how often another configuration was taken over since the start
   * @param refused how often one could not be
   * @param last when the last reload was, and its outcome; empty: there was none
   * @param problems why the last one could not be taken over; empty: it was
   */
  record Status(Instant loadedAt, long reloads, long refused, String last, List<String> problems) {}

  Status status();

  /**
   * What holds now, as YAML.
   *
   * @param notes by rule: lines that are to stand as comments at its end
   */
  List<String> text(Map<String, List<String>> notes);

  /**
   * Reads the configuration file again, and takes it over when there is nothing wrong with it. Who
   * listens to the engine is told when another one holds, and when one could not be taken over.
   */
  Answer reload(Origin origin);

  /** Takes Curfew out of the JVM; the code is as it was. */
  Answer detach();
}
