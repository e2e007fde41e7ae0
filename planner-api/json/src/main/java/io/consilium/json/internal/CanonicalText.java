package io.consilium.json.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of canonical JSON as they grow. Not thread-safe. */
final class CanonicalText {
  private static final byte[] ESCAPES = new byte[128];

  static {
    Arrays.fill(ESCAPES, 0, 0x20, (byte) 'u');
    String named = "\bb\tt\nn\ff\rr\"\"\\\\";
    for (int i = 0; i < named.length(); i += 2) {
      ESCAPES[named.charAt(i)] = (byte) named.charAt(i + 1);
    }
  }

  private byte[] buffer = new byte[512];
  private int length;

  int length() {
    return length;
  }

  byte[] bytes() {
    return Arrays.copyOf(buffer, length);
  }

  private void room(int bytes) {
    if (bytes > buffer.length - length) {
      buffer = Arrays.copyOf(buffer, Math.addExact(length, Math.max(bytes, length)));
    }
  }

  void put(char c) {
    room(1);
    buffer[length++] = (byte) c;
  }

  void ascii(String text) {
    ascii(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Takes bytes as they are. */
  void ascii(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  void quoted(String text) throws IOException {
    put('"');
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (plain(bytes)) {
      ascii(bytes);
    } else {
      for (int at = 0; at < text.length(); ) {
        at += one(text, at);
      }
    }
    put('"');
  }

  /** True for what stands for itself; a question mark may stand for what Latin 1 does not have. */
  private static boolean plain(byte[] latin1) {
    for (byte b : latin1) {
      if (b < 0 || b == '?' || ESCAPES[b] != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean plain(char c) {
    return c < 0x80 && ESCAPES[c] == 0;
  }

  /** Writes a character as RFC 8785, section 3.2.2.2, asks; returns how much of the text it is. */
  private int one(String text, int at) throws IOException {
    room(6);
    char c = text.charAt(at);
    if (plain(c)) {
      buffer[length++] = (byte) c;
    } else if (c < 0x80) {
      escaped(c);
    } else if (c < 0x800) {
      utf8(c, 0xc0, 1);
    } else if (!Character.isSurrogate(c)) {
      utf8(c, 0xe0, 2);
    } else if (Character.codePointAt(text, at) != c) {
      utf8(Character.codePointAt(text, at), 0xf0, 3);
      return 2;
    } else {
      throw new IOException(
          "half a character (\\u" + Integer.toHexString(c) + ") stands in a text");
    }
    return 1;
  }

  private void escaped(char c) {
    buffer[length++] = '\\';
    buffer[length++] = ESCAPES[c];
    if (ESCAPES[c] == 'u') {
      buffer[length++] = '0';
      buffer[length++] = '0';
      buffer[length++] = (byte) Character.forDigit(c >> 4, 16);
      buffer[length++] = (byte) Character.forDigit(c & 15, 16);
    }
  }

  private void utf8(int codePoint, int mark, int following) {
    buffer[length++] = (byte) (mark | codePoint >> 6 * following);
    for (int left = following - 1; left >= 0; left--) {
      buffer[length++] = (byte) (0x80 | codePoint >> 6 * left & 0x3f);
    }
  }

  /** Puts the parts that begin at {@code starts}, commas between them, in another order. */
  void arrange(int[] starts, int[] order) {
    int from = starts[0];
    byte[] parts = Arrays.copyOfRange(buffer, from, length);
    int all = parts.length;
    length = from;
    for (int i = 0; i < order.length; i++) {
      int part = order[i];
      int begin = starts[part] - from;
      int end = part + 1 < order.length ? starts[part + 1] - 1 - from : all;
      if (i > 0) {
        buffer[length++] = ',';
      }
      System.arraycopy(parts, begin, buffer, length, end - begin);
      length += end - begin;
    }
  }
}
