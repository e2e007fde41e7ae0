package io.consilium.governance.telemetry.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.governance.telemetry.internal.Collector.Taken;
import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * What a collector answered (OTLP 1, "OTLP/HTTP Response"): that it took the spans, took some and
 * refused the others for good, or did not take them.
 *
 * @param status of HTTP
 * @param type the body's media type; empty if it does not say
 * @param retryAfter as in HTTP; empty if it does not say
 */
record CollectorAnswer(int status, String type, String retryAfter, byte[] body) {
  private static final int MOST_WORDS = 200;

  /**
   * What was taken.
   *
   * @throws CollectorAway if nothing was, or if no collector gave this answer
   */
  Taken taken() {
    if (status < 200 || status > 299) {
      throw new CollectorAway("answers " + status, after());
    }
    if (body.length == 0) {
      return Taken.ALL;
    }
    String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    try {
      if (media.equals("application/x-protobuf")) {
        return protobuf();
      } else if (media.equals("application/json")) {
        return json();
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new CollectorAway("answers " + status + " with what no collector says");
    }
    // A login page, a proxy: whoever it is, the spans have not arrived.
    throw new CollectorAway(
        "answers "
            + status
            + " as no collector does ("
            + line(media.isEmpty() ? "?" : media)
            + ")");
  }

  private Duration after() {
    return retryAfter.matches("[0-9]{1,6}")
        ? Duration.ofSeconds(Long.parseLong(retryAfter))
        : Duration.ZERO;
  }

  private Taken json() {
    JsonNode answer = Json.tree(body);
    if (!answer.isObject()) {
      throw new IllegalArgumentException("no object");
    }
    JsonNode partial = answer.path("partialSuccess");
    return new Taken(
        partial.path("rejectedSpans").asLong(0), line(partial.path("errorMessage").asText("")));
  }

  /** {@code ExportTraceServiceResponse}: field 1 is the partial success. */
  private Taken protobuf() {
    Taken taken = Taken.ALL;
    Fields answer = new Fields(body, 0, body.length);
    while (answer.next()) {
      if (answer.number == 1 && answer.nested()) {
        taken = partial(answer.content());
      }
    }
    return taken;
  }

  /** {@code ExportTracePartialSuccess}: field 1 counts the refused spans, 2 says why. */
  private static Taken partial(Fields fields) {
    long refused = 0;
    String why = "";
    while (fields.next()) {
      if (fields.number == 1 && !fields.nested()) {
        refused = fields.value;
      } else if (fields.number == 2 && fields.nested()) {
        why = line(fields.text());
      }
    }
    return new Taken(refused, why);
  }

  /** Foreign text as a short line without control or layout characters. */
  private static String line(String text) {
    String safe = text.replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{Sm} ]", "?");
    return safe.length() > MOST_WORDS ? safe.substring(0, MOST_WORDS) + "..." : safe;
  }

  /** The fields of a protobuf message, one after the other. */
  private static final class Fields {
    private final byte[] bytes;
    private final int end;
    private int at;
    private int wire;
    private int number;
    private long value;
    private int from;

    Fields(byte[] bytes, int from, int end) {
      this.bytes = bytes;
      this.at = from;
      this.end = end;
    }

    boolean next() {
      if (at >= end) {
        return false;
      }
      long tag = varint();
      number = (int) (tag >>> 3);
      wire = (int) (tag & 7);
      switch (wire) {
        case 0 -> value = varint();
        case 1 -> skip(8);
        case 2 -> skip(varint());
        case 5 -> skip(4);
        default -> throw new IllegalArgumentException("no protobuf");
      }
      if (number == 0) {
        throw new IllegalArgumentException("no protobuf");
      }
      return true;
    }

    boolean nested() {
      return wire == 2;
    }

    Fields content() {
      return new Fields(bytes, from, at);
    }

    String text() {
      return new String(bytes, from, at - from, StandardCharsets.UTF_8);
    }

    private void skip(long count) {
      if (count < 0 || count > end - at) {
        throw new IllegalArgumentException("cut off");
      }
      from = at;
      at += (int) count;
    }

    private long varint() {
      long number = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        if (at >= end) {
          throw new IllegalArgumentException("cut off");
        }
        byte next = bytes[at++];
        number |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          return number;
        }
      }
      throw new IllegalArgumentException("no number");
    }
  }
}
