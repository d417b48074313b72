package dev.curfew.weave;

import dev.curfew.config.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides on the methods of one class, and is told what became of them. */
interface Selection {
  /** The rule that has the method; null: none. */
  @Nullable Rule ruleFor(int access, String name, String descriptor);

  /** The numbers of the rules whose heartbeat the method is. */
  List<Integer> heartbeats(String name, String descriptor);

  /** Where the class gets checkpoints. */
  default CheckpointPlaces checkpoints() {
    return CheckpointPlaces.NONE;
  }

  /** So many checkpoints are woven in the class file that is handed back. */
  default void checkpointsWoven(int checks) {}

  /** The method can't be woven. */
  void refused(Rule rule, String name, String descriptor, String reason);

  /** The id of the site that a method is to carry; 0: there are no more. */
  int siteOf(Rule rule, int access, String name, String descriptor);

  /** The method is woven in the class file that is handed back. */
  void woven(Rule rule, String name, String descriptor);
}
