package dev.curfew.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes the way to a JVM step by step, as far as it leads. Changes nothing there. */
final class Examination {
  private static final int WARNS_SINCE = 21;

  private final List<Finding> findings = new ArrayList<>();
  private final long pid;

  private Examination(long pid) {
    this.pid = pid;
  }

  static List<Finding> of(long pid) {
    Examination examination = new Examination(pid);
    examination.container();
    try (AttachedJvm jvm = LocalJvms.attach(pid)) {
      examination.ofJvm(jvm);
    } catch (CommandFailure e) {
      examination.findings.add(Finding.wrong(e.sentence(), e.exitCode()));
    }
    return examination.findings;
  }

  /** A process in a container has one more id there, and looks for files there. */
  private void container() {
    try {
      for (String line :
          Files.readAllLines(
              Path.of("/proc", Long.toString(pid), "status"), StandardCharsets.ISO_8859_1)) {
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

  private void ofJvm(AttachedJvm jvm) throws CommandFailure {
    String java = textOf(jvm.systemProperty("java.version"));
    String user = textOf(jvm.systemProperty("user.name"));
    findings.add(Finding.ok("JVM " + pid + ": Java " + java + " of user " + user + ", attached"));
    String options = jvm.options();
    dynamicLoading(java, options);
    @Nullable String version = jvm.systemProperty(LocalJvms.VERSION_PROPERTY);
    if (version != null) {
      findings.add(Finding.ok("Curfew " + version + " runs there"));
    } else if (options.contains("-javaagent:") && options.contains("curfew")) {
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
