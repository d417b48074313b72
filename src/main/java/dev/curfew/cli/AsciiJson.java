package dev.curfew.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import dev.curfew.manage.Printable;

/** JSON in ASCII, which survives whatever encoding the terminal has. */
final class AsciiJson {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().setPrettyPrinting().create();

  private AsciiJson() {}

  static String of(JsonElement json) {
    return ascii(GSON.toJson(json));
  }

  /** Records, lists and texts as JSON, in the names of their components. */
  static JsonElement tree(Object data) {
    return GSON.toJsonTree(data);
  }

  /** Other characters stand in strings only, where JSON takes an escape for them. */
  private static String ascii(String json) {
    StringBuilder ascii = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c < 0x7f) {
        ascii.append(c);
      } else {
        ascii.append(Printable.escaped(c));
      }
    }
    return ascii.toString();
  }
}
