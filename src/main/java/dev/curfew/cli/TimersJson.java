package dev.curfew.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.curfew.manage.Printable;
import dev.curfew.manage.TimerInfo;
import java.util.List;

/** Timers as a JSON array in ASCII, which survives whatever encoding the terminal has. */
final class TimersJson {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().setPrettyPrinting().create();

  private TimersJson() {}

  static String of(List<TimerInfo> timers) {
    JsonArray array = new JsonArray();
    for (TimerInfo timer : timers) {
      array.add(object(timer));
    }
    return ascii(GSON.toJson(array));
  }

  private static JsonObject object(TimerInfo t) {
    JsonObject o = new JsonObject();
    o.addProperty("id", t.id());
    o.addProperty("rule", t.rule());
    o.addProperty("path", t.path());
    o.addProperty("status", t.status());
    o.addProperty("timeoutMillis", t.timeoutMillis());
    o.addProperty("elapsedMillis", t.elapsedMillis());
    o.addProperty("remainingMillis", t.remainingMillis());
    o.addProperty("limitedBy", t.limitedBy());
    o.addProperty("thread", t.threadName());
    o.addProperty("threadId", t.threadId());
    o.addProperty("virtual", t.virtual());
    o.addProperty("mode", t.mode());
    o.addProperty("effectiveMode", t.effectiveMode());
    return o;
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
