package io.consilium.governance.ledger;

import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long payloads are kept, and how much of the disk the ledger may use. Records and their tree
 * stay for ever, so that every proof holds.
 *
 * @param keep age after which a unit's key and payloads are destroyed; zero for never
 * @param budgetBytes what the ledger's directory may hold; {@link Long#MAX_VALUE} for all that the
 *     disk has room for
 */
public record Retention(Period keep, long budgetBytes) {
  /** Six months, and the whole disk. */
  public static final Retention DEFAULT = new Retention(Period.ofMonths(6), Long.MAX_VALUE);

  private static final String KEEP = "consilium.ledger.retention";
  private static final String BUDGET = "consilium.ledger.budget";
  private static final Pattern BYTES = Pattern.compile("([1-9][0-9]{0,11})\\s*([kmgt]?)(i?b)?");
  private static final Map<String, Integer> SHIFT =
      Map.of("", 0, "k", 10, "m", 20, "g", 30, "t", 40);

  public Retention {
    if (keep.isNegative() || budgetBytes < 1) {
      throw new IllegalArgumentException(
          "Retention and budget of a ledger are positive (" + keep + ", " + budgetBytes + ").");
    }
  }

  /**
   * Reads the settings {@code consilium.ledger.retention} (ISO 8601 such as {@code P6M}, or {@code
   * P0D} for ever) and {@code consilium.ledger.budget} (such as {@code 20 GiB}).
   *
   * @throws IllegalArgumentException if one is wrong; the message says which
   */
  public static Retention from(UnaryOperator<String> settings) {
    String keep = settings.apply(KEEP);
    String budget = settings.apply(BUDGET);
    return new Retention(
        keep == null ? DEFAULT.keep : period(keep.strip()),
        budget == null ? DEFAULT.budgetBytes : bytes(budget.strip()));
  }

  private static Period period(String text) {
    try {
      return Period.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          KEEP + " is not a period (" + text + "). Maybe write P6M, P2Y, or P0D for ever.", e);
    }
  }

  private static long bytes(String text) {
    Matcher matcher = BYTES.matcher(text.toLowerCase(Locale.ROOT));
    if (matcher.matches()) {
      long unit = 1L << SHIFT.get(matcher.group(2));
      long count = Long.parseLong(matcher.group(1));
      if (count <= Long.MAX_VALUE / unit) {
        return count * unit;
      }
    }
    throw new IllegalArgumentException(
        BUDGET + " is not a size (" + text + "). Maybe write 500 MiB or 20 GiB.");
  }
}
