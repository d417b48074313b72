package dev.curfew.weave;

import dev.curfew.weave.Planner.Planned;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is to be woven in one class file, by name and descriptor. */
final class Plan {
  /** In the order of the class file. */
  final Map<String, Planned> entries = new LinkedHashMap<>();

  private final Map<String, List<Integer>> heartbeats = new HashMap<>();

  private final CheckpointPlaces checkpoints;

  /** Methods that would be too large with checkpoints. */
  private final Set<String> withoutCheckpoints = new HashSet<>();

  Plan(CheckpointPlaces checkpoints) {
    this.checkpoints = checkpoints;
  }

  static String key(String name, String descriptor) {
    return name + descriptor;
  }

  boolean isEmpty() {
    return hasNoMethods() && checkpoints == CheckpointPlaces.NONE;
  }

  /** True when nothing is woven but checkpoints, if these. */
  boolean hasNoMethods() {
    return entries.isEmpty() && heartbeats.isEmpty();
  }

  /** Where the method gets checkpoints; a class initialiser never does. */
  CheckpointPlaces checkpoints(String name, String descriptor) {
    return name.equals("<clinit>") || withoutCheckpoints.contains(key(name, descriptor))
        ? CheckpointPlaces.NONE
        : checkpoints;
  }

  /** Gives the method's checkpoints up; false when it had none. */
  boolean removeCheckpoints(String name, String descriptor) {
    return checkpoints(name, descriptor) != CheckpointPlaces.NONE
        && withoutCheckpoints.add(key(name, descriptor));
  }

  void addHeartbeat(String name, String descriptor, List<Integer> numbers) {
    heartbeats.put(key(name, descriptor), numbers);
  }

  @Nullable Planned entry(String name, String descriptor) {
    return entries.get(key(name, descriptor));
  }

  /** The numbers of the rules whose heartbeat the method is. */
  List<Integer> heartbeats(String name, String descriptor) {
    return heartbeats.getOrDefault(key(name, descriptor), List.of());
  }

  /** Gives a method up; the entry that it was, or null. */
  @Nullable Planned remove(String name, String descriptor) {
    heartbeats.remove(key(name, descriptor));
    return entries.remove(key(name, descriptor));
  }
}
