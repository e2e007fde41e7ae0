package io.consilium.framework.deployer.internal;

import io.consilium.framework.deployer.internal.ZipDirectory.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Java's own reader, which the signature check and the framework go by. Whatever a file does to
 * show it another list than {@link ZipDirectory} found, what was measured must be what is opened.
 */
final class JavaReader {
  private JavaReader() {}

  /**
   * Compares its list, without unpacking anything.
   *
   * @param directory already found to be within the bounds
   * @throws IOException if it lists anything else, or nothing at all
   */
  static void compare(Path file, ZipDirectory directory) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Iterator<? extends ZipEntry> found = zip.entries().asIterator();
      for (Entry entry : directory.entries()) {
        if (!found.hasNext() || !same(found.next(), entry)) {
          throw otherwise(entry.name());
        }
      }
      if (found.hasNext()) {
        throw otherwise(found.next().getName());
      }
    }
  }

  private static boolean same(ZipEntry one, Entry other) {
    return one.getName().equals(other.name())
        && one.getMethod() == other.method()
        && one.getCrc() == other.crc()
        && one.getCompressedSize() == other.packed()
        && one.getSize() == other.size();
  }

  private static ZipException otherwise(String name) {
    return new ZipException("Java reads another list of entries in it (" + name + ")");
  }
}
