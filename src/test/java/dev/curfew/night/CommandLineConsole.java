package dev.curfew.night;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.Jdk;
import java.util.ArrayList;
import java.util.List;

/** Curfew's own command line. */
final class CommandLineConsole implements Console {
  private final Jdk jdk;
  private final String pid;

  CommandLineConsole(Jdk jdk, long pid) {
    this.jdk = jdk;
    this.pid = Long.toString(pid);
  }

  private String run(String... words) throws Exception {
    try (ChildJvm command = ChildJvm.java(jdk).jar(ChildJvm.agentJar(), words)) {
      ChildJvm.Ended ended = command.ended();
      if (ended.exitCode() != 0) {
        throw new AssertionError(String.join(" ", words) + ": " + ended);
      }
      return ended.out();
    }
  }

  @Override
  public List<Live> timers(String rule) throws Exception {
    List<Live> live = new ArrayList<>();
    for (JsonElement each : JsonParser.parseString(run("list", pid, "--json")).getAsJsonArray()) {
      JsonObject timer = each.getAsJsonObject();
      if (timer.get("rule").getAsString().equals(rule)) {
        live.add(new Live(timer.get("id").getAsLong(), timer.get("remainingMillis").getAsLong()));
      }
    }
    return live;
  }

  @Override
  public String show(long id) throws Exception {
    return run("show", pid, Long.toString(id));
  }

  @Override
  public String extend(long id, String by, String reason) throws Exception {
    return run("extend", pid, Long.toString(id), by, "--reason=" + reason);
  }

  @Override
  public String expire(long id, String reason) throws Exception {
    return run("expire", pid, Long.toString(id), "--reason=" + reason);
  }

  @Override
  public String expireAllOf(String rule, String reason) throws Exception {
    return run("expire", pid, "--rule=" + rule, "--yes", "--reason=" + reason);
  }

  @Override
  public String disable(String rule, String reason) throws Exception {
    return run("disable", pid, "--rule=" + rule, "--reason=" + reason);
  }

  @Override
  public String enable(String rule, String reason) throws Exception {
    return run("enable", pid, "--rule=" + rule, "--reason=" + reason);
  }

  @Override
  public String reload(String reason) throws Exception {
    return run("reload", pid, "--reason=" + reason);
  }
}
