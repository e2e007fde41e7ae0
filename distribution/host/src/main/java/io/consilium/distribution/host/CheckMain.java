package io.consilium.distribution.host;

import io.consilium.json.Json;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks at one jar in a process of its own, which a plugin may crash, hold up or end without harm.
 * Arguments: jar, work directory, a directory apart, {@code start} or {@code no-start}, a file of
 * settings or nothing. Writes one JSON object a line, the last with {@code end}.
 */
public final class CheckMain {
  private static final String KITS = "io.consilium.tck.Conformance";

  private CheckMain() {}

  /** Ends the process, whatever threads are left. */
  public static void main(String[] arguments) {
    // What a plugin prints must not look like what was found.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    Logs.silence();
    try {
      look(
          new CheckFramework.Order(
              Path.of(arguments[0]),
              Path.of(arguments[1]),
              Path.of(arguments[2]),
              arguments[3].equals("start"),
              Optional.of(arguments[4]).filter(name -> !name.isEmpty()).map(Path::of)),
          out::println);
      out.println(Json.text(Map.of("end", true)));
    } catch (Complaint e) {
      out.println(failed("house", e.getMessage()));
    } catch (Throwable e) {
      e.printStackTrace();
      out.println(failed("house", "The check itself failed: " + e));
    }
    out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static void look(CheckFramework.Order order, Consumer<String> lines) throws Exception {
    CheckFramework framework = CheckFramework.boot(Home.find(), order);
    long bundle = framework.look(lines);
    framework.problems(order).forEach(problem -> lines.accept(failed("settings", problem)));
    if (bundle < 0) {
      return;
    }
    ClassLoader kits = framework.kits();
    Class<?> json = kits.loadClass("io.consilium.json.Json");
    Method text = json.getMethod("text", Object.class);
    Method check =
        kits.loadClass(KITS).getMethod("check", Object.class, Path.class, Consumer.class);
    for (Object plugin : framework.plugins(bundle)) {
      hold(check, plugin, order.jar(), rule -> lines.accept(rule(text, rule)), lines);
    }
  }

  private static void hold(
      Method check, Object plugin, Path jar, Consumer<Object> rules, Consumer<String> lines)
      throws IllegalAccessException {
    try {
      check.invoke(null, plugin, jar, rules);
    } catch (InvocationTargetException e) {
      lines.accept(failed("rules", String.valueOf(e.getCause().getMessage())));
    }
  }

  private static String rule(Method text, Object rule) {
    try {
      byte[] said = ((String) text.invoke(null, rule)).getBytes(StandardCharsets.UTF_8);
      return Json.text(Map.of("rule", Json.tree(said)));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String failed(String step, String message) {
    return Json.text(Map.of("step", step, "state", "refused", "message", message));
  }
}
