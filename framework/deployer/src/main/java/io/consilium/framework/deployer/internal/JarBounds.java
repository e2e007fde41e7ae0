package io.consilium.framework.deployer.internal;

import io.consilium.framework.deployer.internal.PluginJar.BadJar;
import io.consilium.framework.deployer.internal.ZipDirectory.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Refuses a jar that would cost far more to open than to keep, before anything else opens it: by
 * what it says of itself, then by unpacking each entry once, never further than it says. Time and
 * disk are bounded by {@link Limits#total}; memory by a megabyte and the list of entries.
 *
 * @param limits what a jar may be
 */
record JarBounds(Limits limits) {
  /** What holds for every plugin; stands in the module's README. */
  static final JarBounds OF_PLUGINS =
      new JarBounds(new Limits(1L << 30, 65_535, 512L << 20, 2L << 30, 32L << 20));

  private static final Pattern OUTSIDE = Pattern.compile("(^|[/\\\\])\\.\\.([/\\\\]|$)");
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int BUFFER = 1 << 16;

  /** A new one for each entry: small. */
  private static final int PACKED = 1 << 13;

  /**
   * How much there may be, in bytes.
   *
   * @param file of the jar
   * @param entries their number
   * @param entry of any one when unpacked
   * @param total of all when unpacked, jars within the jar counted once more
   * @param headers of manifest and signature files when unpacked: they are held in memory
   */
  record Limits(long file, int entries, long entry, long total, long headers) {}

  /** What was unpacked so far. */
  private static final class Count {
    private final Inflater inflater = new Inflater(true);
    private final byte[] buffer = new byte[BUFFER];
    private long total;
  }

  /**
   * Looks at a file.
   *
   * @param whole whether to unpack it too, which also compares every checksum; bytes that were
   *     found whole before need not be
   * @throws BadJar if it is more than a jar may be
   * @throws IOException if it is no zip file, or a damaged one
   */
  void check(Path file, boolean whole) throws BadJar, IOException {
    if (Files.size(file) > limits.file()) {
      throw tooLarge("the file has " + Files.size(file) + " bytes; at most " + limits.file());
    }
    try (FileChannel channel = FileChannel.open(file)) {
      ZipDirectory directory = listed(file, channel);
      refuseSecondManifest(directory);
      if (whole) {
        unpack(channel, directory);
      }
    }
  }

  private void unpack(FileChannel channel, ZipDirectory directory) throws BadJar, IOException {
    Count count = new Count();
    try {
      for (Entry entry : directory.entries()) {
        if (entry.name().toLowerCase(Locale.ROOT).endsWith(".jar")) {
          within(channel, entry, count);
        } else {
          unpack(channel, entry, count, OutputStream.nullOutputStream());
        }
      }
    } finally {
      count.inflater.end();
    }
  }

  /** The framework unpacks jars within a jar, and opens them like the jar itself; no deeper. */
  private void within(FileChannel outer, Entry entry, Count count) throws BadJar, IOException {
    Path copy = Files.createTempFile("plugin", ".jar");
    try {
      try (OutputStream out = Files.newOutputStream(copy)) {
        unpack(outer, entry, count, out);
      }
      try (FileChannel channel = FileChannel.open(copy)) {
        for (Entry inner : listed(copy, channel).entries()) {
          unpack(channel, inner, count, OutputStream.nullOutputStream());
        }
      } catch (IOException e) {
        throw new ZipException("the jar within it (" + entry.name() + "): " + e.getMessage());
      }
    } finally {
      Files.delete(copy);
    }
  }

  /** The list of entries, if nothing in it is against the limits. */
  private ZipDirectory listed(Path file, FileChannel channel) throws BadJar, IOException {
    ZipDirectory directory;
    try {
      directory = ZipDirectory.read(channel, limits.entries());
    } catch (ZipDirectory.TooMany e) {
      throw tooLarge(e.getMessage());
    }
    long total = 0;
    long headers = 0;
    for (Entry entry : directory.entries()) {
      total += entry.size();
      headers += isHeader(entry) ? entry.size() : 0;
      refuseOutside(entry);
      if (entry.size() > limits.entry()) {
        throw tooLarge(
            "its entry "
                + entry.name()
                + " unpacks to "
                + entry.size()
                + " bytes; at most "
                + limits.entry());
      }
    }
    if (headers > limits.headers()) {
      throw tooLarge(
          "its manifest and signature files unpack to "
              + headers
              + " bytes; at most "
              + limits.headers());
    }
    if (total > limits.total()) {
      throw tooLarge("it unpacks to " + total + " bytes; at most " + limits.total());
    }
    refuseShared(directory);
    JavaReader.compare(file, directory);
    return directory;
  }

  /** The framework unpacks jars and natives of a jar under the names of their entries. */
  private static void refuseOutside(Entry entry) throws BadJar {
    if (entry.name().contains("..") && OUTSIDE.matcher(entry.name()).find()) {
      throw new BadJar(
          "bad-entry",
          "is refused: its entry "
              + entry.name()
              + " leads out of the directory that it is unpacked in. Maybe it was made to overwrite"
              + " files; get it anew from whoever built it.");
    }
  }

  /** Java takes the last one in any case of letters, the framework the one that is named so. */
  private static void refuseSecondManifest(ZipDirectory directory) throws BadJar {
    List<String> manifests =
        directory.entries().stream().filter(JarBounds::isManifest).map(Entry::name).toList();
    if (manifests.size() > 1 || !manifests.stream().allMatch(JarFile.MANIFEST_NAME::equals)) {
      throw new BadJar(
          "bad-entry",
          "is refused: it holds "
              + String.join(" and ", manifests)
              + ", so what is checked might not be what runs. Maybe build it anew with"
              + " bnd-maven-plugin; a jar has one META-INF/MANIFEST.MF.");
    }
  }

  private static boolean isManifest(Entry entry) {
    return entry.name().equalsIgnoreCase(JarFile.MANIFEST_NAME);
  }

  private static boolean isHeader(Entry entry) {
    return isManifest(entry) || SignatureCheck.isSignatureFile(entry.name());
  }

  /** Many entries over the same few bytes make a small file large (Fifield, WOOT 2019). */
  private static void refuseShared(ZipDirectory directory) throws BadJar {
    List<Entry> entries =
        directory.entries().stream().sorted(Comparator.comparingLong(Entry::at)).toList();
    for (int i = 1; i < entries.size(); i++) {
      Entry before = entries.get(i - 1);
      Entry entry = entries.get(i);
      if (before.end() > entry.at()) {
        throw tooLarge(
            "its entries " + before.name() + " and " + entry.name() + " share the same bytes");
      }
    }
  }

  private void unpack(FileChannel channel, Entry entry, Count count, OutputStream to)
      throws BadJar, IOException {
    CRC32 crc = new CRC32();
    long left = entry.size();
    try (InputStream in = content(channel, entry, count)) {
      for (int read = in.read(count.buffer); read >= 0; read = in.read(count.buffer)) {
        left -= read;
        count.total += read;
        if (left < 0) {
          throw tooLarge("its entry " + entry.name() + " unpacks to more than it says");
        }
        if (count.total > limits.total()) {
          throw tooLarge("with the jars within it, it unpacks to more than " + limits.total());
        }
        crc.update(count.buffer, 0, read);
        to.write(count.buffer, 0, read);
      }
    }
    if (left > 0 || crc.getValue() != entry.crc()) {
      throw new ZipException("its entry " + entry.name() + " is damaged");
    }
  }

  private static InputStream content(FileChannel channel, Entry entry, Count count)
      throws IOException {
    InputStream packed = new FileSlice(channel, ZipDirectory.data(channel, entry), entry.packed());
    if (entry.method() == STORED) {
      return packed;
    } else if (entry.method() != DEFLATED) {
      throw new ZipException("its entry " + entry.name() + " is packed in a way that jars are not");
    }
    count.inflater.reset();
    return new InflaterInputStream(packed, count.inflater, PACKED);
  }

  private static BadJar tooLarge(String what) {
    return new BadJar(
        "too-large",
        "is refused: "
            + what
            + ". Maybe it was made to exhaust who opens it; get it anew from whoever built it, or"
            + " leave large data outside of the jar.");
  }
}
