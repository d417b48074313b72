package dev.curfew.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Commands to a Curfew in another JVM, sent by the JDK's own jcmd. */
public final class Jcmd {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Jdk jdk;
  private final ChildJvm jvm;
  private final Path directory;
  private int answers;

  /**
   * @param directory for the answers
   */
  public Jcmd(Jdk jdk, ChildJvm jvm, Path directory) {
    this.jdk = jdk;
    this.jvm = jvm;
    this.directory = directory;
  }

  /** What Curfew answers to this command, which says nothing of where the answer goes. */
  public String answer(String command) throws Exception {
    Path out = directory.resolve("answer" + ++answers);
    String printed = load(command + ";out:" + out);
    try {
      Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(out));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "no answer; jcmd printed\n"
              + printed
              + "\nthe program\n"
              + jvm.err()
              + "\nits threads\n"
              + run("Thread.print", "-l"),
          e);
    }
    return Files.readString(out);
  }

  /** Loads the agent with this argument; what jcmd printed. */
  public String load(String argument) throws Exception {
    return run("JVMTI.agent_load", ChildJvm.agentJar().toString(), "\"" + argument + "\"");
  }

  /** Any other command of jcmd; what it printed. */
  public String run(String... command) throws IOException, InterruptedException {
    try (ChildJvm jcmd =
        ChildJvm.tool(jdk, "jcmd").options(Long.toString(jvm.pid())).options(command).start()) {
      return jcmd.ended().out();
    }
  }
}
