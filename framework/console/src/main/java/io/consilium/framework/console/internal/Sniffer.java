package io.consilium.framework.console.internal;

import io.consilium.api.data.Vocabulary;
import io.consilium.api.task.MediaType;
import io.consilium.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells from its content what a file is; its name only helps among kinds of text. A file can be
 * several things: a table of our vocabulary is JSON, and JSON is text.
 */
final class Sniffer {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
  private static final Map<String, byte[]> OTHERS =
      Map.of(
          "application/pdf",
          bytes("%PDF-"),
          "image/gif",
          bytes("GIF8"),
          "image/bmp",
          bytes("BM"),
          "image/tiff",
          new byte[] {'I', 'I', '*', 0},
          "application/zip",
          new byte[] {'P', 'K', 3, 4},
          "application/gzip",
          new byte[] {0x1f, (byte) 0x8b});
  private static final Map<String, String> TEXTS =
      Map.of(".csv", "text/csv", ".md", "text/markdown", ".html", "text/html");

  private Sniffer() {}

  private static byte[] bytes(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  /** What the content is, most special first; never empty. */
  static List<MediaType> types(String name, byte[] content) {
    if (startsWith(content, PNG)) {
      return List.of(MediaType.PNG);
    }
    if (startsWith(content, JPEG)) {
      return List.of(MediaType.JPEG);
    }
    if (isText(content)) {
      return texts(name.toLowerCase(Locale.ROOT), content);
    }
    return OTHERS.entrySet().stream()
        .filter(other -> startsWith(content, other.getValue()))
        .map(other -> List.of(new MediaType(other.getKey())))
        .findFirst()
        .orElse(List.of(MediaType.BYTES));
  }

  private static List<MediaType> texts(String name, byte[] content) {
    List<MediaType> types = new ArrayList<>();
    if (looksLikeJson(content)) {
      Vocabulary.types().forEach((type, media) -> addIfFits(types, name, content, type, media));
      types.add(MediaType.JSON);
    }
    TEXTS.forEach(
        (ending, type) -> {
          if (name.endsWith(ending)) {
            types.add(new MediaType(type));
          }
        });
    types.add(MediaType.TEXT);
    return types;
  }

  /** A file named {@code x.series.json} is a series or nothing; others may be whatever they fit. */
  private static void addIfFits(
      List<MediaType> types, String name, byte[] content, Class<?> type, MediaType media) {
    String suffix = "." + type.getSimpleName().toLowerCase(Locale.ROOT) + ".json";
    boolean named = name.endsWith(suffix);
    if (named || fits(content, type)) {
      types.add(named ? 0 : types.size(), media);
    }
  }

  private static boolean fits(byte[] content, Class<?> type) {
    try {
      Json.read(content, type);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean looksLikeJson(byte[] content) {
    for (byte one : content) {
      if (!Character.isWhitespace(one)) {
        return one == '{';
      }
    }
    return false;
  }

  private static boolean isText(byte[] content) {
    for (byte one : content) {
      if (one == 0) {
        return false;
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean startsWith(byte[] content, byte[] start) {
    return content.length >= start.length
        && Arrays.equals(content, 0, start.length, start, 0, start.length);
  }
}
