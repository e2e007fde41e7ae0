package io.consilium.framework.engine.internal;

import io.consilium.api.ledger.Code;
import io.consilium.api.ledger.Ledger;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all tasks of an engine share.
 *
 * @param code the engine's own
 * @param loops runs loops, one thread each
 */
record Host(
    Ledger ledger,
    Plugins plugins,
    Guests guests,
    Code code,
    Executor loops,
    Policies policies,
    Experience experience,
    ShadowDesk shadows) {
  private static final Logger LOG = LoggerFactory.getLogger(Host.class);

  void warn(String what, Throwable cause) {
    LOG.warn(what, cause);
  }
}
