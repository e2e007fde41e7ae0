package io.consilium.api.task;

import java.util.Objects;
import java.util.Optional;

/**
 * On whose behalf a task runs, and about whom.
 *
 * @param tenant organisation or unit; records of different tenants never share an erasure key
 * @param actor the person or system. As handed in, the name that the tenant has for it; on record,
 *     a pseudonym that the ledger makes of it
 * @param subject the person whom the task's data is about. Payloads of all tasks that name the same
 *     one are erased together. As handed in, any name that the tenant has for that person; on
 *     record, a pseudonym that the ledger makes of it
 */
public record Principal(String tenant, String actor, Optional<String> subject) {
  /** Nobody in particular; stays what it is on record. */
  public static final Principal LOCAL = new Principal("local", "local");

  public Principal {
    Objects.requireNonNull(subject, "subject");
    if (tenant.isBlank() || actor.isBlank()) {
      throw new IllegalArgumentException("A principal names a tenant and an actor.");
    }
    if (subject.isPresent() && subject.get().isBlank()) {
      throw new IllegalArgumentException(
          "A data subject cannot be blank. Maybe leave it out: then each task is erased by itself.");
    }
  }

  /** A principal whose tasks name no data subject. */
  public Principal(String tenant, String actor) {
    this(tenant, actor, Optional.empty());
  }
}
