package io.consilium.governance.telemetry.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.consilium.governance.telemetry.internal.Collector.Taken;
import io.consilium.json.Json;
import io.opentelemetry.exporter.internal.marshal.CodedInputStream;
import java.io.IOException;
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

  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";

  // What a request is never taken for (OTLP 1, "OTLP/HTTP Request" and "Bad Data").
  private static final int BAD_DATA = 400;
  private static final int TOO_LARGE = 413;

  // Tags of protobuf: the field's number, and how it is written.
  private static final int PARTIAL_SUCCESS = 1 << 3 | 2;
  private static final int REJECTED_SPANS = 1 << 3;
  private static final int ERROR_MESSAGE = 2 << 3 | 2;

  /**
   * What was taken.
   *
   * @throws CollectorAway if nothing was, or if no collector gave this answer
   * @throws CollectorRefuses if nothing of the same request ever will be
   */
  Taken taken() {
    String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    boolean collectors = media.equals(PROTOBUF) || media.equals(JSON);
    // A proxy may find a request too large as well, but not its data bad.
    if (status == TOO_LARGE || (status == BAD_DATA && collectors)) {
      throw new CollectorRefuses("answers " + status);
    }
    if (status < 200 || status > 299) {
      throw new CollectorAway("answers " + status, after());
    }
    if (body.length == 0) {
      return Taken.ALL;
    }
    if (!collectors) {
      // A login page, a proxy: whoever it is, the spans have not arrived.
      throw new CollectorAway(
          "answers "
              + status
              + " as no collector does ("
              + line(media.isEmpty() ? "?" : media)
              + ")");
    }
    try {
      return media.equals(PROTOBUF) ? protobuf() : json();
    } catch (IllegalArgumentException | IndexOutOfBoundsException | IOException e) {
      throw new CollectorAway("answers " + status + " with what no collector says");
    }
  }

  private Duration after() {
    return retryAfter.matches("[0-9]{1,9}")
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

  /**
   * {@code ExportTraceServiceResponse}: its only field is an {@code ExportTracePartialSuccess},
   * whose fields have other tags, so that both are read as one.
   */
  private Taken protobuf() throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(body);
    long refused = 0;
    String why = "";
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (tag) {
        case PARTIAL_SUCCESS -> in.readRawVarint32();
        case REJECTED_SPANS -> refused = in.readRawVarint32();
        case ERROR_MESSAGE -> why = line(in.readStringRequireUtf8());
        default -> {
          if (!in.skipField(tag)) {
            throw new IOException("no field");
          }
        }
      }
    }
    return new Taken(refused, why);
  }

  /** Foreign text as a short line without control or layout characters. */
  private static String line(String text) {
    String safe = text.replaceAll("[^\\p{L}\\p{N}\\p{P}\\p{Sm} ]", "?");
    return safe.length() > MOST_WORDS ? safe.substring(0, MOST_WORDS) + "..." : safe;
  }
}
