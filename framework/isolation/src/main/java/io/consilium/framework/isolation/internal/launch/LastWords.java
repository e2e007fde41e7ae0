package io.consilium.framework.isolation.internal.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Why a child could not begin, in a file: before its first message there is no other way. */
public final class LastWords {
  /** Where, in the child's temporary directory. */
  public static final String FILE = "last-words";

  /** What a child exits with after them. */
  public static final int STATUS = 70;

  private LastWords() {}

  /** Writes them, if it can. */
  public static void say(String why) {
    try {
      Files.write(
          Path.of(System.getProperty("java.io.tmpdir"), FILE),
          why.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      System.err.println(e);
    }
  }
}
