package dev.curfew.cli;

import dev.curfew.manage.Management;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Goes the way to a JVM step by step, as far as it leads. Changes nothing there. */
final class Examination {
  private static final int WARNS_SINCE = 21;

  private static final Pattern AGENT = Pattern.compile("-javaagent:\\S*curfew");

  /** Attaches to a process, when that can be done. */
  interface Attach {
    Told to(long pid) throws CommandFailure;
  }

  private final List<Finding> findings = new ArrayList<>();
  private final long pid;
  private final Path proc;
  private final Attach attach;

  /**
   * @param proc where Linux tells of its processes
   */
  Examination(long pid, Path proc, Attach attach) {
    this.pid = pid;
    this.proc = proc;
    this.attach = attach;
  }

  /** In the order in which they stand in the way. */
  List<Finding> findings() {
    container();
    try (Told jvm = attach.to(pid)) {
      ofJvm(jvm);
    } catch (CommandFailure e) {
      findings.add(Finding.wrong(e.sentence(), e.exitCode()));
    }
    return findings;
  }

  /** A process in a container has one more id there, and looks for files there. */
  private void container() {
    try {
      for (String line :
          Files.readAllLines(
              proc.resolve(Long.toString(pid)).resolve("status"), StandardCharsets.ISO_8859_1)) {
        String[] ids = line.split("\\s+", -1);
        if (ids[0].equals("NSpid:") && ids.length > 2) {
          findings.add(
              Finding.note(
                  "the process is in a container, where its id is "
                      + ids[ids.length - 1]
                      + "; attach and commands without JMX work inside of it alone, with a"
                      + " curfew.jar that is there"));
        }
      }
    } catch (IOException e) {
      // Not Linux, or gone, or another user's: what comes next says so.
    }
  }

  private void ofJvm(Told jvm) throws CommandFailure {
    String java = textOf(jvm.systemProperty("java.version"));
    String user = textOf(jvm.systemProperty("user.name"));
    findings.add(Finding.ok("JVM " + pid + ": Java " + java + " of user " + user + ", attached"));
    String options = jvm.options();
    dynamicLoading(java, options);
    @Nullable String version = jvm.systemProperty(LocalJvms.VERSION_PROPERTY);
    if (version != null) {
      findings.add(Finding.ok("Curfew " + version + " runs there"));
      noMBean(jvm);
    } else if (AGENT.matcher(options).find()) {
      findings.add(
          Finding.wrong(
              "Curfew does not run there, though an option -javaagent names it; the lines of that"
                  + " JVM's stderr that begin with \"curfew:\" say why",
              ExitCode.NO_CURFEW));
    } else {
      findings.add(
          Finding.wrong(
              "Curfew does not run there; start the program with -javaagent:curfew.jar=curfew.yaml,"
                  + " or: java -jar curfew.jar attach "
                  + pid
                  + " --config curfew.yaml",
              ExitCode.NO_CURFEW));
    }
  }

  private void noMBean(Told jvm) throws CommandFailure {
    @Nullable String mbean = jvm.systemProperty(Management.MBEAN_PROPERTY);
    if (mbean != null) {
      findings.add(
          Finding.note(
              (mbean.equals(Management.LATER)
                      ? "it gets its MBean when the server is up, after a minute at the latest"
                      : "it has no MBean, its log says why")
                  + ": commands go through the agent's own channel, JConsole and remote JMX see"
                  + " nothing of Curfew"));
    }
  }

  private void dynamicLoading(String java, String options) {
    int on = options.lastIndexOf("-XX:+EnableDynamicAgentLoading");
    int off = options.lastIndexOf("-XX:-EnableDynamicAgentLoading");
    if (off > on) {
      findings.add(
          Finding.note(
              "it was started with -XX:-EnableDynamicAgentLoading: attach and commands by jcmd are"
                  + " refused; only -javaagent brings Curfew there, only JMX brings commands"));
    } else if (on < 0 && feature(java) >= WARNS_SINCE) {
      findings.add(
          Finding.note(
              "Java "
                  + WARNS_SINCE
                  + " and newer warn on stderr when an agent is attached, unless started with"
                  + " -XX:+EnableDynamicAgentLoading"));
    }
  }

  private static int feature(String java) {
    String digits = java.replaceFirst("[^0-9].*", "");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  private static String textOf(@Nullable String text) {
    return text == null ? "?" : text;
  }
}
