package io.consilium.framework.bridge;

import java.time.Duration;

/**
 * How long and how much a guest may.
 *
 * @param start from its start to {@link Message.Ready}
 * @param warm for one expert to become warm
 * @param cancel to answer a cancelled call, before the process is ended
 * @param end to end by itself when asked to
 * @param restarts in a row without an answered call, after which it is started again only when it
 *     is called
 * @param inlineBytes contents up to this size stand in the line
 * @param lineBytes longest line
 * @param outputBytes all outputs of a call together, which are held in memory
 */
public record Limits(
    Duration start,
    Duration warm,
    Duration cancel,
    Duration end,
    int restarts,
    int inlineBytes,
    int lineBytes,
    long outputBytes) {
  public static final Limits DEFAULT =
      new Limits(
          Duration.ofSeconds(10),
          Duration.ofMinutes(2),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2),
          5,
          64 << 10,
          8 << 20,
          64 << 20);

  /** The same sizes with other times and another number of restarts. */
  public Limits with(Duration start, Duration warm, Duration cancel, Duration end, int restarts) {
    return new Limits(start, warm, cancel, end, restarts, inlineBytes, lineBytes, outputBytes);
  }
}
