package dev.curfew.config;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The text of a configuration file: UTF-8, with or without a byte order mark, not huge. */
final class ConfigurationFile {

  static final int LARGEST = 1 << 20;

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private ConfigurationFile() {}

  static String read(String path, Problems problems) throws InvalidConfigurationException {
    File file = new File(path);
    if (!file.exists()) {
      problems.add(
          "no such file, looked for "
              + file.getAbsolutePath()
              + "; allowed: the path of a YAML file, or pairs such as com.acme.Jobs#run=30s");
      throw problems.exception();
    }
    if (file.isDirectory()) {
      problems.add("is a directory; allowed: a YAML file");
      throw problems.exception();
    }
    byte[] bytes;
    // Not the file's length: that of a pipe or of a file in /proc is 0.
    try (InputStream in = new FileInputStream(file)) {
      bytes = in.readNBytes(LARGEST + 1);
    } catch (IOException e) {
      problems.add("cannot be read: " + e.getMessage());
      throw problems.exception();
    }
    if (bytes.length > LARGEST) {
      problems.add("is too large; allowed: at most 1 MB");
      throw problems.exception();
    }
    return decode(bytes, problems);
  }

  private static String decode(byte[] bytes, Problems problems)
      throws InvalidConfigurationException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer chars = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
    String text = chars.flip().toString();
    if (result.isError()) {
      int line = 1;
      for (int i = 0; i < text.length(); i++) {
        line += text.charAt(i) == '\n' ? 1 : 0;
      }
      int column = text.length() - text.lastIndexOf('\n');
      problems.add(line, column, "", "is not UTF-8 from here; allowed: text in UTF-8");
      throw problems.exception();
    }
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }
}
