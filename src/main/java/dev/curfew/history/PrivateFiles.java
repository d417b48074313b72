package dev.curfew.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes directories and files that only their owner may read, because records hold what
 * applications put into them. On file systems without POSIX permissions they have those of their
 * directory.
 */
public final class PrivateFiles {
  private PrivateFiles() {}

  /** With those above it. One that is there already keeps its permissions. */
  public static void makeDirectory(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      makeDirectory(parent);
    }
    try {
      Files.createDirectory(directory, permissions(directory, "rwx------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) { // otherwise another JVM was faster
        throw e;
      }
    }
    if (parent != null) {
      forceDirectory(parent);
    }
  }

  /**
   * Makes a file to append to; its name is on disk when this returns, where the system can do that.
   *
   * @throws FileAlreadyExistsException when it is there, also as a symbolic link
   */
  public static FileChannel makeFile(Path directory, String name) throws IOException {
    Path file = directory.resolve(name);
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND),
            permissions(file, "rw-------"));
    forceDirectory(directory);
    return channel;
  }

  private static FileAttribute<?>[] permissions(Path path, String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static void forceDirectory(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no directories, and needs none of it.
    }
  }
}
