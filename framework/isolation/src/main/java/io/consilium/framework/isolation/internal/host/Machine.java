package io.consilium.framework.isolation.internal.host;

import io.consilium.framework.isolation.internal.launch.Launch;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a child's Java machine is started.
 *
 * @param memory of its heap, in megabytes
 * @param processors that it believes to have; 0 for all there are
 */
record Machine(int memory, int processors) {
  static final String MEMORY = "consilium.plugins.isolated.memory";
  static final String PROCESSORS = "consilium.plugins.isolated.processors";

  /**
   * Takes standard output away from whoever prints to it natively, and gives it to the messages as
   * descriptor 3. A terminal's interrupt is for the host, which ends its children itself.
   */
  private static final String SHELL =
      "trap '' INT HUP; exec 3>&1 1>&2; exec \"$0\" -Djava.io.tmpdir=\"$TMPDIR\""
          + " -XX:ErrorFile=\"$TMPDIR/"
          + LastBreath.REPORT
          + "\" \"$@\"";

  Machine {
    if (memory < 16 || processors < 0) {
      throw new IllegalArgumentException(
          "A child process needs "
              + MEMORY
              + " of at least 16 (megabytes) and "
              + PROCESSORS
              + " of at least 0 ("
              + memory
              + ", "
              + processors
              + ").");
    }
  }

  /** As the framework's properties say. */
  static Machine of(Function<String, String> property) {
    return new Machine(number(property, MEMORY, 512), number(property, PROCESSORS, 0));
  }

  private static int number(Function<String, String> property, String name, int otherwise) {
    String value = property.apply(name);
    try {
      return value == null ? otherwise : Integer.parseInt(value.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The setting " + name + " must be a whole number (" + value + ").", e);
    }
  }

  /**
   * The command; it expects {@code TMPDIR} to be the child's own.
   *
   * @param classPath what {@link Launch} needs
   * @param boot the file to begin with
   */
  List<String> command(List<Path> classPath, Path boot) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SHELL));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + memory + "m");
    if (processors > 0) {
      command.add("-XX:ActiveProcessorCount=" + processors);
    }
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            // A machine that is out of memory answers nothing any more, and says so nowhere.
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash",
            "-Djava.awt.headless=true",
            "-Dguice_bytecode_gen_option=DISABLED"));
    // Modules that the host was given: what resolved there must resolve here; and when to compile.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--") || argument.startsWith("-XX:Tier"))
        .forEach(command::add);
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(Launch.class.getName());
    command.add(boot.toString());
    return command;
  }
}
