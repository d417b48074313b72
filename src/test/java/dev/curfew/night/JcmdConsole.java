package dev.curfew.night;

import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Nothing but the JDK's {@code jcmd}. */
final class JcmdConsole implements Console {
  private final Jdk jdk;
  private final long pid;
  private final Path directory;
  private int asked;

  /**
   * @param directory for answers
   */
  JcmdConsole(Jdk jdk, long pid, Path directory) {
    this.jdk = jdk;
    this.pid = pid;
    this.directory = directory;
  }

  private String ask(String command) throws Exception {
    asked++;
    Path answer = directory.resolve("answer" + asked);
    String argument = "\"" + command + ";out=" + answer + "\"";
    try (ChildJvm jcmd =
        ChildJvm.tool(jdk, "jcmd")
            .options(
                Long.toString(pid), "JVMTI.agent_load", ChildJvm.agentJar().toString(), argument)
            .start()) {
      jcmd.ended();
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(answer));
    return Files.readString(answer);
  }

  @Override
  public List<Live> timers(String rule) throws Exception {
    JsonObject answer = JsonParser.parseString(ask("list;json")).getAsJsonObject();
    List<Live> live = new ArrayList<>();
    for (JsonElement each : answer.getAsJsonArray("timers")) {
      JsonObject timer = each.getAsJsonObject();
      if (timer.get("rule").getAsString().equals(rule)) {
        live.add(new Live(timer.get("id").getAsLong(), timer.get("remainingMillis").getAsLong()));
      }
    }
    return live;
  }

  @Override
  public String show(long id) throws Exception {
    return ask("show:" + id);
  }

  @Override
  public String extend(long id, String by, String reason) throws Exception {
    return ask("extend:" + id + ":" + by + ";reason:" + reason);
  }

  @Override
  public String expire(long id, String reason) throws Exception {
    return ask("expire:" + id + ";reason:" + reason);
  }

  @Override
  public String expireAllOf(String rule, String reason) throws Exception {
    return ask("expire:rule:" + rule + ";reason:" + reason);
  }

  @Override
  public String disable(String rule, String reason) throws Exception {
    return ask("disable:rule:" + rule + ";reason:" + reason);
  }

  @Override
  public String enable(String rule, String reason) throws Exception {
    return ask("enable:rule:" + rule + ";reason:" + reason);
  }

  @Override
  public String reload(String reason) throws Exception {
    return ask("reload;reason:" + reason);
  }
}
