package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.manage.FakeEngine;
import dev.curfew.manage.Published;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXPrincipal;
import javax.management.remote.JMXServiceURL;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The command line on remote JMX")
class RemoteJmxTest {
  @TempDir private Path directory;
  private final FakeEngine engine = new FakeEngine();
  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private JMXConnectorServer connector;
  private String url;

  @BeforeEach
  void start() throws Exception {
    connector =
        JMXConnectorServerFactory.newJMXConnectorServer(
            new JMXServiceURL("service:jmx:rmi://"),
            Map.of(JMXConnectorServer.AUTHENTICATOR, (JMXAuthenticator) RemoteJmxTest::login),
            server);
    connector.start();
    url = connector.getAddress().toString();
  }

  @AfterEach
  void stop() throws Exception {
    connector.stop();
  }

  private static Subject login(Object credentials) {
    if (credentials instanceof String[] words && words[0].equals("ann") && words[1].equals("pw")) {
      Subject ann = new Subject();
      ann.getPrincipals().add(new JMXPrincipal("ann"));
      return ann;
    }
    throw new SecurityException("Authentication failed!");
  }

  private int run(String... words) {
    return Main.run(words, new PrintWriter(out), new PrintWriter(err));
  }

  private String password(String password) throws Exception {
    return Files.writeString(directory.resolve("password"), password + "\n").toString();
  }

  @Test
  @DisplayName("acts as the user whose password stands in a file")
  void user() throws Exception {
    Published.in(server, engine);

    int exitCode =
        run("cancel", "--url", url, "1", "--user", "ann", "--password-file", password("pw"));

    assertThat(err.toString()).isEmpty();
    assertThat(exitCode).isZero();
    assertThat(engine.commands()).singleElement().asString().startsWith("cancelTimer 1 by ann");
  }

  @Test
  @DisplayName("acts as the user whose password somebody types")
  void typed() throws Exception {
    Published.in(server, engine);

    assertThat(runAndType("pw", "expire", url, "1", "--user", "ann")).isZero();

    assertThat(engine.commands()).singleElement().asString().startsWith("expireCall 1 by ann");
  }

  @Test
  @DisplayName("ends with 2 when there is nobody to type the password, and says what to do")
  void nobodyTypes() {
    assertThat(runAndType(null, "list", url, "--user", "ann")).isEqualTo(2);

    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "curfew: there is no terminal to ask for the password; use --password-file");
  }

  private int runAndType(@Nullable String password, String... words) {
    return Main.run(
        words,
        new Session(
            InputStream.nullInputStream(),
            user -> user.equals("ann") && password != null ? password.toCharArray() : null,
            new PrintWriter(out),
            new PrintWriter(err),
            new LocalJvms(),
            30_000));
  }

  @Test
  @DisplayName("ends with 3 for a wrong password, and for none")
  void wrongPassword() throws Exception {
    Published.in(server, engine);

    assertThat(run("list", "--url=" + url, "--user", "ann", "--password-file", password("x")))
        .isEqualTo(3);
    assertThat(run("list", url)).isEqualTo(3);

    assertThat(err.toString()).contains("lets nobody in without --user and its password");
  }

  @Test
  @DisplayName("ends with 4 where no Curfew is")
  void noCurfew() throws Exception {
    assertThat(run("list", url, "--user", "ann", "--password-file", password("pw"))).isEqualTo(4);
  }

  @Test
  @DisplayName("ends with 3 where nobody listens")
  void nobodyListens() {
    assertThat(run("list", "localhost:1")).isEqualTo(3);

    assertThat(err.toString()).contains("the connection to localhost:1 broke");
  }
}
