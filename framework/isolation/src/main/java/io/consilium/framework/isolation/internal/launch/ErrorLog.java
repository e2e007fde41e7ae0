package io.consilium.framework.isolation.internal.launch;

import java.io.PrintWriter;
import java.io.Serial;
import java.io.StringWriter;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes from INFO on to standard error, which the host keeps. */
final class ErrorLog extends LegacyAbstractLogger {
  @Serial private static final long serialVersionUID = 1L;

  ErrorLog(String name) {
    this.name = name;
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level, Marker marker, String pattern, Object[] arguments, Throwable thrown) {
    StringWriter text = new StringWriter();
    text.append(level + " " + name + ": " + MessageFormatter.basicArrayFormat(pattern, arguments));
    if (thrown != null) {
      text.append(System.lineSeparator());
      thrown.printStackTrace(new PrintWriter(text, true));
    }
    System.err.println(text.toString().stripTrailing());
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return true;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }
}
