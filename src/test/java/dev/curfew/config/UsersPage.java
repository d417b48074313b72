package dev.curfew.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What docs/configuration.md shows, so that tests hold it to be true. */
final class UsersPage {

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+#[^`]+)` \\|");

  private UsersPage() {}

  /** The fenced blocks in this language; "" for those without one. */
  static List<String> blocks(String language) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text());
    while (matcher.find()) {
      if (matcher.group(1).equals(language)) {
        blocks.add(matcher.group(2));
      }
    }
    return blocks;
  }

  /** The first cells of the table of method patterns. */
  static List<String> patterns() throws IOException {
    List<String> patterns = new ArrayList<>();
    Matcher matcher = ROW.matcher(text());
    while (matcher.find()) {
      patterns.add(matcher.group(1));
    }
    return patterns;
  }

  private static String text() throws IOException {
    return Files.readString(Path.of("docs", "configuration.md")).replace("\r\n", "\n");
  }
}
