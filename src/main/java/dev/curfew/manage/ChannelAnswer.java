package dev.curfew.manage;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command is answered.
 *
 * @param outcome one sentence, or more, that begins with the outcome in capitals
 * @param lines what was asked for, for people
 * @param name what it is called for programs; empty: there is none
 * @param data the same for programs
 */
record ChannelAnswer(String outcome, List<String> lines, String name, @Nullable Object data) {
  static ChannelAnswer of(String outcome) {
    return new ChannelAnswer(outcome, List.of(), "", null);
  }

  /** The outcome first, each line ended. */
  String text() {
    StringBuilder text = new StringBuilder(outcome).append('\n');
    for (String line : lines) {
      text.append(line).append('\n');
    }
    return text.toString();
  }

  /** An object on one line: the outcome, whether it is what was wanted, the sentence, the data. */
  String json() {
    JsonObject object = new JsonObject();
    int colon = outcome.indexOf(':');
    object.addProperty("outcome", colon < 0 ? outcome : outcome.substring(0, colon));
    object.addProperty("text", outcome);
    if (!name.isEmpty()) {
      object.add(name, json(data));
    }
    return new GsonBuilder().serializeNulls().disableHtmlEscaping().create().toJson(object) + "\n";
  }

  private static JsonElement json(@Nullable Object data) {
    return data instanceof String text
        ? new JsonPrimitive(text)
        : new GsonBuilder().serializeNulls().create().toJsonTree(data);
  }
}
