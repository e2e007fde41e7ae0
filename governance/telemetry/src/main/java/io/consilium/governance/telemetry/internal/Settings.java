package io.consilium.governance.telemetry.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where spans are sent.
 *
 * @param endpoint the collector's URL for traces, with its path
 * @param headers sent with each request, such as a token; shown nowhere
 */
record Settings(URI endpoint, Map<String, String> headers) {
  static final String ENDPOINT = "consilium.telemetry.otlp.endpoint";
  static final String HEADERS = "consilium.telemetry.otlp.headers";

  private static final Pattern HEADER =
      Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]+)\\s*=\\s*([A-Za-z_][A-Za-z0-9_]*)");

  Settings {
    headers = Map.copyOf(headers);
  }

  /**
   * Reads the settings; empty if nothing is to be sent.
   *
   * @param settings the value of a setting; null if it is not set
   * @param environment the value of an environment variable, likewise
   * @throws IllegalArgumentException if one cannot be used; the message says which, and what to do
   */
  static Optional<Settings> from(
      UnaryOperator<String> settings, UnaryOperator<String> environment) {
    String endpoint = text(settings, ENDPOINT);
    String headers = text(settings, HEADERS);
    if (endpoint.isEmpty() && !headers.isEmpty()) {
      throw new IllegalArgumentException(
          HEADERS + " is set, but " + ENDPOINT + " is not. Maybe set both, or none.");
    }
    return endpoint.isEmpty()
        ? Optional.empty()
        : Optional.of(new Settings(url(endpoint), headers(headers, environment)));
  }

  private static String text(UnaryOperator<String> settings, String key) {
    String value = settings.apply(key);
    return value == null ? "" : value.strip();
  }

  private static URI url(String text) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw notUsable(text, "is no URL");
    }
    if (url.getUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      // What may be a secret is not repeated: the message goes into a log.
      throw new IllegalArgumentException(
          ENDPOINT
              + " has more than scheme, host, port and path (at host "
              + url.getHost()
              + "), which may be a secret. Maybe put a token into an environment variable and name that in "
              + HEADERS
              + ".");
    }
    if (!("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
        || url.getHost() == null) {
      throw notUsable(text, "is no http or https URL");
    }
    if (url.getPath().isEmpty() || url.getPath().equals("/")) {
      throw notUsable(text, "has no path");
    }
    return url;
  }

  private static IllegalArgumentException notUsable(String text, String why) {
    return new IllegalArgumentException(
        ENDPOINT
            + " "
            + why
            + " ("
            + text
            + "). Maybe write http://127.0.0.1:4318/v1/traces, or leave it out to send nothing.");
  }

  private static Map<String, String> headers(String text, UnaryOperator<String> environment) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (text.isEmpty()) {
      return headers;
    }
    for (String one : text.split(",", -1)) {
      Matcher matcher = HEADER.matcher(one.strip());
      if (!matcher.matches()) {
        // Somebody may have written the secret itself.
        throw new IllegalArgumentException(
            HEADERS
                + " is no list of header=VARIABLE, the name of an environment variable and not a"
                + " value. Maybe write authorization=OTLP_AUTHORIZATION, with commas between"
                + " several.");
      }
      String value = environment.apply(matcher.group(2));
      if (value == null || value.isBlank()) {
        throw new IllegalArgumentException(
            HEADERS
                + " names the environment variable ("
                + matcher.group(2)
                + ") for the header ("
                + matcher.group(1)
                + "), which is not set. Maybe export it where the host is started.");
      }
      headers.put(matcher.group(1), sendable(matcher.group(1), value.strip()));
    }
    return headers;
  }

  private static String sendable(String name, String value) {
    try {
      HttpRequest.newBuilder().header(name, value);
      return value;
    } catch (IllegalArgumentException e) {
      // The exception repeats the value.
      throw new IllegalArgumentException(
          HEADERS
              + " has a header ("
              + name
              + ") that cannot be sent. Maybe its variable holds a line break, or HTTP keeps that"
              + " name for itself.");
    }
  }

  @Override
  public String toString() {
    return endpoint + " with headers " + headers.keySet();
  }
}
