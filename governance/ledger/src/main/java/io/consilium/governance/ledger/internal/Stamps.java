package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.DecisionRecord;
import io.consilium.api.ledger.Draft;
import io.consilium.api.ledger.SealedPayload;
import io.consilium.api.task.Position;
import io.consilium.governance.ledger.format.Glance;
import io.consilium.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** What the ledger alone says of a record: sequence, id, time, node, boot, trace and span. */
final class Stamps {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int REMEMBERED = 1_000;
  private static final long JUMP_MILLIS = 10_000;
  private static final String NO_TRACE = "0".repeat(32);

  private final String origin;
  private final String node;
  private final String nodeText;
  private final String boot;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Map<List<Code>, String> codes = new ConcurrentHashMap<>();
  private final Map<Position, String> positions = new ConcurrentHashMap<>();
  private final Map<String, String> traces = new ConcurrentHashMap<>();
  private long lastMillis;
  private long lastNanos = Long.MIN_VALUE;
  private long wall;
  private long jump;
  private boolean jumped;
  private int counter;
  private long textOf = Long.MIN_VALUE;
  private String text = "";
  private long secondOf = Long.MIN_VALUE;
  private String second = "";

  Stamps(String origin, String node, Clock clock, LongSupplier nanos, SecureRandom random) {
    this.origin = origin;
    this.node = node;
    this.nodeText = Json.text(node);
    this.clock = clock;
    this.nanos = nanos;
    byte[] bytes = new byte[8];
    random.nextBytes(bytes);
    this.boot = HexFormat.of().formatHex(bytes);
  }

  /**
   * A draft whose payloads are sealed, with the parts of its JSON that do not depend on its place.
   */
  record Prepared(
      Draft draft,
      Map<String, SealedPayload> payloads,
      String body,
      String code,
      String sealed,
      String position,
      String trace,
      Glance glance) {}

  /** A record with its bytes in the log. */
  record Stamped(DecisionRecord record, byte[] bytes, Glance glance) {
    void refuseOversized() {
      if (bytes.length > DecisionRecord.MAX_BYTES) {
        throw new IllegalArgumentException(
            "A record of "
                + bytes.length
                + " bytes ("
                + record.body().getClass().getSimpleName()
                + " of task "
                + record.position().task()
                + ") is larger than the ledger takes ("
                + DecisionRecord.MAX_BYTES
                + "). Maybe move details into a payload.");
      }
    }
  }

  /** Does what can be done before the record's place is known. */
  Prepared prepare(Draft draft, Map<String, SealedPayload> payloads) {
    String position = remembered(positions, draft.position(), Json::text);
    String body = Json.text(draft.body());
    return new Prepared(
        draft,
        payloads,
        body,
        code(draft.code()),
        payloads.isEmpty() ? "{}" : Json.text(payloads),
        position,
        trace(draft.position().task()),
        Glance.of(position, body));
  }

  /** The same few plugins act again and again. */
  private String code(List<Code> code) {
    return remembered(codes, code, Json::text);
  }

  private static <K> String remembered(Map<K, String> known, K key, Function<K, String> made) {
    if (known.size() > REMEMBERED) {
      known.clear();
    }
    String value = known.get(key);
    return value == null ? known.computeIfAbsent(key, made) : value;
  }

  private String trace(String task) {
    return task.isEmpty() ? NO_TRACE : remembered(traces, task, this::traceOf);
  }

  private String traceOf(String task) {
    byte[] name = (origin + "\n" + task).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Blobs.sha256(name), 0, 16);
  }

  /** Gives records their places. Not thread-safe. */
  List<Stamped> stamp(List<Prepared> prepared, long first) {
    long millis = clock.millis();
    long monotonic = watch(millis);
    String time = text(millis);
    List<Stamped> stamped = new java.util.ArrayList<>(prepared.size());
    for (Prepared one : prepared) {
      DecisionRecord record =
          new DecisionRecord(
              DecisionRecord.SCHEMA,
              first + stamped.size(),
              id(millis),
              time,
              monotonic,
              node,
              boot,
              one.trace,
              span(),
              one.draft.position(),
              one.draft.code(),
              one.draft.body(),
              one.payloads);
      stamped.add(new Stamped(record, bytes(record, one), one.glance));
    }
    return stamped;
  }

  /** Many records have the same millisecond, and all but a few the second of one before. */
  private String text(long millis) {
    if (millis != textOf) {
      long seconds = Math.floorDiv(millis, 1_000L);
      if (seconds != secondOf) {
        second = TIME.format(Instant.ofEpochSecond(seconds));
        secondOf = seconds;
      }
      textOf = millis;
      text = second + fraction(millis);
    }
    return text;
  }

  static String time(Instant instant) {
    return TIME.format(instant) + fraction(instant.toEpochMilli());
  }

  private static String fraction(long millis) {
    int part = Math.floorMod(millis, 1_000);
    return (part < 10 ? "00" : part < 100 ? "0" : "") + part + "Z";
  }

  /** Notes a wall clock that did not go as the monotonic one; the latter never goes backwards. */
  private synchronized long watch(long millis) {
    long now = nanos.getAsLong();
    if (lastNanos != Long.MIN_VALUE) {
      now = Math.max(now, lastNanos);
      long off = millis - wall - (now - lastNanos) / 1_000_000;
      if (Math.abs(off) >= JUMP_MILLIS) {
        jump += off;
        jumped = true;
      }
    }
    lastNanos = now;
    wall = millis;
    return now;
  }

  /** How far the wall clock jumped since this was last asked, in milliseconds. */
  synchronized long takeJump() {
    long taken = jump;
    jump = 0;
    return taken;
  }

  /** True if the wall clock jumped since this boot. */
  synchronized boolean jumped() {
    return jumped;
  }

  /** The canonical form, from its parts: keys in the order that RFC 8785 asks for. */
  private byte[] bytes(DecisionRecord record, Prepared parts) {
    return ("{\"body\":"
            + parts.body
            + ",\"boot\":\""
            + record.boot()
            + "\",\"code\":"
            + parts.code
            + ",\"id\":\""
            + record.id()
            + "\",\"nanos\":\""
            + record.nanos()
            + "\",\"node\":"
            + nodeText
            + ",\"payloads\":"
            + parts.sealed
            + ",\"position\":"
            + parts.position
            + ",\"schema\":"
            + record.schema()
            + ",\"sequence\":\""
            + record.sequence()
            + "\",\"span\":\""
            + record.span()
            + "\",\"time\":\""
            + record.time()
            + "\",\"trace\":\""
            + record.trace()
            + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A UUID of version 7 (RFC 9562, section 5.7), its 12 bits a counter within the millisecond. */
  private String id(long millis) {
    if (millis > lastMillis) {
      lastMillis = millis;
      counter = ThreadLocalRandom.current().nextInt(0x800);
    } else if (++counter > 0xfff) {
      lastMillis++;
      counter = 0;
    }
    long high = lastMillis << 16 | 0x7000 | counter;
    long low = ThreadLocalRandom.current().nextLong() >>> 2 | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  private static String span() {
    long span = ThreadLocalRandom.current().nextLong();
    return HexFormat.of().toHexDigits(span == 0 ? 1 : span);
  }
}
