package io.consilium.governance.ledger;

import io.consilium.governance.ledger.format.CosignerKey;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who cosigns a log's checkpoints (C2SP tlog-witness).
 *
 * @param witnesses asked at every checkpoint; none by default
 * @param quorum cosignatures that a checkpoint waits for before it is published
 * @param timeout how long it waits at most; then it is published with those that came
 * @param retry a witness that has not answered for as long is away; how often it is asked again
 */
public record Witnessing(List<Witness> witnesses, int quorum, Duration timeout, Duration retry) {
  /** Nobody. */
  public static final Witnessing NONE =
      new Witnessing(List.of(), 0, Duration.ofSeconds(1), Duration.ofSeconds(10));

  /** The setting that names the witnesses: URL, space, key, with commas between. */
  public static final String SETTING = "consilium.ledger.witnesses";

  /**
   * One witness.
   *
   * @param url its submission prefix
   * @param key checks its cosignatures
   */
  public record Witness(URI url, CosignerKey key) {
    public Witness {
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (!web || url.getHost() == null || url.getQuery() != null || url.getFragment() != null) {
        throw new IllegalArgumentException(
            "A witness is asked at an http or https URL, not at (" + url + ").");
      }
    }

    /** Where checkpoints are sent. */
    public URI addCheckpoint() {
      String prefix = url.toString();
      return URI.create(prefix + (prefix.endsWith("/") ? "" : "/") + "add-checkpoint");
    }
  }

  public Witnessing {
    witnesses = List.copyOf(witnesses);
    Set<String> names = new HashSet<>();
    for (Witness witness : witnesses) {
      if (!names.add(witness.key().name())) {
        throw new IllegalArgumentException(
            "Two witnesses are named (" + witness.key().name() + ").");
      }
    }
    if (quorum < 0 || quorum > witnesses.size()) {
      throw new IllegalArgumentException(
          "A quorum of " + quorum + " cannot be had of " + witnesses.size() + " witnesses.");
    }
    if (timeout.isNegative() || timeout.isZero() || retry.isNegative() || retry.isZero()) {
      throw new IllegalArgumentException("Waiting for witnesses needs times above 0.");
    }
  }

  /**
   * Reads the settings {@code consilium.ledger.witnesses}, {@code ....quorum} (all of them if left
   * out) and {@code ....timeout} (seconds).
   *
   * @param settings the value of a setting; null if it is not set
   * @throws IllegalArgumentException if one cannot be read; the message names it
   */
  public static Witnessing from(Function<String, String> settings) {
    String named = Optional.ofNullable(settings.apply(SETTING)).orElse("").strip();
    if (named.isEmpty()) {
      return NONE;
    }
    try {
      List<Witness> witnesses = new ArrayList<>();
      for (String one : named.split(",", -1)) {
        String[] parts = one.strip().split("\\s+", -1);
        if (parts.length != 2) {
          throw new IllegalArgumentException(
              "A witness is its URL, a space and its key, not (" + one.strip() + ").");
        }
        witnesses.add(new Witness(URI.create(parts[0]), CosignerKey.parse(parts[1])));
      }
      int quorum =
          Optional.ofNullable(settings.apply(SETTING + ".quorum"))
              .map(text -> Integer.parseInt(text.strip()))
              .orElse(witnesses.size());
      Duration timeout =
          Optional.ofNullable(settings.apply(SETTING + ".timeout"))
              .map(text -> Duration.ofMillis((long) (1000 * Double.parseDouble(text.strip()))))
              .orElse(NONE.timeout());
      return new Witnessing(witnesses, quorum, timeout, NONE.retry());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The setting (" + SETTING + ") cannot be used: " + e.getMessage(), e);
    }
  }
}
