package io.consilium.framework.neural.checkpoint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the JSON of a header token by token, so that a hostile one costs no more than its length.
 */
final class HeaderParser {
  static final String METADATA = "__metadata__";

  /** As many axes as a tensor of the runtime can have. */
  private static final int MAX_RANK = 32;

  final SortedMap<String, String> metadata = new TreeMap<>();
  final List<Header.Entry> entries = new ArrayList<>();

  private final JsonParser in;
  private final String where;

  private HeaderParser(JsonParser in, String where) {
    this.in = in;
    this.where = where;
  }

  static HeaderParser parse(String json, String where) throws BadCheckpoint {
    if (!json.startsWith("{")) {
      throw new BadCheckpoint(where, "Its header does not begin with \"{\".", Header.DAMAGED);
    }
    try (JsonParser in = Header.JSON.createParser(json)) {
      HeaderParser parser = new HeaderParser(in, where);
      in.nextToken();
      parser.readAll();
      return parser;
    } catch (BadCheckpoint e) {
      throw e;
    } catch (JsonProcessingException e) {
      long at = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
      throw new BadCheckpoint(
          where,
          "Its header is no JSON at character (%d): %s.".formatted(at, e.getOriginalMessage()),
          Header.DAMAGED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readAll() throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      expect(JsonToken.START_OBJECT, name);
      if (name.equals(METADATA)) {
        readMetadata();
      } else {
        readEntry(name);
      }
    }
    if (in.nextToken() != null) {
      throw bad("Its header goes on after its end.");
    }
  }

  private void readMetadata() throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String key = in.currentName();
      expect(JsonToken.VALUE_STRING, METADATA + "." + key);
      metadata.put(key, in.getText());
    }
  }

  private void readEntry(String name) throws IOException {
    String dtype = null;
    long[] shape = null;
    long[] offsets = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      switch (field) {
        case "dtype" -> {
          expect(JsonToken.VALUE_STRING, name + ".dtype");
          dtype = in.getText();
        }
        case "shape" -> shape = numbers(name + ".shape", MAX_RANK);
        case "data_offsets" -> offsets = numbers(name + ".data_offsets", 2);
        default -> throw bad("Tensor (%s) has an unknown field (%s).".formatted(name, field));
      }
    }
    if (dtype == null || shape == null || offsets == null || offsets.length != 2) {
      throw bad("Tensor (%s) lacks dtype, shape or two data_offsets.".formatted(name));
    }
    entries.add(entry(name, dtype(name, dtype), shape, offsets));
  }

  private Header.Entry entry(String name, Dtype dtype, long[] shape, long[] offsets)
      throws BadCheckpoint {
    long bytes = dtype.bytes();
    for (long length : shape) {
      if (length > Integer.MAX_VALUE || length != 0 && bytes > Integer.MAX_VALUE / length) {
        throw bad(
            "Tensor (%s) has a shape (%s) beyond 2 GB.".formatted(name, Arrays.toString(shape)));
      }
      bytes *= length;
    }
    if (offsets[0] > offsets[1] || offsets[1] - offsets[0] != bytes) {
      throw bad(
          "Tensor (%s) of %s%s needs (%d) bytes, its data_offsets are (%s)."
              .formatted(name, dtype, Arrays.toString(shape), bytes, Arrays.toString(offsets)));
    }
    int[] axes = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
    return new Header.Entry(name, dtype, axes, offsets[0], offsets[1]);
  }

  private Dtype dtype(String name, String text) throws BadCheckpoint {
    for (Dtype dtype : Dtype.values()) {
      if (dtype.name().equals(text)) {
        return dtype;
      }
    }
    throw new BadCheckpoint(
        where,
        "Tensor (%s) has dtype (%s), known are (%s)."
            .formatted(name, text, Arrays.toString(Dtype.values())),
        "Maybe convert it to F32.");
  }

  private long[] numbers(String what, int most) throws IOException {
    expect(JsonToken.START_ARRAY, what);
    long[] numbers = new long[most];
    int count = 0;
    while (in.nextToken() == JsonToken.VALUE_NUMBER_INT) {
      if (count == most) {
        throw bad("(%s) has more than (%d) numbers.".formatted(what, most));
      }
      if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER || in.getLongValue() < 0) {
        throw bad("(%s) has a number (%s) out of range.".formatted(what, in.getText()));
      }
      numbers[count++] = in.getLongValue();
    }
    if (in.currentToken() != JsonToken.END_ARRAY) {
      throw bad("(%s) has something else than whole numbers.".formatted(what));
    }
    return Arrays.copyOf(numbers, count);
  }

  private void expect(JsonToken token, String what) throws IOException {
    JsonToken found = in.nextToken();
    if (found != token) {
      throw bad("(%s) is a %s where a %s is expected.".formatted(what, found, token));
    }
  }

  private BadCheckpoint bad(String problem) {
    return new BadCheckpoint(where, problem, Header.DAMAGED);
  }
}
