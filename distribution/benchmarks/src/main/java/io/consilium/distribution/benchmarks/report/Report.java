package io.consilium.distribution.benchmarks.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * All that one run measured.
 *
 * @param command how to run it again
 * @param machine on what it ran
 */
public record Report(String command, String machine, List<Section> sections) {

  public String text() {
    return machine
        + "\n\n"
        + sections.stream().map(Section::text).collect(Collectors.joining("\n"));
  }

  public String markdown() {
    return "<!-- Written by "
        + command
        + ": do not edit. -->\n"
        + machine
        + "\n\n"
        + sections.stream().map(Section::markdown).collect(Collectors.joining("\n"));
  }
}
