package io.consilium.framework.console.internal;

import io.consilium.json.Json;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/** Tells clients where the host listens: {@code DIR/host.json}, for this user's eyes only. */
final class HostFile {
  private final Path file;

  HostFile(Path work) {
    this.file = work.resolve("host.json");
  }

  static String newToken() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  void write(int port, String token, String mode) throws IOException {
    Path part = file.resolveSibling("host.json.part");
    Files.deleteIfExists(part);
    Files.createFile(part, ownerOnly());
    Map<String, Object> content =
        Map.of("port", port, "token", token, "mode", mode, "pid", ProcessHandle.current().pid());
    Files.write(part, Json.canonical(content));
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }
}
