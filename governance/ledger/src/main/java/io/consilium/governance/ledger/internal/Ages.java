package io.consilium.governance.ledger.internal;

import io.consilium.governance.ledger.format.TilePath;
import java.util.Arrays;

/**
 * The newest time of each full tile span, as digits: {@code 20260131235959999}. 8 bytes a span, so
 * that nobody has to read records again to learn how old they are. Guarded by its owner's lock.
 */
final class Ages {
  private static final byte[] MARK = {'"', 't', 'i', 'm', 'e', '"', ':', '"'};

  /** What follows the time in a canonical record: the trace. */
  private static final int AFTER = "\",\"trace\":\"\"}".length() + 32;

  private static final int LENGTH = "2026-01-31T23:59:59.999Z".length();

  private long[] newest = new long[16];

  /** Takes the time of a record. */
  void add(long sequence, byte[] record) {
    int span = Math.toIntExact(sequence / TilePath.FULL);
    if (span >= newest.length) {
      newest = Arrays.copyOf(newest, Math.max(span + 1, 2 * newest.length));
    }
    newest[span] = Math.max(newest[span], time(record));
  }

  /** The newest time of a span. */
  long newest(long span) {
    return newest[Math.toIntExact(span)];
  }

  /** The digits of a time such as {@link Stamps#time} writes. */
  static long digits(String time) {
    long digits = 0;
    for (int i = 0; i < time.length(); i++) {
      digits = with(digits, time.charAt(i));
    }
    return digits;
  }

  private static long with(long digits, int character) {
    int digit = character - '0';
    return digit >= 0 && digit <= 9 ? 10 * digits + digit : digits;
  }

  /** The time of a record; of one that has none in its place, one that never becomes old. */
  private static long time(byte[] record) {
    int from = record.length - AFTER - LENGTH;
    int mark = from - MARK.length;
    if (mark < 0 || !Arrays.equals(record, mark, from, MARK, 0, MARK.length)) {
      return Long.MAX_VALUE;
    }
    long digits = 0;
    for (int i = from; i < from + LENGTH; i++) {
      digits = with(digits, record[i]);
    }
    return digits;
  }
}
