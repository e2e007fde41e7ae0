package io.consilium.api.ledger;

import java.util.List;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What people do with the ledger itself; each act is a record. A {@link Ledger} that can offers
 * this too. Thread-safe. Every method returns when its record is durable and its work is done.
 *
 * <p>Who asks stands in the record as a pseudonym; the name and the words of the reason are sealed
 * payloads, {@code name} and {@code message}.
 */
@ProviderType
public interface Custody {

  /**
   * A person's request.
   *
   * @param tenant organisation or unit that he acts for
   * @param name who asks
   * @param why the reason, in his own words
   */
  record Asked(String tenant, String name, String why) {
    public Asked {
      Objects.requireNonNull(why, "why");
      if (tenant.isBlank() || name.isBlank() || why.isBlank()) {
        throw new IllegalArgumentException(
            "A request on the ledger says for which tenant, who and why. Maybe add the reason.");
      }
    }
  }

  /**
   * What was erased.
   *
   * @param unit the erasure unit
   * @param record the record that says so
   * @param payloads how many sealed payloads went with the key
   */
  record Forgotten(String unit, DecisionRecord record, int payloads) {}

  /**
   * Destroys key and salt of an erasure unit: its payloads can be read no more, and every proof
   * still holds. The record is durable before the key goes; if the host dies between the two, its
   * next start finishes.
   *
   * @param taskOrSubject a task's id; or a data subject, by name or by the pseudonym in the records
   * @throws IllegalArgumentException if there is none, it was erased before, or it is still worked
   *     on; the message says what to do
   * @throws LedgerFailure if the ledger cannot write
   */
  Forgotten forget(String taskOrSubject, Asked asked);

  /**
   * Puts on record that a person reads payloads; to be called before they are shown.
   *
   * @throws IllegalArgumentException if a record or slot does not exist
   * @throws LedgerFailure if the ledger cannot write
   */
  List<DecisionRecord> reading(List<Body.PayloadRead.Slot> slots, Asked asked);

  /**
   * Gives the log a fresh signing key; the old one's last checkpoint covers the record that names
   * the new one.
   *
   * @throws LedgerFailure if the ledger cannot write
   */
  DecisionRecord rotateKey(Asked asked);
}
