package io.consilium.api.ledger;

import java.util.Objects;

/**
 * Proof that a record is in the log.
 *
 * @param sequence which record
 * @param treeSize size of the tree that the checkpoint signs
 * @param text the whole proof in the C2SP tlog-proof form, with the signed checkpoint in it
 */
public record Proof(long sequence, long treeSize, String text) {
  public Proof {
    Objects.requireNonNull(text, "text");
  }
}
