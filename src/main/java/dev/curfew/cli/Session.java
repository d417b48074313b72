package dev.curfew.cli;

import dev.curfew.manage.Printable;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;

/**
 * What one run of the command line works with.
 *
 * @param in the keys of whoever watches
 * @param passwords for remote JMX
 * @param out for what was asked for
 * @param err for what went wrong
 * @param jvms which the commands reach
 * @param patienceMillis for the other JVM, which may be stopped or hang
 */
record Session(
    InputStream in,
    Passwords passwords,
    PrintWriter out,
    PrintWriter err,
    Jvms jvms,
    long patienceMillis) {

  /** To people: other programs' texts reach the terminal without their control characters. */
  void say(String line) {
    out.println(Printable.of(line));
  }

  void say(List<String> lines) {
    lines.forEach(this::say);
  }

  void complain(String sentence) {
    err.println("curfew: " + Printable.of(sentence));
  }
}
