package io.consilium.governance.ledger.internal;

import io.consilium.api.ledger.SealedPayload;
import io.consilium.api.task.Artifact;
import io.consilium.api.task.Digest;
import io.consilium.governance.ledger.format.UnitKey;
import java.util.HashMap;
import java.util.Map;

/** One erasure unit in memory. Guarded by its own monitor. */
final class Unit {
  private final UnitKey key;
  private final Map<Artifact, Sealed> sealed = new HashMap<>();
  private final Map<String, Digest> digests = new HashMap<>();
  // Not under the monitor: the log must not wait for a payload that comes slowly.
  private volatile boolean saved;

  /** A payload as sealed, with its blob if that goes into the log. */
  static final class Sealed {
    final SealedPayload payload;
    private byte[] inline;

    Sealed(SealedPayload payload, byte[] inline) {
      this.payload = payload;
      this.inline = inline;
    }

    /** The blob, the first time; null afterwards, or if it has a file. Called in log order. */
    byte[] takeInline() {
      byte[] taken = inline;
      inline = null;
      return taken;
    }
  }

  /**
   * A unit.
   *
   * @param saved true if its key is on disk
   */
  Unit(UnitKey key, boolean saved) {
    this.key = key;
    this.saved = saved;
  }

  UnitKey key() {
    return key;
  }

  boolean saved() {
    return saved;
  }

  void markSaved() {
    saved = true;
  }

  synchronized Sealed known(Artifact artifact) {
    return sealed.get(artifact);
  }

  synchronized Sealed remember(Artifact artifact, Sealed now) {
    Artifact light =
        new Artifact(artifact.mediaType(), artifact.size(), artifact.digest(), NOWHERE);
    digests.put(now.payload.blob(), artifact.digest());
    sealed.put(light, now);
    return now;
  }

  synchronized Digest digest(String blob) {
    return digests.get(blob);
  }

  synchronized void remember(String blob, Digest digest) {
    digests.put(blob, digest);
  }

  private static final Artifact.Content NOWHERE =
      () -> {
        throw new java.io.IOException("This artifact only stands for its digest.");
      };
}
