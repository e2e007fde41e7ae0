package io.consilium.distribution.tests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** A plugin without any Java, packed while the test runs. */
final class PythonJar {
  static final String NAME = "test.python";

  /** Answers with its version; waits for a file when told to. */
  private static final String EXPERT =
      """
      import os, time
      import consilium_bridge as bridge

      @bridge.expert(id="test.python", description="Says its version.", capability="test.python",
                     inputs={"text": bridge.TEXT}, outputs={"text": bridge.TEXT},
                     effect="PURE", determinism="DETERMINISTIC", concurrency=4)
      def say(call):
          text = call.input("text").text()
          if text.startswith("wait:"):
              go = text[len("wait:"):]
              open(os.path.join(os.path.dirname(go), "asked-%s"), "w").close()
              while not os.path.exists(go):
                  call.check()
                  time.sleep(0.01)
          return bridge.solved({"text": bridge.output(bridge.TEXT, b"%s")}, confidence=1.0)

      bridge.serve()
      """;

  private PythonJar() {}

  /** Whether there is anything to run it. */
  static boolean canRun() throws Exception {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  static byte[] of(String version) throws IOException {
    return of(version, EXPERT.replace("%s", version));
  }

  static byte[] of(String version, String expert) throws IOException {
    Path example = Path.of("..", "..", "framework", "bridge", "examples", "python");
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("bridge.yaml", bytes("command: [python3, -B, expert.py]\n"));
    files.put("expert.py", bytes(expert));
    files.put("consilium_bridge.py", Files.readAllBytes(example.resolve("consilium_bridge.py")));
    return jar(version, files);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] jar(String version, Map<String, byte[]> files) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", NAME);
    main.putValue("Bundle-Version", version);
    main.putValue("Consilium-Bridge", "bridge.yaml");
    return PluginJar.pack(manifest, files);
  }
}
