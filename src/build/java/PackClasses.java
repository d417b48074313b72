import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Adds to the agent's jar the entry that {@code dev.curfew.agent.AgentLoader} reads: the classes
 * that run in a watched program, one behind the other, uncompressed. Their own entries stay: the
 * command line, class paths and tools know how to read those.
 *
 * <p>First an index that needs no building up when a program starts, a hash table with open
 * addressing: how many slots it has, a power of two, then of each slot where its class begins; 0:
 * it is empty. A class's slot is its name's {@code String.hashCode()} modulo their number, or the
 * next free one. A class is the lengths of its name and of its file, the name, and the file.
 */
final class PackClasses {
  private static final String PACK = "META-INF/curfew.classes";

  /**
   * The API stays the system loader's; the command line runs elsewhere; libraries, and the history
   * (not before the first record), can wait.
   */
  private static final List<String> PACKED =
      List.of(
          "java/lang/",
          "dev/curfew/agent/",
          "dev/curfew/config/",
          "dev/curfew/enforce/",
          "dev/curfew/engine/",
          "dev/curfew/history/",
          "dev/curfew/manage/",
          "dev/curfew/record/",
          "dev/curfew/weave/",
          "dev/curfew/shaded/bytebuddy/");

  private PackClasses() {}

  public static void main(String[] args) throws IOException {
    Map<String, String> stored = Map.of("compressionMethod", "STORED");
    try (FileSystem jar = FileSystems.newFileSystem(Path.of(args[0]), stored)) {
      Path pack = jar.getPath(PACK);
      Files.write(pack, pack(jar.getPath("/")));
      Path manifest = jar.getPath("META-INF/MANIFEST.MF");
      Files.setLastModifiedTime(pack, Files.getLastModifiedTime(manifest)); // reproducible
    }
  }

  private static byte[] pack(Path root) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(file -> isPacked(root.relativize(file).toString())).sorted().toList();
    }
    int slots = Integer.highestOneBit(files.size()) * 4;
    int[] table = new int[slots];
    int start = (1 + slots) * Integer.BYTES;
    ByteArrayOutputStream classes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(classes);
    for (Path file : files) {
      String path = root.relativize(file).toString();
      String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
      int slot = name.hashCode() & (slots - 1);
      while (table[slot] != 0) {
        slot = (slot + 1) & (slots - 1);
      }
      table[slot] = start + out.size();
      byte[] bytes = Files.readAllBytes(file);
      out.writeInt(name.length());
      out.writeInt(bytes.length);
      out.write(name.getBytes(StandardCharsets.ISO_8859_1));
      out.write(bytes);
    }
    ByteArrayOutputStream pack = new ByteArrayOutputStream();
    DataOutputStream head = new DataOutputStream(pack);
    head.writeInt(slots);
    for (int each : table) {
      head.writeInt(each);
    }
    classes.writeTo(pack);
    return pack.toByteArray();
  }

  private static boolean isPacked(String file) {
    return file.endsWith(".class") && PACKED.stream().anyMatch(file::startsWith);
  }
}
