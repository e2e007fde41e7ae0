package io.consilium.api.host;

/** Thrown by a host service's proxy while the service behind it is away; trying later may help. */
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Unavailable(String service) {
    super("The host service " + service + " is away at the moment. Maybe try again later.");
  }
}
