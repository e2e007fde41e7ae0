package io.consilium.governance.ledger;

import java.time.Duration;
import java.util.Optional;

/**
 * How a ledger works.
 *
 * @param origin the log's name in a new directory, a URL without scheme; made up if empty. A
 *     directory that has a log keeps its name
 * @param node name of the host in records; the log's name if empty
 * @param integration longest wait before durable records go into the tree
 * @param inlineBytes payloads up to this size share the commit of their record
 * @param segmentBytes size from which on a segment of the write-ahead log is ended
 * @param queueBytes bytes that may wait for the disk before {@code append} waits too
 * @param witnessing who cosigns the checkpoints
 * @param redaction what is masked in payloads
 * @param retention how long payloads are kept, and how much of the disk may be used
 */
public record Options(
    Optional<String> origin,
    Optional<String> node,
    Duration integration,
    int inlineBytes,
    long segmentBytes,
    long queueBytes,
    Witnessing witnessing,
    Redaction redaction,
    Retention retention) {
  public static final Options DEFAULT =
      new Options(
          Optional.empty(),
          Optional.empty(),
          Duration.ofMillis(250),
          16 << 10,
          8L << 20,
          32L << 20);

  public Options {
    if (integration.isNegative() || inlineBytes < 0 || segmentBytes < 1 || queueBytes < 1) {
      throw new IllegalArgumentException("The sizes and times of a ledger must be positive.");
    }
  }

  /** Options without witnesses and redaction. */
  public Options(
      Optional<String> origin,
      Optional<String> node,
      Duration integration,
      int inlineBytes,
      long segmentBytes,
      long queueBytes) {
    this(
        origin,
        node,
        integration,
        inlineBytes,
        segmentBytes,
        queueBytes,
        Witnessing.NONE,
        Redaction.NONE,
        Retention.DEFAULT);
  }

  /** These options with another name for a new log. */
  public Options withOrigin(String name) {
    return new Options(
        Optional.of(name),
        node,
        integration,
        inlineBytes,
        segmentBytes,
        queueBytes,
        witnessing,
        redaction,
        retention);
  }

  /** These options with witnesses. */
  public Options withWitnessing(Witnessing witnesses) {
    return new Options(
        origin,
        node,
        integration,
        inlineBytes,
        segmentBytes,
        queueBytes,
        witnesses,
        redaction,
        retention);
  }

  /** These options with rules for payloads. */
  public Options withKeeping(Redaction masked, Retention kept) {
    return new Options(
        origin, node, integration, inlineBytes, segmentBytes, queueBytes, witnessing, masked, kept);
  }
}
