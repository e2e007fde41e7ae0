package io.consilium.distribution.benchmarks.plugins;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a hostile plugin does. */
enum Mischief {
  LEAK_THREADS("leaks ten threads a call"),
  BLOCK("blocks for ever, deaf to interrupts"),
  SPIN("computes for ever, deaf to interrupts"),
  ALLOCATE("allocates without end"),
  EXIT("calls System.exit"),
  ERROR("throws an Error"),
  NULL("returns null"),
  FLAP("registers and unregisters a service in a loop"),
  HANG_ON_STOP("hangs when it is stopped"),
  CRASH("crashes natively");

  private final String words;

  Mischief(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** As the hostile expert is told, and as it is typed. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> codes() {
    return Arrays.stream(values()).map(Mischief::code).toList();
  }
}
