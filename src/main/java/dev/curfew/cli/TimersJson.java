package dev.curfew.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.curfew.manage.TimerInfo;
import java.util.List;

/** Timers as a JSON array. */
final class TimersJson {
  private TimersJson() {}

  static String of(List<TimerInfo> timers) {
    return AsciiJson.of(array(timers));
  }

  static JsonArray array(List<TimerInfo> timers) {
    JsonArray array = new JsonArray();
    for (TimerInfo timer : timers) {
      array.add(object(timer));
    }
    return array;
  }

  static JsonObject object(TimerInfo t) {
    JsonObject o = new JsonObject();
    o.addProperty("id", t.id());
    o.addProperty("rule", t.rule());
    o.addProperty("label", t.label());
    o.addProperty("path", t.path());
    o.addProperty("status", t.status());
    o.addProperty("timeoutMillis", t.timeoutMillis());
    o.addProperty("elapsedMillis", t.elapsedMillis());
    o.addProperty("uncountedMillis", t.uncountedMillis());
    o.addProperty("paused", t.paused());
    o.addProperty("remainingMillis", t.remainingMillis());
    o.addProperty("limitedBy", t.limitedBy());
    o.addProperty("thread", t.threadName());
    o.addProperty("threadId", t.threadId());
    o.addProperty("virtual", t.virtual());
    o.addProperty("mode", t.mode());
    o.addProperty("effectiveMode", t.effectiveMode());
    return o;
  }
}
