package io.consilium.governance.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What is masked in payloads of text and JSON before they are sealed. Off by default.
 *
 * @param slots patterns of payload slots, {@code *} for anything, such as {@code input.*}
 * @param detectors of {@code e-mail}, {@code iban}, {@code card} and {@code phone}
 * @param fields fields of JSON payloads that are masked whole: names joined by dots, {@code *} for
 *     any one name or index, {@code **} at the beginning for any depth
 */
public record Redaction(List<String> slots, Set<String> detectors, List<String> fields) {
  /** Masks nothing. */
  public static final Redaction NONE = new Redaction(List.of(), Set.of(), List.of());

  /** The detectors there are. */
  public static final Set<String> DETECTORS = Set.of("e-mail", "iban", "card", "phone");

  private static final String PREFIX = "consilium.ledger.redact.";

  /** Whoever names what is to be masked, and not where, must not find that nothing was. */
  private static final List<String> ALL = List.of("*");

  private static final Pattern FIELD =
      Pattern.compile("(\\*\\*\\.)?([^.*\\s]+|\\*)(\\.([^.*\\s]+|\\*))*");

  public Redaction {
    slots = List.copyOf(slots);
    detectors = Set.copyOf(detectors);
    fields = List.copyOf(fields);
    for (String detector : new TreeSet<>(detectors)) {
      if (!DETECTORS.contains(detector)) {
        throw new IllegalArgumentException(
            "There is no detector ("
                + detector
                + "). Maybe use some of: "
                + String.join(", ", new TreeSet<>(DETECTORS))
                + ".");
      }
    }
    for (String field : fields) {
      if (!FIELD.matcher(field).matches()) {
        throw new IllegalArgumentException(
            "Not a field path ("
                + field
                + "). Maybe write customer.name, rows.*.iban or **.email.");
      }
    }
  }

  /** True if nothing is masked. */
  public boolean isNone() {
    return slots.isEmpty() || detectors.isEmpty() && fields.isEmpty();
  }

  /**
   * Reads the settings {@code consilium.ledger.redact.slots}, {@code .detectors} and {@code
   * .fields}, lists with commas; without slots all of them are meant.
   *
   * @throws IllegalArgumentException if one is wrong; the message says which
   */
  public static Redaction from(UnaryOperator<String> settings) {
    try {
      List<String> slots = list(settings, "slots");
      Set<String> detectors = Set.copyOf(list(settings, "detectors"));
      List<String> fields = list(settings, "fields");
      boolean nothing = detectors.isEmpty() && fields.isEmpty();
      if (nothing && !slots.isEmpty()) {
        throw new IllegalArgumentException(
            "They name slots ("
                + String.join(", ", slots)
                + ") and nothing to mask there. Maybe add "
                + PREFIX
                + "detectors.");
      }
      return new Redaction(slots.isEmpty() && !nothing ? ALL : slots, detectors, fields);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The settings " + PREFIX + "*: " + e.getMessage(), e);
    }
  }

  private static List<String> list(UnaryOperator<String> settings, String name) {
    String value = settings.apply(PREFIX + name);
    return value == null
        ? List.of()
        : Arrays.stream(value.split(","))
            .map(String::strip)
            .filter(word -> !word.isEmpty())
            .toList();
  }
}
