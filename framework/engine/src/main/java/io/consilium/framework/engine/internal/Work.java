package io.consilium.framework.engine.internal;

import io.consilium.api.host.CallContext;

/** What a call does with a guest's service; runs on the guest's thread. */
@FunctionalInterface
interface Work<S, T> {
  T apply(S service, CallContext context) throws Exception;
}
