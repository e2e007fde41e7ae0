package io.consilium.api.data;

import io.consilium.api.task.MediaType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The closed list of vocabulary records and the media type of each. */
public final class Vocabulary {
  private static final Map<Class<?>, MediaType> TYPES =
      Stream.of(
              Page.class,
              Table.class,
              Chart.class,
              Series.class,
              Forecast.class,
              Sentiment.class,
              Reconciliation.class,
              Problem.class,
              Solution.class,
              Grid.class,
              LogicGrid.class,
              GridSolution.class,
              Segment.class,
              Report.class)
          .collect(Collectors.toUnmodifiableMap(Function.identity(), Vocabulary::named));

  private Vocabulary() {}

  private static MediaType named(Class<?> type) {
    String name = type.getSimpleName().toLowerCase(Locale.ROOT);
    return new MediaType("application/vnd.consilium." + name + "+json");
  }

  /** All records of the vocabulary with their media types. */
  public static Map<Class<?>, MediaType> types() {
    return TYPES;
  }

  /**
   * The media type of a record of the vocabulary.
   *
   * @throws IllegalArgumentException if the class is none
   */
  public static MediaType mediaType(Class<?> type) {
    MediaType found = TYPES.get(type);
    if (found == null) {
      throw new IllegalArgumentException(
          "Not of the shared vocabulary (" + type.getName() + "). Known: " + TYPES.values() + ".");
    }
    return found;
  }

  /** The record class of a media type, if it is one of the vocabulary. */
  public static Optional<Class<?>> classOf(MediaType mediaType) {
    return TYPES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(mediaType))
        .<Class<?>>map(Map.Entry::getKey)
        .findFirst();
  }
}
