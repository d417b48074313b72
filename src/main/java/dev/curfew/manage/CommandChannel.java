package dev.curfew.manage;

import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes commands that come in as an agent's argument, as {@code jcmd PID JVMTI.agent_load} sends
 * them, and writes the answers into files. Returns at once, because the JVM's attach listener,
 * which brings them, keeps everybody else waiting meanwhile; throws nothing. Any thread.
 */
public final class CommandChannel {
  private final TimeoutManagerMXBean manager;
  private final ThreadFactory threads;

  /**
   * @param threads makes threads of our own, exempt from timing
   */
  public CommandChannel(ManagedAgent agent, ThreadFactory threads) {
    this.manager = agent.manager();
    this.threads = threads;
  }

  /** Carries a command out, soon. */
  public void submit(String command) {
    start(threads, () -> run(command));
  }

  /** Answers that nobody is here to carry it out. */
  public static void refuse(String command) {
    start(
        Thread::new,
        () -> write(command, ChannelAnswer.of("NOT_RUNNING: Curfew does not run in this JVM")));
  }

  private static void start(ThreadFactory threads, Runnable work) {
    Thread thread = threads.newThread(work);
    thread.setName("curfew-command");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(String command) {
    ChannelAnswer answer;
    try {
      ChannelCommand c = ChannelCommand.parse(command);
      Supplier<ChannelAnswer> verb = () -> new ChannelVerbs(manager).answer(c);
      answer = Caller.as(c.by().isEmpty() ? Caller.LOCAL : c.by() + "@local", verb);
    } catch (IllegalArgumentException e) {
      answer = ChannelAnswer.of("BAD_COMMAND: " + e.getMessage());
    } catch (Throwable e) {
      log().warn("a command failed: {}", Printable.of(command), e);
      answer = ChannelAnswer.of("FAILED: because of an error of Curfew's own, see its log: " + e);
    }
    write(command, answer);
  }

  private static void write(String command, ChannelAnswer answer) {
    String out = ChannelCommand.out(command);
    if (out == null) {
      log().info("{} (an answer goes to a file by ;out:/file)", answer.outcome());
      return;
    }
    try {
      AnswerFile.write(out, isJson(command) ? answer.json() : answer.text());
    } catch (Throwable e) {
      log().warn("the answer can't be written to {}: {}", Printable.of(out), e.toString());
    }
  }

  /** Also of a command that is wrong otherwise. */
  private static boolean isJson(String command) {
    return (command + ";").contains(";json;");
  }

  private static Logger log() {
    return LoggerFactory.getLogger("curfew");
  }
}
