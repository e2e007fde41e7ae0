package io.consilium.framework.bridge.internal;

import io.consilium.framework.bridge.ExpertOffer;
import io.consilium.framework.bridge.Limits;
import io.consilium.framework.bridge.Message;
import io.consilium.framework.bridge.VerifierOffer;
import io.consilium.framework.bridge.Wire;
import io.consilium.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * What a {@code bridge.yaml} says. Either a command or an endpoint.
 *
 * @param command program and arguments
 * @param endpoint URL below which the endpoint answers
 * @param experts what the guest offers, if that is to be known before it is started
 * @param verifiers the same
 * @param environment variables for the process, by value
 * @param pass names of the host's own variables that the process gets as they are
 * @param restarts in a row, see {@link Limits}
 * @param timeouts in seconds: start, warm, cancel, end
 */
record BridgeFile(
    List<String> command,
    String endpoint,
    List<ExpertOffer> experts,
    List<VerifierOffer> verifiers,
    Map<String, String> environment,
    List<String> pass,
    Integer restarts,
    Timeouts timeouts) {

  /** Seconds; null is the default. */
  record Timeouts(Double start, Double warm, Double cancel, Double end) {
    static final Timeouts NONE = new Timeouts(null, null, null, null);
  }

  BridgeFile {
    command = orNone(command);
    experts = orNone(experts);
    verifiers = orNone(verifiers);
    environment = environment == null ? Map.of() : Map.copyOf(environment);
    pass = orNone(pass);
    timeouts = timeouts == null ? Timeouts.NONE : timeouts;
    if (command.isEmpty() == (endpoint == null)) {
      throw new IllegalArgumentException(
          "either \"command\" or \"endpoint\" is needed. Maybe write command: [python3, expert.py]");
    }
  }

  private static <T> List<T> orNone(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException if it is not what it should be; says what, for a person
   */
  static BridgeFile read(byte[] yaml) {
    Object tree;
    try {
      tree =
          new Load(LoadSettings.builder().setSchema(new CoreSchema()).build())
              .loadFromString(new String(yaml, StandardCharsets.UTF_8));
    } catch (YamlEngineException e) {
      throw new IllegalArgumentException("it is not YAML: " + e.getMessage(), e);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("it is nested too deep", e);
    }
    if (!(tree instanceof Map<?, ?>)) {
      throw new IllegalArgumentException("it holds no settings. Maybe write command: [...]");
    }
    return Wire.read(Json.canonical(tree), BridgeFile.class);
  }

  /** What is declared; empty if the guest is to be asked. */
  Optional<Message.Ready> declared() {
    return experts.isEmpty() && verifiers.isEmpty()
        ? Optional.empty()
        : Optional.of(new Message.Ready(Message.PROTOCOL, experts, verifiers));
  }

  /**
   * The environment of the process.
   *
   * @param host gives the host's own variables; null if there is none
   */
  Map<String, String> environment(UnaryOperator<String> host) {
    Map<String, String> all = new LinkedHashMap<>();
    for (String name : pass) {
      String value = host.apply(name);
      if (value != null) {
        all.put(name, value);
      }
    }
    all.putAll(environment);
    return all;
  }

  /**
   * Where the endpoint is.
   *
   * @throws IllegalArgumentException if it is no URL for HTTP
   */
  URI url() {
    URI url = URI.create(endpoint);
    if (url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
      throw new IllegalArgumentException(
          "\"endpoint\" is no URL for HTTP (" + Words.quote(endpoint) + ")");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "\"endpoint\" has something behind its path ("
              + Words.quote(endpoint)
              + "), where /solve and the like go. Maybe leave that out.");
    }
    return url;
  }

  Limits limits() {
    Limits otherwise = Limits.DEFAULT;
    return otherwise.with(
        seconds("start", timeouts.start(), otherwise.start()),
        seconds("warm", timeouts.warm(), otherwise.warm()),
        seconds("cancel", timeouts.cancel(), otherwise.cancel()),
        seconds("end", timeouts.end(), otherwise.end()),
        restarts == null ? otherwise.restarts() : Math.max(0, restarts));
  }

  private static Duration seconds(String name, Double given, Duration otherwise) {
    if (given == null) {
      return otherwise;
    }
    if (!(given > 0 && given < 86_400)) {
      throw new IllegalArgumentException(
          "the timeout \"" + name + "\" is no number of seconds up to a day (" + given + ")");
    }
    return Duration.ofMillis(Math.round(given * 1000));
  }
}
