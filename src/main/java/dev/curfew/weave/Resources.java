package dev.curfew.weave;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Where a thread blocks on something that can be closed, cancelled or completed: methods of the
 * JDK's by name, and those of JDBC statements by their shape, because the interfaces of a class are
 * not in its file. Immutable.
 */
final class Resources {
  static final String SOCKET = "sun/nio/ch/NioSocketImpl";
  static final String DATAGRAMS = "java/net/DatagramSocket";
  static final String FUTURE = "java/util/concurrent/CompletableFuture";
  static final String PROCESS = "java/lang/Process";

  /** In the class file of every class that can return one. */
  private static final byte[] RESULT_SET =
      "java/sql/ResultSet".getBytes(StandardCharsets.ISO_8859_1);

  /** Private ones beneath what applications call: the same in JDK 17 to 25. */
  private static final Map<String, Set<String>> METHODS =
      Map.of(
          SOCKET,
          Set.of(
              "read([BII)I",
              "write([BII)V",
              "connect(Ljava/net/SocketAddress;I)V",
              "accept(Ljava/net/SocketImpl;)V"),
          DATAGRAMS,
          Set.of("receive(Ljava/net/DatagramPacket;)V"),
          FUTURE,
          Set.of("waitingGet(Z)Ljava/lang/Object;", "timedGet(J)Ljava/lang/Object;"));

  /** By the names of {@code java.sql.Statement}'s: what each must return. */
  private static final Map<String, String> EXECUTIONS =
      Map.of(
          "execute", ")Z",
          "executeQuery", ")Ljava/sql/ResultSet;",
          "executeUpdate", ")I",
          "executeLargeUpdate", ")J",
          "executeBatch", ")[I",
          "executeLargeBatch", ")[J");

  private final boolean sockets;
  private final boolean futures;
  private final boolean processes;
  private final boolean statements;

  Resources(boolean sockets, boolean futures, boolean processes, boolean statements) {
    this.sockets = sockets;
    this.futures = futures;
    this.processes = processes;
    this.statements = statements;
  }

  /** False for a class that certainly has no such method. */
  boolean mayBeIn(String internalName, byte[] classFile) {
    return isOfJdk(internalName)
        || (statements && !Refusals.isOwn(internalName) && contains(classFile, RESULT_SET));
  }

  boolean isOfJdk(@Nullable String internalName) {
    return (sockets && (SOCKET.equals(internalName) || DATAGRAMS.equals(internalName)))
        || (futures && FUTURE.equals(internalName))
        || (processes && PROCESS.equals(internalName));
  }

  boolean statements() {
    return statements;
  }

  /** True for a method in which a thread blocks on its {@code this}. */
  boolean blocksIn(String internalName, int access, String method, String descriptor) {
    if ((access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
      return false;
    }
    Set<String> known = METHODS.get(internalName);
    if (known != null) {
      return known.contains(method + descriptor);
    }
    String returns = EXECUTIONS.get(method);
    return statements && returns != null && descriptor.endsWith(returns);
  }

  private static boolean contains(byte[] classFile, byte[] text) {
    int last = classFile.length - text.length;
    for (int i = 0; i <= last; i++) {
      int j = 0;
      while (j < text.length && classFile[i + j] == text[j]) {
        j++;
      }
      if (j == text.length) {
        return true;
      }
    }
    return false;
  }
}
