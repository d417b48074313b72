package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.ChildJvm.Ended;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@DisplayName("The command line, over the JDK's remote connector with TLS and passwords")
@Timeout(300)
class SecureJmxIT {
  @TempDir private Path directory;

  private Path certificate(Jdk jdk) throws Exception {
    Path store = directory.resolve("store.p12");
    try (ChildJvm keytool =
        ChildJvm.tool(jdk, "keytool")
            .options("-genkeypair", "-alias", "jmx", "-keyalg", "RSA", "-validity", "2")
            .options("-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1")
            .options("-storetype", "PKCS12", "-storepass", "secret", "-keystore", store.toString())
            .start()) {
      Ended ended = keytool.ended();
      assertThat(ended.exitCode()).as(ended.toString()).isZero();
    }
    return store;
  }

  private ChildJvm program(Jdk jdk, Path store, int port) throws Exception {
    Path passwords = Files.writeString(directory.resolve("password"), "operator s3cret\n");
    Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
    Path access = Files.writeString(directory.resolve("access"), "operator readwrite\n");
    return ChildJvm.java(jdk)
        .options(
            "-Dcom.sun.management.jmxremote.port=" + port,
            "-Dcom.sun.management.jmxremote.host=127.0.0.1",
            "-Djava.rmi.server.hostname=127.0.0.1",
            "-Dcom.sun.management.jmxremote.ssl=true",
            "-Dcom.sun.management.jmxremote.registry.ssl=true",
            "-Djavax.net.ssl.keyStore=" + store,
            "-Djavax.net.ssl.keyStorePassword=secret",
            "-Dcom.sun.management.jmxremote.password.file=" + passwords,
            "-Dcom.sun.management.jmxremote.access.file=" + access)
        .agent("com.example.reloaded.Work#first=1h")
        .classPath(ChildJvm.testClasses())
        .main("com.example.reloaded.Work")
        .awaitLine("up")
        .awaitLine("second ran 2");
  }

  /** The registry's has to be known: the JDK tells of one that it has chosen only by its stub. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Ended run(Jdk jdk, List<String> options, String... words) throws Exception {
    try (ChildJvm cli = ChildJvm.java(jdk).options(options).jar(ChildJvm.agentJar(), words)) {
      return cli.ended();
    }
  }

  @OnEachJdk
  @DisplayName("acts with the right password and a certificate that it trusts, and not without")
  void tls(Jdk jdk) throws Exception {
    Path store = certificate(jdk);
    List<String> trust =
        List.of("-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=secret");
    String right = Files.writeString(directory.resolve("right"), "s3cret\n").toString();
    String wrong = Files.writeString(directory.resolve("wrong"), "secret\n").toString();
    int port = freePort();
    String address = "127.0.0.1:" + port;
    try (ChildJvm program = program(jdk, store, port)) {
      List<String> login = new ArrayList<>(List.of("--ssl", "--user", "operator"));

      Ended listed =
          run(jdk, trust, words("list", address, login, "--password-file", right, "--json"));
      Ended disabled = run(jdk, trust, words("disable", address, login, "--password-file", right));
      Ended refused = run(jdk, trust, words("list", address, login, "--password-file", wrong));
      Ended untrusted =
          run(jdk, List.of(), words("list", address, login, "--password-file", right));
      Ended plain =
          run(jdk, trust, "list", address, "--user", "operator", "--password-file", right);

      assertThat(listed.exitCode()).as(listed.toString()).isZero();
      assertThat(listed.out()).contains("\"status\": \"ACTIVE\"");
      assertThat(disabled.out()).as(disabled.toString()).startsWith("DISABLED: all rules");
      assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(3);
      assertThat(refused.err()).contains("lets nobody in without --user and its password");
      assertThat(untrusted.exitCode()).as(untrusted.toString()).isEqualTo(3);
      assertThat(untrusted.err().lines()).hasSize(1);
      assertThat(plain.exitCode()).as(plain.toString()).isEqualTo(3);
      assertThat(plain.err()).contains("try --ssl");
      assertThat(program.err()).contains("by=\"operator@127.0.0.1\" command=\"disable all\"");
    }
  }

  private static String[] words(
      String command, String address, List<String> login, String... more) {
    List<String> words = new ArrayList<>(List.of(command, address));
    words.addAll(login);
    words.addAll(List.of(more));
    return words.toArray(new String[0]);
  }
}
