package io.consilium.json;

import io.consilium.api.data.Vocabulary;
import io.consilium.api.ledger.DecisionRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The published JSON Schemas (draft 2020-12) of the vocabulary and of decision records. A schema's
 * number changes when a value that fitted before no longer would. All methods are static and pure.
 */
public final class Schemas {
  /** The form of the schemas in this bundle. */
  public static final int VERSION = 1;

  private Schemas() {}

  /**
   * The schema of a class of the vocabulary.
   *
   * @throws IllegalArgumentException if the class is none
   */
  public static String of(Class<?> vocabulary) {
    Vocabulary.mediaType(vocabulary);
    return resource(vocabulary);
  }

  /** The schema of one record of the ledger. */
  public static String decisionRecord() {
    return resource(DecisionRecord.class);
  }

  /** Where a schema stands in this bundle: {@code schema/table-1.json}. */
  static String path(Class<?> type) {
    String dashed = type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-");
    return "schema/" + dashed.toLowerCase(Locale.ROOT) + "-" + VERSION + ".json";
  }

  private static String resource(Class<?> type) {
    try (InputStream in = Schemas.class.getResourceAsStream(path(type))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
