package io.consilium.framework.engine.internal;

/**
 * How the host reaches a plugin's service: for one call at a time, so that it keeps no reference.
 */
interface Lease<S> {

  /** The service, or null if it is gone. */
  S acquire();

  /** Gives the service back after a call. */
  void release();

  /** Whose service it is; -1 if no bundle's. */
  default long osgiBundle() {
    return -1;
  }

  /** A service that stays. */
  static <S> Lease<S> of(S service) {
    return new Lease<>() {
      @Override
      public S acquire() {
        return service;
      }

      @Override
      public void release() {}
    };
  }
}
