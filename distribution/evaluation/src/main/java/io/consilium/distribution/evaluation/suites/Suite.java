package io.consilium.distribution.evaluation.suites;

import io.consilium.distribution.evaluation.TaskRunner;
import io.consilium.distribution.evaluation.measure.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One thing that can be measured. */
public interface Suite {
  /** As it is called on the command line. */
  String name();

  /** Name of the pipeline that is measured. */
  String pipeline();

  /** One sentence. */
  String description();

  /**
   * Measures.
   *
   * @throws MissingData if the data directory does not hold what it needs
   */
  Result run(Run run, TaskRunner.Opener host) throws IOException;

  /** Which pages of a set that is split in halves. */
  enum Split {
    TUNE,
    HELD,
    ALL
  }

  /**
   * How to measure.
   *
   * @param data directory laid out as the README of the data says; empty if none was named
   * @param limit at most so many items
   * @param split which half
   * @param keep where to leave rendered pages; empty to leave none
   * @param watch told what goes on
   */
  record Run(
      Optional<Path> data, OptionalInt limit, Split split, Optional<Path> keep, Watch watch) {
    /** A directory of the data that must be there. */
    Path need(String name) {
      Path directory =
          data.orElseThrow(
                  () ->
                      new MissingData(
                          "No data directory was named. Maybe add --data DIR, or set"
                              + " CONSILIUM_DATA."))
              .resolve(name);
      if (!java.nio.file.Files.isDirectory(directory)) {
        throw new MissingData(
            "The data directory lacks "
                + name
                + " ("
                + directory
                + "). Maybe --data names another directory than the one that holds all data sets.");
      }
      return directory;
    }
  }

  /** Is told what goes on; called from several threads. */
  interface Watch {
    void progress(String line);

    /** How one item went, as fields of a JSON object. */
    void item(Map<String, Object> fields);
  }

  /** What others reached, for comparison. */
  record Reference(String name, String metric, double value, String source) {}

  /**
   * What was measured.
   *
   * @param count items measured
   * @param metrics by name, in order
   * @param notes what a reader must know
   */
  record Result(
      int count, Map<String, Metric> metrics, List<Reference> reference, List<String> notes) {}

  /** The data that a suite needs is not there; the message is for a person. */
  final class MissingData extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MissingData(String message) {
      super(message);
    }
  }
}
