package io.consilium.framework.deployer.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Signs jars with the tools of the JDK, as a plugin's author would. */
final class Signing {
  private static final String PASSWORD = "changeit";

  private Signing() {}

  /** A key store with one fresh key in it. */
  static Path key(Path directory, String name) throws IOException, InterruptedException {
    Path store = directory.resolve(name + ".p12");
    tool(
        "keytool",
        List.of(
            "-genkeypair",
            "-keystore",
            store.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-alias",
            name,
            "-dname",
            "CN=" + name,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-validity",
            "3650"));
    return store;
  }

  /** The key's certificate, in PEM. */
  static Path certificate(Path store, String name, Path file)
      throws IOException, InterruptedException {
    tool(
        "keytool",
        List.of(
            "-exportcert",
            "-rfc",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD,
            "-alias",
            name,
            "-file",
            file.toString()));
    return file;
  }

  static void sign(Path jar, Path store, String name) throws IOException, InterruptedException {
    tool(
        "jarsigner",
        List.of("-keystore", store.toString(), "-storepass", PASSWORD, jar.toString(), name));
  }

  private static void tool(String name, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", name).toString());
    command.add("-J-XX:TieredStopAtLevel=1");
    command.addAll(arguments);
    Path said = Files.createTempFile(name, ".txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException(name + ": " + Files.readString(said));
    }
  }
}
