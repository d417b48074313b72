package dev.curfew.record;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.curfew.api.TimeoutStatus;
import dev.curfew.engine.Act;
import dev.curfew.engine.StatusChange;
import dev.curfew.engine.TimerReport;
import dev.curfew.engine.TimerView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A record as one line of JSON. Times are ISO-8601 in UTC, durations in milliseconds. */
final class RecordJson {
  private static final int INNERMOST = 200;
  private static final int OUTERMOST = 50;

  private final Gson gson = new GsonBuilder().serializeNulls().disableHtmlEscaping().create();
  private final JvmIdentity identity;

  RecordJson(JvmIdentity identity) {
    this.identity = identity;
  }

  /** The event and the id come first: whoever counts records relies on it. */
  String line(Event event, TimerReport r) {
    return line(event.name().toLowerCase(Locale.ROOT), status(event, r), r);
  }

  /** A call that goes on. */
  String heartbeat(TimerReport r) {
    return line("heartbeat", r.status(), r);
  }

  private String line(String event, TimeoutStatus status, TimerReport r) {
    JsonObject o = new JsonObject();
    o.addProperty("event", event);
    o.addProperty("id", r.id());
    o.addProperty("rule", r.rule());
    o.addProperty("label", r.label().isEmpty() ? null : r.label());
    o.addProperty("path", r.path());
    o.addProperty("method", r.method());
    o.addProperty("status", status.name());
    o.addProperty("reason", r.reason());
    o.addProperty("blamed", r.blamed() == 0 ? null : r.blamed());
    o.addProperty("start", r.start().toString());
    o.addProperty("end", text(r.end()));
    o.addProperty("elapsedMillis", r.elapsedNanos() / 1_000_000);
    o.addProperty("uncountedMillis", r.uncountedNanos() / 1_000_000);
    o.addProperty("stalledMillis", r.stalledNanos() / 1_000_000);
    o.addProperty(
        "timeoutMillis", r.timeoutNanos() == TimerView.NONE ? null : r.timeoutNanos() / 1_000_000);
    o.addProperty("recovered", r.recovered());
    o.addProperty("cancelledBy", r.cancelledBy());
    o.addProperty("thrown", r.thrown());
    o.add("history", history(r.history()));
    o.add("thread", thread(r));
    o.add("stacks", stacks(r));
    o.add("acts", acts(r.acts()));
    o.addProperty("obstacle", r.obstacle().isEmpty() ? null : r.obstacle());
    o.add("data", gson.toJsonTree(r.data()));
    o.add("lastHeartbeat", gson.toJsonTree(r.lastHeartbeat()));
    o.add("jvm", jvm());
    return gson.toJson(o);
  }

  /** What the application had of a call by its timeout. */
  String partialResult(long id, String rule, Object result) {
    JsonObject o = new JsonObject();
    o.addProperty("event", "partial_result");
    o.addProperty("id", id);
    o.addProperty("rule", rule);
    o.add("partialResult", gson.toJsonTree(result));
    o.add("jvm", jvm());
    return gson.toJson(o);
  }

  /** A call that has run out of time is a TIMEOUT from then on, whatever it still does. */
  private static TimeoutStatus status(Event event, TimerReport r) {
    return event == Event.EXPIRED ? TimeoutStatus.TIMEOUT : r.status();
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static JsonArray history(List<StatusChange> changes) {
    JsonArray array = new JsonArray();
    for (StatusChange change : changes) {
      JsonObject o = new JsonObject();
      o.addProperty("status", change.status().name());
      o.addProperty("at", change.at().toString());
      array.add(o);
    }
    return array;
  }

  private static JsonArray acts(List<Act> acts) {
    JsonArray array = new JsonArray();
    for (Act act : acts) {
      JsonObject o = new JsonObject();
      o.addProperty("at", act.at().toString());
      o.addProperty("what", act.what());
      array.add(o);
    }
    return array;
  }

  private static JsonObject thread(TimerReport r) {
    JsonObject o = new JsonObject();
    o.addProperty("name", r.threadName());
    o.addProperty("id", r.threadId());
    o.addProperty("virtual", r.virtual());
    return o;
  }

  private static JsonObject stacks(TimerReport r) {
    JsonObject o = new JsonObject();
    addStack(o, "warning", r.stackAtWarning());
    addStack(o, "expiry", r.stackAtExpiry());
    addStack(o, "graceEnd", r.stackAtGraceEnd());
    return o;
  }

  private static void addStack(JsonObject o, String when, @Nullable List<StackTraceElement> stack) {
    if (stack != null) {
      o.add(when, frames(stack));
    }
  }

  /** A deep one without its middle: what runs now and how it was entered say most. */
  private static JsonArray frames(List<StackTraceElement> stack) {
    JsonArray frames = new JsonArray();
    int leftOut = stack.size() - INNERMOST - OUTERMOST;
    for (int i = 0; i < stack.size(); i++) {
      if (leftOut > 0 && i == INNERMOST) {
        frames.add("... " + leftOut + " more");
        i += leftOut;
      }
      frames.add(stack.get(i).toString());
    }
    return frames;
  }

  private JsonObject jvm() {
    JsonObject o = new JsonObject();
    o.addProperty("host", identity.jvm().host());
    o.addProperty("pid", identity.jvm().pid());
    o.addProperty("start", identity.jvm().start().toString());
    o.addProperty("curfew", identity.version());
    o.addProperty("configuration", identity.configuration());
    return o;
  }
}
