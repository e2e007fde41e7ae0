package io.consilium.framework.deployer.internal;

import io.consilium.api.task.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The deployer's settings, from the framework's properties.
 *
 * @param properties gives null for what is not set
 */
record Settings(UnaryOperator<String> properties) {
  private static final long MEGABYTE = 1L << 20;
  private static final Set<String> DEMANDS =
      Set.of(Admittance.SIGNED, Admittance.CLAIMS, Admittance.LISTED);
  private static final String LEDGER_RETENTION = "consilium.ledger.retention";

  /** Longer than any file is old. */
  private static final Duration FOR_EVER = Duration.ofDays(366_000);

  Path work() {
    return Path.of(text("consilium.work", ".")).toAbsolutePath().normalize();
  }

  Path home() {
    return Path.of(text("consilium.home", ".")).toAbsolutePath().normalize();
  }

  Path trust() {
    String named = text(Admittance.TRUST, "");
    return named.isEmpty() ? work().resolve("trusted-signers") : work().resolve(named);
  }

  String trustPassword() {
    return text("consilium.plugins.trust.password", "changeit");
  }

  Path allowed() {
    String named = text(Admittance.ALLOWED, "");
    return named.isEmpty() ? work().resolve("allowed-plugins") : work().resolve(named);
  }

  /** What a jar must be to come in. */
  Set<String> required() {
    String given = text("consilium.plugins.require", "any");
    Set<String> required = new TreeSet<>();
    for (String word : given.split(",")) {
      required.add(word.strip());
    }
    required.remove("any");
    if (!DEMANDS.containsAll(required)) {
      throw new IllegalArgumentException(
          "The setting consilium.plugins.require must be any, or some of signed, claims, listed ("
              + given
              + "). Maybe write signed,claims.");
    }
    return required;
  }

  /** What is asked of a jar before it comes in. */
  Admittance.Terms terms() {
    return new Admittance.Terms(trust(), trustPassword(), allowed(), required(), home());
  }

  /** What records that can still be read name must not go before them. */
  Duration retention() {
    Duration store = Duration.ofDays((long) number("consilium.store.keep", "190"));
    Duration ledger = ledgerRetention();
    return store.compareTo(ledger) < 0 ? ledger : store;
  }

  /** From above: a month may have 31 days. */
  private Duration ledgerRetention() {
    String value = text(LEDGER_RETENTION, "P6M").strip();
    try {
      Period keep = Period.parse(value);
      return keep.isZero()
          ? FOR_EVER
          : Duration.ofDays(keep.getYears() * 366L + keep.getMonths() * 31L + keep.getDays());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          LEDGER_RETENTION
              + " is not a period ("
              + value
              + "). Maybe write P6M, P2Y, or P0D for ever.",
          e);
    }
  }

  long budget() {
    return (long) (number("consilium.store.budget", "4096") * MEGABYTE);
  }

  Duration seconds(String key, String otherwise) {
    return Duration.ofMillis((long) (number(key, otherwise) * 1000));
  }

  /** One digest of every setting that was given: other settings, another revision. */
  String revision() {
    Map<String, String> given = new TreeMap<>();
    for (String name : text("consilium.settings", "").split(",")) {
      if (!name.isEmpty()) {
        given.put(name, text(name, ""));
      }
    }
    StringBuilder all = new StringBuilder();
    given.forEach((name, value) -> all.append(name).append('=').append(value).append('\n'));
    return Digest.of(all.toString().getBytes(StandardCharsets.UTF_8)).hex();
  }

  private double number(String key, String otherwise) {
    String value = text(key, otherwise);
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The setting " + key + " must be a number (" + value + "). Maybe " + otherwise + ".", e);
    }
  }

  private String text(String key, String otherwise) {
    String value = properties.apply(key);
    return value == null ? otherwise : value;
  }
}
