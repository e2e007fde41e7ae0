package io.consilium.governance.ledger.format;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a tile or of an entry bundle, relative to the log (C2SP tlog-tiles).
 *
 * @param level 0 to 63, or {@link #ENTRIES}
 * @param index of the tile within its level
 * @param width hashes or entries in it, 1 to 256
 */
public record TilePath(int level, long index, int width) {
  /** Hashes in a full tile. */
  public static final int FULL = 256;

  /** The level of entry bundles. */
  public static final int ENTRIES = -1;

  private static final Pattern SYNTAX =
      Pattern.compile(
          "tile/(entries|[0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/)*[0-9]{3})"
              + "(?:\\.p/([1-9][0-9]{0,2}))?");

  public TilePath {
    if (level < ENTRIES || level > 63 || index < 0 || width < 1 || width > FULL) {
      throw new IllegalArgumentException(
          "Not a tile (level " + level + ", index " + index + ", width " + width + ").");
    }
  }

  /** The tile that holds hash {@code position} of a level, in a tree of {@code size}. */
  public static TilePath of(int level, long position, long size) {
    long index = position / FULL;
    long hashes = level <= 0 ? size : size >>> (8 * level);
    return new TilePath(level, index, (int) Math.min(FULL, hashes - index * FULL));
  }

  public boolean partial() {
    return width < FULL;
  }

  /** The full tile at the same place. */
  public TilePath full() {
    return new TilePath(level, index, FULL);
  }

  /** The written form, such as {@code tile/0/x001/234.p/17}. */
  public String path() {
    String number = threeDigits(index % 1000);
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      number = "x" + threeDigits(rest % 1000) + "/" + number;
    }
    String kind = level == ENTRIES ? "entries" : Integer.toString(level);
    return "tile/" + kind + "/" + number + (partial() ? ".p/" + width : "");
  }

  private static String threeDigits(long number) {
    return (number < 10 ? "00" : number < 100 ? "0" : "") + number;
  }

  /** Reads the written form; empty if it is none. */
  public static Optional<TilePath> parse(String path) {
    Matcher matcher = SYNTAX.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int level = matcher.group(1).equals("entries") ? ENTRIES : Integer.parseInt(matcher.group(1));
    String digits = matcher.group(2).replaceAll("[x/]", "");
    int width = matcher.group(3) == null ? FULL : Integer.parseInt(matcher.group(3));
    if (digits.length() > 18 || (matcher.group(3) != null && width >= FULL)) {
      return Optional.empty();
    }
    TilePath tile = new TilePath(level, Long.parseLong(digits), width);
    return tile.path().equals(path) ? Optional.of(tile) : Optional.empty();
  }
}
