package io.consilium.api.task;

/**
 * On whose behalf a task runs.
 *
 * @param tenant organisation or unit; records of different tenants never share an erasure key
 * @param actor pseudonym of the person or system, never a clear name
 */
public record Principal(String tenant, String actor) {
  public static final Principal LOCAL = new Principal("local", "local");

  public Principal {
    if (tenant.isBlank() || actor.isBlank()) {
      throw new IllegalArgumentException("A principal names a tenant and an actor.");
    }
  }
}
