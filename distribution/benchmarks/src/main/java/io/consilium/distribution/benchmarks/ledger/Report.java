package io.consilium.distribution.benchmarks.ledger;

import java.util.List;
import java.util.stream.Collectors;

/**
 * All that one run measured.
 *
 * @param command how to run it again
 * @param machine on what it ran
 */
record Report(String command, String machine, List<Section> sections) {

  String text() {
    return machine
        + "\n\n"
        + sections.stream().map(Section::text).collect(Collectors.joining("\n"));
  }

  String markdown() {
    return "<!-- Written by "
        + command
        + ": do not edit. -->\n"
        + machine
        + "\n\n"
        + sections.stream().map(Section::markdown).collect(Collectors.joining("\n"));
  }
}
