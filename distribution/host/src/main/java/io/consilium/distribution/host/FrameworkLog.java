package io.consilium.distribution.host;

import org.apache.felix.framework.Logger;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.slf4j.LoggerFactory;

/** Sends the framework's own messages where all others go: its default is standard output. */
final class FrameworkLog extends Logger {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("framework");

  @Override
  protected void doLog(
      Bundle bundle, ServiceReference reference, int level, String message, Throwable throwable) {
    String line = bundle == null ? message : bundle + ": " + message;
    switch (level) {
      case LOG_ERROR -> LOG.error(line, throwable);
      case LOG_WARNING -> LOG.warn(line, throwable);
      case LOG_INFO -> LOG.info(line, throwable);
      default -> LOG.debug(line, throwable);
    }
  }
}
