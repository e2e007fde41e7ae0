package io.consilium.framework.neural.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The content of a safetensors file: eight bytes with the length of a JSON header, the header, the
 * numbers. Reading checks everything the format promises (bounds, no gaps, no overlaps, no name
 * twice) before any tensor is made.
 *
 * @param metadata texts about the file, sorted; never null
 * @param tensors by name, in the order of their bytes
 */
public record Safetensors(SortedMap<String, String> metadata, Map<String, Tensor> tensors) {
  /** Bytes that a file may have unless the caller says otherwise: 1 GiB. */
  public static final int MAX_BYTES = 1 << 30;

  public Safetensors {
    metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /** Reads a file of at most {@link #MAX_BYTES}. */
  public static Safetensors read(Path file) throws IOException {
    return read(ByteBuffer.wrap(bytes(file, MAX_BYTES)), file.toString());
  }

  /**
   * Reads a stream to its end; does not close it.
   *
   * @param where named in errors
   */
  public static Safetensors read(InputStream stream, String where) throws IOException {
    return read(ByteBuffer.wrap(bytes(stream, where, MAX_BYTES)), where);
  }

  /**
   * Reads a buffer from position to limit. The tensors share its bytes, which must not change.
   *
   * @param where named in errors
   */
  public static Safetensors read(ByteBuffer bytes, String where) throws BadCheckpoint {
    ByteBuffer all = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    Header header = Header.read(all, where);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Header.Entry entry : header.entries()) {
      ByteBuffer data =
          all.slice(header.dataAt() + (int) entry.begin(), (int) (entry.end() - entry.begin()));
      tensors.put(entry.name(), new Tensor(entry.name(), entry.dtype(), entry.shape(), data));
    }
    return new Safetensors(header.metadata(), tensors);
  }

  /**
   * Writes a file: beside its place first, then forced to disk, then moved, so that whoever opens
   * the path finds the old file or the new one, whole. Equal content gives equal bytes.
   *
   * @throws IllegalArgumentException if two tensors have one name
   */
  public static void write(Path file, Map<String, String> metadata, Collection<Tensor> tensors)
      throws IOException {
    AtomicFile.write(file, buffers(metadata, tensors));
  }

  static List<ByteBuffer> buffers(Map<String, String> metadata, Collection<Tensor> tensors) {
    List<Tensor> ordered = new ArrayList<>(tensors);
    ordered.sort((a, b) -> b.dtype().bytes() - a.dtype().bytes());
    List<ByteBuffer> buffers = new ArrayList<>();
    buffers.add(Header.write(new TreeMap<>(metadata), ordered));
    ordered.forEach(tensor -> buffers.add(tensor.data()));
    return buffers;
  }

  static byte[] bytes(Path file, int max) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return bytes(stream, file.toString(), max);
    }
  }

  static byte[] bytes(InputStream stream, String where, int max) throws IOException {
    byte[] bytes = stream.readNBytes(max);
    if (bytes.length == max && stream.read() >= 0) {
      throw new BadCheckpoint(
          where,
          "It has more than the (%d) bytes allowed.".formatted(max),
          "Maybe it is another file, or a network too large for this host.");
    }
    return bytes;
  }
}
