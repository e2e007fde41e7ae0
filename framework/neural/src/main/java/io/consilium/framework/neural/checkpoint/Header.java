package io.consilium.framework.neural.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * The front part of a safetensors file.
 *
 * @param entries by the place of their bytes, which leave no gap
 * @param dataAt where in the file the numbers begin
 */
record Header(SortedMap<String, String> metadata, List<Entry> entries, int dataAt) {
  /** The format allows 100 MB; the largest official file needs a hundredth of this. */
  static final int MAX_BYTES = 8 << 20;

  static final String CUT_OFF = "Maybe the file was cut off; fetch or write it again.";
  static final String DAMAGED = "Maybe the file was altered or is of another format.";

  static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(8)
                  .maxNumberLength(30)
                  .maxNameLength(4096)
                  .maxStringLength(MAX_BYTES)
                  .build())
          .build();

  /** One tensor; begin and end count from where the numbers begin. */
  record Entry(String name, Dtype dtype, int[] shape, long begin, long end) {}

  static Header read(ByteBuffer file, String where) throws BadCheckpoint {
    if (file.limit() < 8) {
      throw new BadCheckpoint(
          where, "It has (%d) bytes, fewer than 8.".formatted(file.limit()), CUT_OFF);
    }
    long length = file.getLong(0);
    if (length < 2 || length > MAX_BYTES) {
      throw new BadCheckpoint(
          where,
          "Its header claims (%s) bytes, allowed are 2 to (%d)."
              .formatted(Long.toUnsignedString(length), MAX_BYTES),
          "Maybe it is no safetensors file.");
    }
    if (length > file.limit() - 8) {
      throw new BadCheckpoint(
          where,
          "Its header claims (%d) bytes, the file has (%d).".formatted(length, file.limit() - 8),
          CUT_OFF);
    }
    String json;
    try {
      json = StandardCharsets.UTF_8.newDecoder().decode(file.slice(8, (int) length)).toString();
    } catch (CharacterCodingException e) {
      throw new BadCheckpoint(where, "Its header is not UTF-8.", DAMAGED);
    }
    HeaderParser parsed = HeaderParser.parse(json, where);
    List<Entry> entries = new ArrayList<>(parsed.entries);
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    checkPlaces(entries, file.limit() - 8 - length, where);
    return new Header(parsed.metadata, entries, 8 + (int) length);
  }

  private static void checkPlaces(List<Entry> entries, long dataBytes, String where)
      throws BadCheckpoint {
    long at = 0;
    for (Entry entry : entries) {
      if (entry.end > dataBytes) {
        throw new BadCheckpoint(
            where,
            "Tensor (%s) ends at byte (%d) of (%d).".formatted(entry.name, entry.end, dataBytes),
            CUT_OFF);
      }
      if (entry.begin != at) {
        throw new BadCheckpoint(
            where,
            "Tensor (%s) begins at byte (%d), the one before it ends at (%d)."
                .formatted(entry.name, entry.begin, at),
            DAMAGED);
      }
      at = entry.end;
    }
    if (at != dataBytes) {
      throw new BadCheckpoint(
          where,
          "(%d) bytes after the last tensor belong to none.".formatted(dataBytes - at),
          DAMAGED);
    }
  }

  static ByteBuffer write(SortedMap<String, String> metadata, List<Tensor> tensors) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(json)) {
      out.writeStartObject();
      if (!metadata.isEmpty()) {
        out.writeObjectFieldStart(HeaderParser.METADATA);
        for (var entry : metadata.entrySet()) {
          out.writeStringField(entry.getKey(), entry.getValue());
        }
        out.writeEndObject();
      }
      Set<String> names = new HashSet<>(Set.of(HeaderParser.METADATA));
      long at = 0;
      for (Tensor tensor : tensors) {
        if (!names.add(tensor.name())) {
          throw new IllegalArgumentException(
              "Two tensors are named (%s).".formatted(tensor.name()));
        }
        at = write(out, tensor, at);
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // Padded as the original library does it, so that a reader may map the numbers.
    int length = json.size() + 7 & ~7;
    if (length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "The header would have (%d) bytes, allowed are (%d).".formatted(length, MAX_BYTES));
    }
    ByteBuffer header = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(length).put(json.toByteArray());
    while (header.hasRemaining()) {
      header.put((byte) ' ');
    }
    return header.flip();
  }

  private static long write(JsonGenerator out, Tensor tensor, long at) throws IOException {
    long end = at + tensor.data().remaining();
    out.writeObjectFieldStart(tensor.name());
    out.writeStringField("dtype", tensor.dtype().name());
    out.writeFieldName("shape");
    int[] shape = tensor.shape();
    out.writeArray(shape, 0, shape.length);
    out.writeFieldName("data_offsets");
    out.writeArray(new long[] {at, end}, 0, 2);
    out.writeEndObject();
    return end;
  }
}
