package dev.curfew.manage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command as it comes in through the agent's argument: {@code verb:argument;out=/file;json},
 * where {@code :} may stand for {@code =}, because jcmd cuts its arguments at a bare one.
 *
 * @param verb in lower case
 * @param argument what follows the verb; empty: nothing
 * @param out where the answer goes; null: nowhere
 * @param json whether the answer is for a program
 * @param reason why; empty: not said
 * @param by who says to have sent it; empty: not said
 */
record ChannelCommand(
    String verb, String argument, @Nullable String out, boolean json, String reason, String by) {
  private static final String ALLOWED = "; allowed: out=/file, json, reason:TEXT, by:WHO";

  /**
   * Reads a command.
   *
   * @throws IllegalArgumentException with what is allowed
   */
  static ChannelCommand parse(String text) {
    String[] parts = text.split(";", -1);
    int colon = parts[0].indexOf(':');
    String verb = (colon < 0 ? parts[0] : parts[0].substring(0, colon)).strip();
    String argument = colon < 0 ? "" : parts[0].substring(colon + 1).strip();
    boolean json = false;
    String reason = "";
    String by = "";
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip();
      if (part.equals("json")) {
        json = true;
      } else if (isOption(part, "reason")) {
        reason = valueOf(part, "reason");
      } else if (isOption(part, "by")) {
        by = valueOf(part, "by");
      } else if (!isOption(part, "out") && !part.isEmpty()) {
        throw new IllegalArgumentException(
            "\"" + Printable.of(part) + "\" is no option of a command" + ALLOWED);
      }
    }
    return new ChannelCommand(verb, argument, out(text), json, reason, by);
  }

  /** Where the answer goes, also that to a command which is wrong otherwise; null: nowhere. */
  static @Nullable String out(String text) {
    String[] parts = text.split(";", -1);
    for (int i = 1; i < parts.length; i++) {
      if (isOption(parts[i].strip(), "out")) {
        return valueOf(parts[i].strip(), "out");
      }
    }
    return null;
  }

  private static boolean isOption(String part, String key) {
    return part.startsWith(key + "=") || part.startsWith(key + ":");
  }

  private static String valueOf(String part, String key) {
    return part.substring(key.length() + 1).strip();
  }

  /**
   * The argument as so many, parted by colons; the first may have some itself.
   *
   * @param form what is allowed, for the message
   * @throws IllegalArgumentException when there are fewer
   */
  List<String> arguments(int count, String form) {
    List<String> arguments = new ArrayList<>();
    String rest = argument;
    for (int i = 1; i < count; i++) {
      int colon = rest.lastIndexOf(':');
      if (colon < 0) {
        throw wrong(form);
      }
      arguments.add(0, rest.substring(colon + 1).strip());
      rest = rest.substring(0, colon);
    }
    arguments.add(0, rest.strip());
    if (arguments.contains("")) {
      throw wrong(form);
    }
    return arguments;
  }

  private IllegalArgumentException wrong(String form) {
    return new IllegalArgumentException(
        "\"" + Printable.of(verb + ":" + argument) + "\" is no command; allowed: " + form);
  }
}
